"""Our own cmi5 and xAPI packages, launched by this server over its own record store."""

import pytest
from playwright.sync_api import Page, expect

from course.model import Course
from tests.browser.answering import wrong
from tests.browser.app.demonstration import Demonstration
from tests.browser.app.making import launch, make
from tests.support.browser import PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_cmi5_package_is_failed_then_passed_and_satisfies_the_course(
    page: Page, demonstration: Demonstration, course: Course, page_faults: PageFaults
) -> None:
    page_faults.allow("status of 404")  # what no earlier visit has left
    make(page, demonstration, "cmi5")
    trial = page.url
    first = launch(page, course)
    log = page.get_by_role("log")
    expect(log.get_by_text("is ready.")).to_be_visible()
    slug = course.module("culture").topics[0].slug
    first.practise_topic(slug)
    first.take_assessment(wrong)
    first.frame.get_by_role("button", name="Save and close").click()
    page.frame_locator("iframe").get_by_role("link", name="See what was told").click()
    page.wait_for_url(trial)
    expect(page.get_by_role("cell").get_by_text("Not passed with 0 %")).to_be_visible()
    again = launch(page, course)
    again.open(f"topic-{slug}")
    assert again.frame.locator(".fs-result").count() >= 1
    again.take_assessment()
    expect(log.get_by_text("as satisfied.", exact=False)).to_be_visible()
    expect(page.get_by_text("Your LMS would show this course as complete.")).to_be_visible()
    expect(page.locator(".app-log__line--refused")).to_have_count(0)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save the log").click()
    assert "as satisfied." in waiting.value.path().read_text(encoding="utf-8")
    page.get_by_role("button", name="Start again as a new learner").click()
    expect(page.get_by_text("Nothing has been told yet.")).to_be_visible()
    expect(page.get_by_text("Your LMS would show this course as not complete")).to_be_visible()
    page.get_by_role("button", name="End the trial").click()
    expect(page.get_by_text("The trial has ended.")).to_be_visible()
    page.get_by_role("button", name="Try it here first").wait_for()


def test_an_xapi_package_is_passed(
    page: Page, demonstration: Demonstration, course: Course, page_faults: PageFaults
) -> None:
    page_faults.allow("status of 404")
    make(page, demonstration, "xapi")
    learner = launch(page, course)
    learner.take_assessment()
    expect(page.get_by_text("Your LMS would show this course as complete.")).to_be_visible()
