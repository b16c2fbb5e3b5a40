"""The package in Open edX's SCORM block: its own import, its own handlers, its own page in a browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page

from course.model import Course, Module
from course.suspend_data import decode
from packager import PackageOptions, package
from tests.browser.answering import wrong
from tests.browser.lms.learner import Learner
from tests.browser.lms.server import wait_until
from tests.browser.others.environment import python_of, running

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.slow]

HERE = Path(__file__).parent
LOCK = HERE / "lock" / "openedx.txt"
FORM = {
    **{"display_name": "Welcome", "width": "", "height": "800", "has_score": "1", "weight": "1"},
    **{"enable_navigation_menu": "0", "enable_fullscreen_button": "0"},
    **{"navigation_menu_width": "", "popup_on_launch": "0"},
}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Give the address of an empty unit."""
    program = python_of("openedx", LOCK)
    command: list[str | Path] = [
        program,
        HERE / "openedx_host.py",
        "{port}",
        HERE / "openedx-jquery.js",
    ]
    with running(command, "/stored", tmp_path) as where:
        yield where


class Unit:
    """A unit of a course in Open edX, as its author and its learner see it."""

    def __init__(self, page: Page, address: str, module: Module) -> None:
        self.page, self.address, self.module = page, address, module

    def upload(self, name: str, content: bytes) -> dict[str, Any]:
        """Upload a zip as an author does in Studio, and return what the block read in it."""
        file: FilePayload = {"name": name, "mimeType": "application/zip", "buffer": content}
        answer = self.page.request.post(f"{self.address}/package", multipart={**FORM, "file": file})
        assert answer.json() == {"result": "success", "errors": []}
        return self.stored()

    def launch(self) -> Learner:
        """Open the unit."""
        self.page.goto(self.address)
        holder = self.page.wait_for_selector("iframe.scorm-embedded")
        frame = holder.content_frame() if holder else None
        assert frame is not None
        frame.wait_for_selector("[data-progress]:not([hidden])")
        return Learner(frame, self.module)

    def leave(self, expected: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Go to another page once all is sent, and return what is stored then.

        The block sends what it is given one batch after the other, and drops what still waits when
        its page goes: what a learner reads in between gives it the time.
        """
        wait_until(lambda: expected(self.stored()))
        self.page.goto("about:blank")
        return self.stored()

    def stored(self) -> dict[str, Any]:
        """Return the block's fields, and what it told the platform."""
        found: dict[str, Any] = self.page.request.get(f"{self.address}/stored").json()
        return found

    def grades(self) -> list[float]:
        """Return the grades that the block published, in their order."""
        return [what["value"] for kind, what in self.stored()["published"] if kind == "grade"]


def success(wanted: str) -> Callable[[dict[str, Any]], bool]:
    """Return a test for what the block holds of the learner's success."""
    return lambda stored: stored["success_status"] == wanted


def test_the_scorm_block_imports_the_module_and_grades_its_learner(
    page: Page, address: str, course: Course
) -> None:
    culture = course.module("culture")
    unit = Unit(page, address, culture)
    made = package(course, ["culture"], PackageOptions())
    read = unit.upload(made.name, made.content)
    assert (read["scorm_version"], read["index_page_path"]) == ("SCORM_12", "index.html")
    assert read["package_warnings"] == []

    learner = unit.launch()
    learner.practise_topic(culture.topics[0].slug)
    place = learner.heading()
    stored = unit.leave(lambda now: "cmi.suspend_data" in now["scorm_data"])
    assert (stored["lesson_status"], stored["success_status"]) == ("incomplete", "unknown")

    learner = unit.launch()
    assert learner.heading() == place
    learner.take_assessment(wrong)
    stored = unit.leave(success("failed"))
    assert (stored["lesson_status"], unit.grades()[-1]) == ("incomplete", 0)

    learner = unit.launch()
    assert learner.heading() == "Assessment"
    learner.take_assessment()
    stored = unit.leave(success("passed"))
    assert (stored["lesson_status"], stored["lesson_score"], unit.grades()[-1]) == (
        "completed",
        1,
        1,
    )
    state = decode(stored["scorm_data"]["cmi.suspend_data"], culture)
    assert (state.passed, state.attempts) == (True, 2)

    learner = unit.launch()
    assert learner.heading() == "Assessment"
    stored = unit.leave(success("passed"))
    assert (stored["lesson_status"], stored["lesson_score"], unit.grades()[-1]) == (
        "completed",
        1,
        1,
    )
