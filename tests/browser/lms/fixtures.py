"""Fixtures of the package tests in the browser: the sample package, and systems that play it."""

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page

from course.model import Course, Module
from packager import PackageOptions, package
from tests.browser.lms.server import LearningSystem, Play, Serve, serving
from tests.browser.lms.strict import SCORM12, SCORM2004, Standard, Strict
from tests.packager.sample_course import sample_course


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Module:
    """Give the sample module."""
    return sample_course(tmp_path_factory.mktemp("sample")).modules[0]


@pytest.fixture
def serve(tmp_path: Path, leave_pages: Callable[[], None]) -> Iterator[Serve]:
    """Give a function that packages modules of a course and serves it to a learner."""
    with ExitStack() as stack:

        def start(
            course: Course, slugs: tuple[str, ...], options: PackageOptions
        ) -> LearningSystem:
            folder = tmp_path / f"package{len(list(tmp_path.iterdir()))}"
            made = package(course, slugs, options)
            with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
                archive.extractall(folder)
            return stack.enter_context(serving(folder))

        yield start
        leave_pages()


@pytest.fixture
def play(tmp_path: Path, serve: Serve) -> Play:
    """Give a function that serves the sample, packaged with some options."""

    def start(**options: object) -> LearningSystem:
        made_with = PackageOptions(**options)  # type: ignore[arg-type]
        return serve(sample_course(tmp_path / "source"), ("sample",), made_with)

    return start


@pytest.fixture(params=[SCORM12, SCORM2004], ids=lambda standard: str(standard.ours))
def standard(request: pytest.FixtureRequest) -> Standard:
    """Give each standard."""
    found: Standard = request.param
    return found


@pytest.fixture
def strict(page: Page, play: Play, sample: Module, standard: Standard) -> Strict:
    """Give a strict system of each standard with the sample package."""
    return Strict(page, play(format=standard.ours), sample, standard)
