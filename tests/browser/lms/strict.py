"""The systems that forgive nothing, one for each SCORM standard: launch, look into them, close."""

from typing import Any, Final

from msgspec import Struct
from playwright.sync_api import Page

from course.model import Module
from tests.browser.lms.learner import Learner, course_frame
from tests.browser.lms.server import LearningSystem, wait_until


class Standard(Struct, frozen=True):
    """What a standard calls things.

    completion and success: the elements that hold them, in SCORM 1.2 one and the same; raw: of the
    score; ours: the package's format; api: the global object.
    """

    ours: str
    page: str
    api: str
    set: str
    commit: str
    finish: str
    completion: str
    success: str
    raw: str
    location: str
    exit: str


SCORM12: Final = Standard(
    ours="scorm12",
    page="strict.html",
    api="API",
    set="LMSSetValue",
    commit="LMSCommit",
    finish="LMSFinish",
    completion="cmi.core.lesson_status",
    success="cmi.core.lesson_status",
    raw="cmi.core.score.raw",
    location="cmi.core.lesson_location",
    exit="cmi.core.exit",
)
SCORM2004: Final = Standard(
    ours="scorm2004-4",
    page="strict2004.html",
    api="API_1484_11",
    set="SetValue",
    commit="Commit",
    finish="Terminate",
    completion="cmi.completion_status",
    success="cmi.success_status",
    raw="cmi.score.raw",
    location="cmi.location",
    exit="cmi.exit",
)


def order_from(calls: list[list[str]], standard: Standard, first: str) -> list[str]:
    """Return what was called from the writing of an element on: names of elements, and of other calls.

    Two commits in a row count as one: on a slow machine the one that was due comes just before the one
    that is asked for.
    """
    order = [call[1] if call[0] == standard.set else call[0] for call in calls]
    final = order[order.index(first) :]
    commit = [final[final.index(standard.commit) - 1], standard.commit]
    for at in range(len(final) - 4, -1, -1):
        if final[at : at + 4] == commit * 2:
            del final[at : at + 2]
    return final


class Strict:
    """A strict system in a page, with the sample course."""

    def __init__(
        self, page: Page, system: LearningSystem, sample: Module, standard: Standard
    ) -> None:
        self.page = page
        self.system = system
        self.sample = sample
        self.standard = standard

    def launch(self, options: str = "") -> Learner:
        """Open the course from the system."""
        self.page.goto(f"{self.system.address}/{self.standard.page}?{options}")
        return Learner(course_frame(self.page), self.sample)

    def calls(self) -> list[list[str]]:
        """Return every call that the course has made, with the answer last."""
        found: list[list[str]] = self.page.evaluate("window.CALLS")
        return found

    def names(self) -> list[str]:
        """Return the names of the calls."""
        return [call[0] for call in self.calls()]

    def sets(self) -> list[list[str]]:
        """Return the elements and values that were written, in order."""
        return [call[1:3] for call in self.calls() if call[0] == self.standard.set]

    def written(self, element: str) -> list[str]:
        """Return what was written to an element, in order."""
        return [value for name, value in self.sets() if name == element]

    def refused(self) -> list[list[str]]:
        """Return the calls that were refused, with the error first."""
        found: list[list[str]] = self.page.evaluate("window.REFUSED")
        return found

    def await_commits(self, answer: str, times: int) -> None:
        """Wait until so many commits were answered so: none is made before the server was asked for."""
        commit = [self.standard.commit, answer]
        wait_until(lambda: self.calls().count(commit) >= times)
        assert self.calls().count(commit) == times

    def commits_fail(self, fail: bool) -> None:
        """Make the store fail, or work again."""
        self.page.evaluate(f"(fail) => {{ window.{self.standard.api}.commitsFail = fail }}", fail)

    def wait_for_commit_of(self, element: str) -> None:
        """Wait until what was written to an element is committed: the server is asked for a byte first."""

        def committed() -> bool:
            order = [call[1] if call[0] == self.standard.set else call[0] for call in self.calls()]
            return element in order and self.standard.commit in order[order.index(element) :]

        wait_until(committed)

    def close(self) -> dict[str, Any]:
        """Take the course's frame away; keep and return what the system stored."""
        self.page.evaluate("document.getElementById('sco').remove()")
        stored: dict[str, Any] = self.page.evaluate(f"window.{self.standard.api}.stored()")
        self.system.stored = stored
        return stored
