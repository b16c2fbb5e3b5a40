"""The course as it is taught, for every test in the browser."""

import pytest

from course.model import Course
from course.reader import read_course
from tools.checkout import ROOT


@pytest.fixture(scope="session")
def course() -> Course:
    """Give the course as it is taught."""
    found, mistakes = read_course(ROOT / "modules")
    assert not mistakes, mistakes
    return found
