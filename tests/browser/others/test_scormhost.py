"""The package in scormhost, a learning system made by others: imported, learnt, failed, passed, looked at again."""

import re
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
from tests.support.browser import PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.slow]

HERE = Path(__file__).parent
SERVER = HERE / "scormhost_server.py"
LOCK = HERE / "lock" / "scormhost.txt"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a running scormhost."""
    program = python_of("scormhost", LOCK)
    folder = tmp_path_factory.mktemp("scormhost")
    with running([program, SERVER, "{port}"], "/health", folder) as where:
        yield where


@pytest.fixture
def culture(course: Course) -> Module:
    """Give the module that is packaged."""
    return course.module("culture")


class Host:
    """An administrator's and a learner's view of the host, in one browser that is logged in."""

    def __init__(self, page: Page, address: str, module: Module) -> None:
        self.page, self.address, self.module = page, address, module

    def upload(self, name: str, content: bytes) -> dict[str, Any]:
        """Upload a zip as an administrator does, and return what the host read in it."""
        # The first who registers is its administrator.
        me = {"username": "admin", "email": "a@example.org", "password": "long enough"}
        self.page.request.post(
            f"{self.address}/api/auth/register", data={**me, "display_name": "A"}
        )
        file: FilePayload = {"name": name, "mimeType": "application/zip", "buffer": content}
        answer = self.page.request.post(f"{self.address}/api/packages", multipart={"file": file})
        assert answer.status == 201, answer.text()
        self.id = answer.json()["id"]
        manifest: dict[str, Any] = answer.json()["manifest"]
        return manifest

    def launch(self) -> Learner:
        """Open the module from the host's own page."""
        self.page.goto(f"{self.address}/launch/{self.id}")
        holder = self.page.wait_for_selector("#scormhost-content")
        frame = holder.content_frame() if holder else None
        assert frame is not None
        frame.wait_for_selector("[data-progress]:not([hidden])")
        return Learner(frame, self.module)

    def stored(self) -> dict[str, str]:
        """Return the data model that the host keeps for this learner."""
        found = self.page.request.get(f"{self.address}/api/scorm/{self.id}/cmi?launch=index.html")
        elements: dict[str, str] = found.json()["elements"]
        return elements

    def leave(self, learner: Learner, expected: Callable[[dict[str, str]], bool]) -> dict[str, str]:
        """Press our own button, and return what is kept then."""
        learner.frame.get_by_role("button", name="Save and close").click()
        wait_until(lambda: expected(self.stored()))
        return self.stored()


def status(wanted: str) -> Callable[[dict[str, str]], bool]:
    """Return a test for the status that is kept, once the session is over."""
    return lambda kept: (
        (kept["cmi.core.lesson_status"], kept["cmi.core.exit"]) == (wanted, "suspend")
    )


def journal(kept: dict[str, str]) -> list[str]:
    """Return the ids of the answers that are kept, in their order."""
    count = sum(bool(re.fullmatch(r"cmi\.interactions\.\d+\.id", key)) for key in kept)
    return [kept[f"cmi.interactions.{n}.id"] for n in range(count)]


def test_scormhost_imports_the_module_and_keeps_what_its_learner_does(
    page: Page, page_faults: PageFaults, address: str, course: Course, culture: Module
) -> None:
    page_faults.allow(r"favicon\.ico")
    made = package(course, ["culture"], PackageOptions())
    host = Host(page, address, culture)
    manifest = host.upload(made.name, made.content)
    assert manifest["title"] == culture.title
    assert [each["href"] for each in manifest["launches"]] == ["index.html"]

    learner = host.launch()
    learner.practise_topic(culture.topics[0].slug)
    learner.take_assessment(wrong)
    kept = host.leave(learner, status("failed"))
    assert kept["cmi.core.score.raw"] == "0"
    answers = len(culture.of_purpose("practice", culture.topics[0].slug)) + culture.assessment.draw
    assert len(journal(kept)) == answers

    learner = host.launch()
    assert learner.heading() == "Assessment"
    learner.take_assessment()
    kept = host.leave(learner, status("passed"))
    assert kept["cmi.core.score.raw"] == "100"
    state = decode(kept["cmi.suspend_data"], culture)
    assert (state.passed, state.attempts) == (True, 2)

    learner = host.launch()
    assert learner.heading() == "Assessment"
    assert host.leave(learner, status("passed"))["cmi.core.score.raw"] == "100"
