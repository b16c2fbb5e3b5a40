"""The command that changes our key."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import cli


def test_a_new_key_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRSTSHIFT_INSTANCE", str(tmp_path))
    for number in (2, 3):
        answer = CliRunner().invoke(cli, ["lti", "new-key"])
        assert answer.exit_code == 0 and "signs from now on" in answer.output
        keys = json.loads((tmp_path / "lti-keys").read_text())["keys"]
        assert len(keys) == number
