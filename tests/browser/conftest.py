"""The course as it is taught and a demonstration of it, for every test in the browser."""

from pathlib import Path

import pytest

from course.model import Course
from course.reader import read_course
from tests.support.once import made_once
from tools.checkout import ROOT
from tools.demonstration import served_demonstration


@pytest.fixture(scope="session")
def course() -> Course:
    """Give the course as it is taught."""
    found, mistakes = read_course(ROOT / "modules")
    assert not mistakes, mistakes
    return found


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a demonstration that was begun and stopped: to begin takes its people long."""

    def begin(folder: Path) -> None:
        with served_demonstration(folder):
            pass

    return made_once(tmp_path_factory, "demonstrated", begin)
