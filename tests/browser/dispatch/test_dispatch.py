"""A dispatch package end to end: the LMS at one origin, the course at another."""

import pytest
from playwright.sync_api import Page

from course.model import Module
from course.suspend_data import decode
from packager.dispatch import PREFIX_CHARS
from tests.browser.answering import wrong
from tests.browser.dispatch.served import Dispatch, Dispatched, inside, learner, thin
from tests.browser.lms.audit import look
from tests.browser.lms.learner import Learner
from tests.browser.lms.server import wait_until
from tests.browser.lms.strict import SCORM12, SCORM2004, Standard, Strict

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture(params=[SCORM12, SCORM2004], ids=lambda standard: str(standard.ours))
def standard(request: pytest.FixtureRequest) -> Standard:
    """Give each standard."""
    found: Standard = request.param
    return found


class Lms(Strict):
    """A strict system with a dispatch package."""

    def __init__(self, page: Page, dispatched: Dispatched, standard: Standard) -> None:
        super().__init__(page, dispatched.system, dispatched.sample(), standard)
        self.dispatched = dispatched

    def start(self, options: str = "") -> None:
        """Open the package from the system."""
        self.page.goto(f"{self.system.address}/{self.standard.page}?{options}")

    def launch(self, options: str = "") -> Learner:
        """Open the course from the system."""
        self.start(options)
        return learner(self.page, self.sample)

    def now(self, element: str) -> str:
        """Return what the system holds."""
        found: dict[str, str] = self.page.evaluate(f"window.{self.standard.api}.stored()")
        return found.get(element, "")


@pytest.fixture
def lms(page: Page, dispatch: Dispatch, standard: Standard) -> Lms:
    """Give a strict system of the standard with the sample, dispatched."""
    return Lms(page, dispatch(format=standard.ours), standard)


def test_a_learner_is_recorded_as_from_an_ordinary_package(lms: Lms) -> None:
    visitor = lms.launch("mastery=80")
    visitor.open("before")
    visitor.practise(lms.sample.question("pre-single"), wrong)
    visitor.practise_topic("first", wrong)
    visitor.practise_topic("second")
    visitor.take_assessment(wrong)
    lms.page.wait_for_function(
        f"window.{lms.standard.api}.stored()['{lms.standard.success}'] === 'failed'"
    )
    visitor.take_assessment()
    lms.page.wait_for_function(
        f"window.{lms.standard.api}.stored()['{lms.standard.success}'] === 'passed'"
    )
    stored = lms.close()
    assert lms.refused() == []
    assert (stored[lms.standard.success], stored[lms.standard.raw]) == ("passed", "100")
    state = decode(stored["cmi.suspend_data"][PREFIX_CHARS:], lms.sample)
    assert state.passed and state.topics_seen == {"first", "second"} and state.attempts == 2
    ids = [value for name, value in lms.sets() if name.endswith(".id") and "fs." in value]
    assert len([each for each in ids if each.startswith("fs.sample.")]) >= 14 + 20


def test_the_next_visit_goes_on_and_takes_no_second_seat(lms: Lms) -> None:
    visitor = lms.launch()
    visitor.practise_topic("first", wrong)
    stored = lms.close()
    assert stored[lms.standard.completion] == "incomplete"
    kept = stored["cmi.suspend_data"]
    assert lms.dispatched.server.taken(lms.dispatched.licence) == 1
    again = lms.launch()
    assert again.heading() == lms.sample.topics[0].title
    form = again.frame.locator('form[data-practice="first-single"]')
    assert form.locator("[name=answer]:checked").get_attribute("value") == "a"
    assert lms.close()["cmi.suspend_data"][:PREFIX_CHARS] == kept[:PREFIX_CHARS]
    assert lms.dispatched.server.taken(lms.dispatched.licence) == 1


def test_closing_the_tab_midway_ends_the_session_once_with_the_last_step(lms: Lms) -> None:
    visitor = lms.launch()
    visitor.practise_topic("first")
    lms.page.goto("about:blank")
    wait_until(lambda: bool(lms.system.finished))
    assert len(lms.system.finished) == 1
    assert lms.system.finished[0]["refused"] == []
    values = lms.system.finished[0]["values"]
    state = decode(values["cmi.suspend_data"][PREFIX_CHARS:], lms.sample)
    assert state.topics_seen == {"first"} and len(state.answers) >= 1
