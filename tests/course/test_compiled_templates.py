"""Compiled templates: kept for the next process, and missed by nobody where they cannot be kept."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from course.rendering import compiled_templates as kept


@pytest.fixture(autouse=True)
def _python_keeps_bytecode(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)


def rendered(folder: Path, template: str = "{{ 1 + 1 }}") -> str:
    cache = kept.compiled_templates(folder)
    environment = Environment(
        loader=DictLoader({"a.html": template}), bytecode_cache=cache, autoescape=True
    )
    return environment.get_template("a.html").render()


def test_what_is_kept_is_used_and_a_template_that_changes_is_compiled_again(tmp_path: Path) -> None:
    assert rendered(tmp_path) == "2"
    (file,) = tmp_path.iterdir()
    before = file.read_bytes()
    assert rendered(tmp_path) == "2"
    assert file.read_bytes() == before
    assert rendered(tmp_path, "{{ 2 + 1 }}") == "3"
    assert file.read_bytes() != before


@pytest.mark.parametrize("spoilt", [b"", b"no code", b"j2"])
def test_a_file_that_is_spoilt_is_compiled_again(tmp_path: Path, spoilt: bytes) -> None:
    rendered(tmp_path)
    (file,) = tmp_path.iterdir()
    file.write_bytes(spoilt)
    assert rendered(tmp_path) == "2"


def test_a_folder_that_is_not_there_keeps_nothing_and_breaks_nothing(tmp_path: Path) -> None:
    assert rendered(tmp_path / "nowhere") == "2"
    assert not (tmp_path / "nowhere").exists()


def test_where_python_keeps_nothing_neither_do_we(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert kept.compiled_templates(tmp_path) is None
