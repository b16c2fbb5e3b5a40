"""Our own packages in our own LMS: a learner does everything, and the trial's page tells it all."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from course.model import Course, Module
from packager import PackageOptions, package
from tests.browser.app.demonstration import Demonstration
from tests.browser.launching.conftest import BeginTrial
from tests.browser.lms.learner import Learner
from tests.packager.sample_course import sample_course
from tests.support.browser import PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def sample(tmp_path: Path) -> Course:
    return sample_course(tmp_path / "source")


def launched(page: Page, module: Module) -> Learner:
    """Launch the one unit and return a learner in its frame."""
    page.get_by_role("button", name="Launch").click()
    handle = page.wait_for_selector("iframe")
    frame = handle.content_frame() if handle else None
    assert frame is not None
    frame.wait_for_selector("[data-progress]:not([hidden])")
    return Learner(frame, module)


@pytest.mark.parametrize("format_", ["cmi5", "xapi"])
def test_a_module_of_ours_is_taken_to_its_end(
    page: Page,
    page_faults: PageFaults,
    demonstration: Demonstration,
    begin_trial: BeginTrial,
    sample: Course,
    format_: str,
) -> None:
    page_faults.allow("status of 404")  # states and preferences that are not there yet
    module = sample.module("sample")
    made = package(sample, ("sample",), PackageOptions(format=format_))
    trial = begin_trial(made.content)
    demonstration.sign_in(page, "joanna")
    page.goto(trial)
    learner = launched(page, module)
    for topic in module.topics:
        learner.practise_topic(topic.slug)
    learner.take_assessment()
    expect(page.get_by_text("Your LMS would show this course as complete.")).to_be_visible()
    learner.frame.get_by_role("button", name="Save and close").click()
    log = page.get_by_role("log")
    expect(log.get_by_text("has ended after").first).to_be_visible()
    page.goto(trial)
    expect(log.get_by_text("is passed with 100 %").first).to_be_visible()
    expect(page.locator(".app-log__line--refused")).to_have_count(0)
    expect(page.get_by_text("Completed, passed with 100 %")).to_be_visible()


def test_a_unit_of_ours_counts_nothing_in_review_and_goes_back_to_the_lms(
    page: Page,
    page_faults: PageFaults,
    demonstration: Demonstration,
    begin_trial: BeginTrial,
    sample: Course,
) -> None:
    page_faults.allow("status of 404")
    made = package(sample, ("sample",), PackageOptions(format="cmi5"))
    trial = begin_trial(made.content)
    demonstration.sign_in(page, "joanna")
    page.goto(trial)
    page.get_by_label("Mode").select_option("Review")
    learner = launched(page, sample.module("sample"))
    learner.practise_topic(learner.module.topics[0].slug)
    learner.take_assessment()
    learner.frame.get_by_role("button", name="Close", exact=True).click()
    expect(page.frame_locator("iframe").get_by_text("The module has ended")).to_be_visible()
    log = page.get_by_role("log")
    expect(log.get_by_text("has ended after")).to_be_visible()
    expect(log.get_by_text("is passed")).to_have_count(0)
    expect(page.locator(".app-log__line--refused")).to_have_count(0)
    expect(page.get_by_text("not complete: it counts once it is passed")).to_be_visible()
