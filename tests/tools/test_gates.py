"""Where the tests run: what their processes compile to is kept, and their files lie in memory if they can."""

import os
from pathlib import Path
from typing import Any

import pytest

from tools import gates
from tools.checkout import CACHE


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Give what pytest would be started with."""
    seen: dict[str, Any] = {}

    class Done:
        returncode = 0

    def start(command: list[object], **options: Any) -> type[Done]:
        if "env" not in options:
            return Done  # another gate
        seen.update(options, command=[str(part) for part in command])
        folder = options["env"].get("TMPDIR", "")
        seen["there"] = bool(folder) and Path(folder).is_dir()
        return Done

    monkeypatch.setattr("subprocess.run", start)
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    return seen


def test_bytecode_is_kept_but_not_beside_the_sources(started: dict[str, Any]) -> None:
    gates.run_tests(["tests/tools"])
    assert "PYTHONDONTWRITEBYTECODE" not in started["env"]
    assert started["env"]["PYTHONPYCACHEPREFIX"] == str(CACHE / "bytecode")
    assert started["command"][-1] == "tests/tools"


def test_where_python_keeps_bytecode_by_itself_nothing_is_changed(
    started: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE")
    gates.run_tests([])
    assert started["env"] == dict(os.environ)


def test_files_lie_in_memory_and_are_gone_afterwards(
    started: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(gates, "MEMORY", tmp_path)
    monkeypatch.setattr(gates, "LEAST_BYTES", 1)
    assert gates.run_gates() == 0
    folder = Path(started["env"]["TMPDIR"])
    assert folder.parent == tmp_path and started["there"] and not folder.exists()


def test_where_memory_is_short_files_lie_where_they_always_do(
    started: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(gates, "MEMORY", tmp_path)
    monkeypatch.setattr(gates, "LEAST_BYTES", 1 << 62)
    gates.run_gates()
    assert "TMPDIR" not in started["env"]
    monkeypatch.setattr(gates, "MEMORY", tmp_path / "nowhere")
    gates.run_gates()
    assert "TMPDIR" not in started["env"]
