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
    [
        ("scorm12", "as complete: the status is “passed”."),
        ("scorm2004-4", "as complete: completion is “completed” and success is “passed”."),
    ],
)
def test_a_package_is_seen_to_track(
    page: Page, demonstration: Demonstration, course: Course, format_: str, done: str
) -> None:
    make(page, demonstration, format_)
    verdict, log = page.locator("[data-trial-verdict]"), page.get_by_role("log")
    learner = launch(page, course)
    learner.take_assessment(wrong)
    expect(verdict).to_contain_text("as not complete: it counts once it is “passed”. So far")
    expect(verdict).to_contain_text("“failed” (tried and not passed)")
    expect(log).to_contain_text("sent the score 0.")
    page.get_by_role("button", name="Close it").click()
    expect(log).to_contain_text("The LMS closed “Welcome: UK and NHS culture”.")
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
    assert "A trial of Welcome: UK and NHS culture, SCORM" in text
    page.get_by_role("button", name="Start again as a new learner").click()
    expect(verdict).to_have_text("Nothing has been launched yet.")
    expect(page.locator(".app-log__line")).to_have_count(0)
    launch(page, course)
    expect(page.locator("[data-trial-score]")).to_have_text("none yet")
    page.get_by_role("button", name="End the trial").click()
    page.get_by_role("button", name="Try it here first").wait_for()


def test_a_flood_of_calls_is_a_few_lines(
    page: Page, demonstration: Demonstration, course: Course
) -> None:
    make(page, demonstration, "scorm12")
    launch(page, course)
    lines = page.locator(".app-log__line")
    expect(page.get_by_role("log")).to_contain_text("said how it stands with 7 topics.")
    sentences = page.locator(".app-log__sentence").all_inner_texts()
    assert sentences[:3] == [
        "The LMS launched “Welcome: UK and NHS culture” (Normal).",
        "The module opened the session.",
        "The module set the status to “incomplete” (begun and not finished).",
    ]
    topics = lines.filter(has_text="with 7 topics")
    topics.get_by_text("Calls").click()
    assert topics.locator("pre").inner_text().count("LMSSetValue(") == 7
    assert len(sentences) < 9


def test_review_changes_nothing(page: Page, demonstration: Demonstration, course: Course) -> None:
    make(page, demonstration, "scorm12")
    page.get_by_label("Mode").select_option("review")
    learner = launch(page, course)
    learner.open("topic-" + course.module("culture").topics[0].slug)
    assert "Nothing new is recorded" in learner.frame.locator("[data-banner]").inner_text()
    expect(page.locator("[data-trial-verdict]")).to_contain_text("not attempted")
