"""The virtual environment and the Python packages that the locks name."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tools.checkout import CACHE, PYTHON, REQUIREMENTS, VENV
from tools.errors import SetUpError, ToolFailed
from tools.platforms import without_builds
from tools.processes import run_quietly

# A path file: Python puts the folder that it names on its path, here the checkout. It is written
# relative to site-packages, so that the checkout can be moved.
PATH_FILE = "firstshift.pth"

LAUNCHER = """\
#!/bin/sh
# -P: the checkout's packages, never those of the folder in which one happens to stand.
exec "$(dirname "$0")/python" -P -m app "$@"
"""

NO_VENV = (
    "Your Python lacks venv: install python3-venv (on Debian and Ubuntu it is a package of its "
    "own), or use another Python 3.11 or newer."
)


def make_environment() -> None:
    """Make ``.venv`` if it is not there or its Python has gone; keep one that works.

    Raises SetUpError where this Python cannot make one.
    """
    if not _works():
        _create()
    _link_checkout()


def install(lock: Path) -> None:
    """Install what a lock names into ``.venv``, each file checked against its hash."""
    make_environment()
    run_quietly(
        "Installing the Python packages",
        [
            *(PYTHON, "-m", "pip", "install", "--quiet", "--no-input"),
            *("--disable-pip-version-check", "--no-warn-script-location", "--require-hashes"),
            *("--progress-bar", "off", "--cache-dir", CACHE / "pip"),
            *("--requirement", _buildable(lock)),
        ],
        env={"PIP_USER": "0"},
    )


def site_packages() -> Path:
    """Return the folder of ``.venv`` into which packages are installed."""
    found = sorted(VENV.glob("lib/python3.*/site-packages"))
    if not found:
        raise SetUpError(f"{VENV} is damaged: remove it and run the same command again.")
    return found[-1]


def _works() -> bool:
    if not PYTHON.exists():
        return False
    check = [str(PYTHON), "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(check, capture_output=True, check=False).returncode == 0


def _create() -> None:
    base = Path(getattr(sys, "_base_executable", sys.executable))
    try:
        run_quietly("Making .venv", [base, "-m", "venv", "--clear", VENV])
    except ToolFailed as error:
        said = "\n".join(error.last_lines)
        if "ensurepip" in said or "No module named venv" in said:
            raise SetUpError(NO_VENV) from error
        raise


def _link_checkout() -> None:
    folder = site_packages()
    to_checkout = os.path.relpath(VENV.parent, folder)
    (folder / PATH_FILE).write_text(f"{to_checkout}\n", encoding="utf-8")
    launcher = VENV / "bin" / "firstshift"
    launcher.write_text(LAUNCHER, encoding="utf-8")
    launcher.chmod(0o755)


def _buildable(lock: Path) -> Path:
    """Return the lock, or a copy without the packages that have no build for this machine."""
    left_out = without_builds()
    if not left_out:
        return lock
    text = lock.read_text(encoding="utf-8")
    for name in left_out:
        text = re.sub(rf"^{re.escape(name)}==(?:.*\\\n)*.*\n", "", text, flags=re.MULTILINE)
    shorter = CACHE / f"{lock.stem}-here.txt"
    shorter.write_text(text, encoding="utf-8")
    return shorter


def lock_for(tests: bool) -> Path:
    """Return the lock of what the product needs, or of that and what its tests need."""
    return REQUIREMENTS / ("test.txt" if tests else "run.txt")
