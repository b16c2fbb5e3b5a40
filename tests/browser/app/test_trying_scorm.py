"""An administrator makes a package and sees it track, before any system has it."""

import re

import pytest
from playwright.sync_api import Page, expect

from course.model import Course
from tests.browser.answering import wrong
from tests.browser.app.demonstration import Demonstration
from tests.browser.app.making import launch, make
from tests.browser.lms.audit import look

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.mark.parametrize(
    ("format_", "done"),
    [("scorm12", "as done: passed."), ("scorm2004-4", "as done: completed, passed.")],
)
def test_a_package_is_seen_to_track(
    page: Page, demonstration: Demonstration, course: Course, format_: str, done: str
) -> None:
    make(page, demonstration, format_)
    verdict, log = page.locator("[data-trial-verdict]"), page.locator(".app-log")
    learner = launch(page, course)
    learner.take_assessment(wrong)
    expect(verdict).to_contain_text("Not done yet")
    expect(log).to_contain_text("sent the score 0.")
    page.get_by_role("button", name="Close it").click()
    expect(log).to_contain_text("The system has closed it.")
    expect(log).to_contain_text("ended the session")
    again = launch(page, course)
    assert again.heading() == "Assessment"
    again.take_assessment()
    expect(verdict).to_contain_text(done)
    expect(page.locator("[data-trial-score]")).to_have_text("100")
    assert page.locator(".app-log__line--refused").count() == 0
    look(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the log").click()
    text = waiting.value.path().read_text(encoding="utf-8")
    assert re.search(r'SetValue\("cmi\.(core\.)?score\.raw", "100"\) → "true"', text)
    page.get_by_role("button", name="Forget the learner").click()
    launch(page, course)
    expect(page.locator("[data-trial-score]")).to_have_text("none yet")


def test_review_changes_nothing(page: Page, demonstration: Demonstration, course: Course) -> None:
    make(page, demonstration, "scorm12")
    page.get_by_label("Mode").select_option("review")
    learner = launch(page, course)
    learner.open("topic-" + course.module("culture").topics[0].slug)
    assert "Nothing new is recorded" in learner.frame.locator("[data-banner]").inner_text()
    expect(page.locator("[data-trial-verdict]")).to_contain_text("not attempted")
