"""Run a program quietly, and show the end of what it said only when it fails."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.checkout import ROOT
from tools.errors import ToolFailed

LAST_LINES = 15

# What each tool writes when its trouble is not ours, and what then helps. First match wins.
MENDS = (
    (
        (
            "ENOTFOUND",
            "EAI_AGAIN",
            "ECONNREFUSED",
            "ETIMEDOUT",
            "ENETUNREACH",
            "Temporary failure in name resolution",
            "Failed to establish a new connection",
            "NameResolutionError",
            "Max retries exceeded",
            "Network is unreachable",
        ),
        "It could not reach the network: check the connection (or your proxy's settings) and "
        "run the same command again. What is there already is kept.",
    ),
    (
        ("No space left on device", "ENOSPC", "Disk quota exceeded"),
        "The disk is full: free about 1 GB where this checkout lies and run the command again.",
    ),
    (
        ("Permission denied", "EACCES", "Read-only file system", "EROFS"),
        "This user may not write here: use a checkout that belongs to you. If another user ran "
        "the command in it before, remove .venv, .cache, node_modules and build.",
    ),
    (
        ("do not match the hashes", "EINTEGRITY"),
        "What came over the network is not what the lock file names. Run the command again; if "
        "it stays so, something between you and the registry changes the files.",
    ),
)
FALLBACK = "The lines above are its own. Mend what they name and run the same command again."


def run_quietly(
    what: str, command: Sequence[str | Path], env: Mapping[str, str] | None = None
) -> str:
    """Run a command in the checkout's root and return what it wrote.

    env: added to our own environment. Raises ToolFailed with its last lines otherwise.
    """
    try:
        done = subprocess.run(
            [str(part) for part in command],
            cwd=ROOT,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise ToolFailed(what, [str(error)], mend_for(str(error))) from error
    if done.returncode:
        lines = [line for line in done.stdout.splitlines() if line.strip()]
        raise ToolFailed(what, lines[-LAST_LINES:], mend_for(done.stdout))
    return done.stdout


def mend_for(output: str) -> str:
    """Return the sentence on what to do about a failure, judged by the tool's output."""
    return next((mend for signs, mend in MENDS if any(sign in output for sign in signs)), FALLBACK)
