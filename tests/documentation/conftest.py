"""A folder like a checkout, in which the documentation's commands can be run and spoil nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from tools.checkout import PYTHON, ROOT

SECONDS = 300


class Folder(Struct, frozen=True):
    """A folder with ``./run``, modules of its own and an installation of its own."""

    path: Path

    def run(self, commands: str) -> subprocess.CompletedProcess[str]:
        """Run commands as somebody does who pastes them into a shell."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("FIRSTSHIFT_")
        }
        return subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=self.path,
            env={
                **environment,
                "PATH": f"{self.path / 'bin'}{os.pathsep}{os.environ['PATH']}",
                "PYTHONPATH": str(ROOT),
                "FIRSTSHIFT_INSTANCE": str(self.path / "instance"),
                "FIRSTSHIFT_MODULES": str(self.path / "modules"),
            },
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """Give a folder in which the server was started once."""
    folder = Folder(tmp_path_factory.mktemp("checkout"))
    shutil.copytree(ROOT / "modules", folder.path / "modules")
    (folder.path / "bin").mkdir()
    stand_in = Path(__file__).with_name("stand_in.py")
    for name, file in (("run", "run"), ("firstshift", "bin/firstshift")):
        script = folder.path / file
        script.write_text(f'#!/bin/sh\nexec "{PYTHON}" "{stand_in}" {name} "$@"\n')
        script.chmod(0o755)
    done = folder.run("./run")
    assert done.returncode == 0, done.stderr
    assert "First administrator" in done.stdout
    return folder


@pytest.fixture
def folder(tmp_path: Path, begun: Folder) -> Folder:
    """Give a copy of it."""
    assert sys.platform != "win32"
    shutil.copytree(begun.path, tmp_path / "checkout")
    return Folder(tmp_path / "checkout")
