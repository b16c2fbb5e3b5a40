"""The gates of ``./run test``: each must pass; all run, so that one run shows every fault."""

import os
import subprocess
import sys
import time

from tools.checkout import PYTHON, ROOT, VENV
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


def run_gates() -> int:
    """Run every gate, the tests last so that their summary closes the run. Return 0 if all passed."""
    failed = [
        name
        for name, command in GATES
        if not _passes(name, [VENV / "bin" / command[0], *command[1:]])
    ]
    tests = run_tests(SIDE_BY_SIDE)
    if failed:
        print(f"Failed before the tests: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed or tests else 0


def run_tests(arguments: list[str]) -> int:
    """Run pytest and return its exit status."""
    for part in left_out():
        print(f"Left out: the tests marked {part.marker}, since {part.reason}.", flush=True)
        arguments = ["-m", f"not {part.marker}", *arguments]
    return subprocess.run([PYTHON, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


def _passes(name: str, command: list[object]) -> bool:
    began = time.monotonic()
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    print(
        f"{'ok' if done.returncode == 0 else 'FAILED'}  {name}  {time.monotonic() - began:.1f} s",
        flush=True,
    )
    return done.returncode == 0
