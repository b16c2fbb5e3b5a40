"""A list of stolen passwords that whoever runs the server has put beside it."""

import os
from pathlib import Path

import pytest

from app.accounts.refused_passwords import refused_by
from app.errors import StartError
from tests.app.actors import PASSWORD, Actor


@pytest.fixture
def environment(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    file = tmp_path / "stolen.txt"
    file.write_text("short\nSeven Grey Geese\n", encoding="utf-8")
    environment["FIRSTSHIFT_REFUSED_PASSWORDS"] = str(file)
    return environment


def test_a_password_of_the_list_is_refused_however_it_is_written(as_learner: Actor) -> None:
    answer = as_learner.send("/account/password", old=PASSWORD, password="seven GREY geese")
    assert answer.status_code == 400
    assert "stands in a list" in answer.text
    answer = as_learner.send("/account/password", old=PASSWORD, password="seven grey goslings")
    assert answer.status_code == 302


def test_the_list_is_read_again_when_it_changes_and_short_lines_do_not_count(
    tmp_path: Path,
) -> None:
    file = tmp_path / "list"
    file.write_text("a long enough one\nshort\n", encoding="utf-8")
    assert refused_by(file, 12) == {"a long enough one"}
    file.write_text("quite another one\n", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert refused_by(file, 12) == {"quite another one"}
    assert refused_by(None, 12) == frozenset()


def test_a_list_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StartError, match="FIRSTSHIFT_REFUSED_PASSWORDS"):
        refused_by(tmp_path / "none", 12)
