"""The gates of ``./run test``: each must pass; all run, so that one run shows every fault."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tools.checkout import CACHE, PYTHON, ROOT, VENV
from tools.platforms import left_out

PACKAGES = ("app", "bench", "course", "lrs", "packager", "tools", "tests")

GATES = (
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy", *PACKAGES]),
    ("import contracts", ["lint-imports", "--no-cache"]),
    ("libraries", ["python", "-m", "tools.audit"]),
)


# Each process has a browser and a PostgreSQL of its own, and waits for them a good part of its time: one
# more than there are cores, and more than four do not pay.
PROCESSES = min((os.cpu_count() or 1) + 1, 4)
SIDE_BY_SIDE = ["--numprocesses", str(PROCESSES), "--dist", "worksteal"]

MEMORY: Final = Path("/dev/shm")  # noqa: S108 (a folder of its own is made in it)
LEAST_BYTES: Final = 6 << 30


def run_gates() -> int:
    """Run every gate, the tests last so that their summary closes the run. Return 0 if all passed."""
    failed = [
        name
        for name, command in GATES
        if not _passes(name, [VENV / "bin" / command[0], *command[1:]])
    ]
    with _in_memory() as folder:
        tests = run_tests(SIDE_BY_SIDE, folder)
    if failed:
        print(f"Failed before the tests: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed or tests else 0


def run_tests(arguments: list[str], given: Mapping[str, str] | None = None) -> int:
    """Run pytest and return its exit status. given: added to its environment."""
    for part in left_out():
        print(f"Left out: the tests marked {part.marker}, since {part.reason}.", flush=True)
        arguments = ["-m", f"not {part.marker}", *arguments]
    command: list[str | Path] = [PYTHON, "-m", "pytest", *arguments]
    environment = {**_environment(), **(given or {})}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def _environment() -> dict[str, str]:
    """Return the environment of the tests, in which Python keeps what our code compiles to.

    They start hundreds of processes, and each would compile it all again. Whoever wants no bytecode beside
    the sources has none there: it lies with what the set-up made.
    """
    given = dict(os.environ)
    if given.pop("PYTHONDONTWRITEBYTECODE", ""):
        given.setdefault("PYTHONPYCACHEPREFIX", str(CACHE / "bytecode"))
    return given


@contextmanager
def _in_memory() -> Iterator[dict[str, str]]:
    """Give the setting that puts the tests' files into memory, where there is a place for them; else none.

    Each of their databases waits for the disk at each commit, which guards what must outlive a power cut.
    """
    if not _has_place(MEMORY):
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="firstshift-", dir=MEMORY) as folder:
        Path(folder).chmod(0o711)  # root's PostgreSQL runs as another user
        yield {"TMPDIR": folder}


def _has_place(folder: Path) -> bool:
    """Say whether a folder can be written to, has room for the tests' files, and runs programs put there."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize >= LEAST_BYTES and not found.f_flag & os.ST_NOEXEC


def _passes(name: str, command: list[object]) -> bool:
    began = time.monotonic()
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    print(
        f"{'ok' if done.returncode == 0 else 'FAILED'}  {name}  {time.monotonic() - began:.1f} s",
        flush=True,
    )
    return done.returncode == 0
