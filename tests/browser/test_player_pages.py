"""The player's page: readable anywhere, accessible, within its frame, and quiet without an LMS."""

import pytest
from playwright.sync_api import Frame, Page

from course.model import Module
from tests.browser.answering import wrong
from tests.browser.lms.audit import overflowing, violations
from tests.browser.lms.learner import Learner, course_frame
from tests.browser.lms.server import LearningSystem, Play, serving
from tests.support.browser import OpenPage

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NOBODY = "No learning system answered. You can read everything; nothing is recorded."
MARKUP = "<img src=x onerror=alert(1)>"
WIDTHS = [360, 1280]


@pytest.fixture
def system(play: Play) -> LearningSystem:
    """Give a system that serves the sample package."""
    return play()


def alone(page: Page, system: LearningSystem, sample: Module) -> Learner:
    """Open the package by itself, without any LMS."""
    page.goto(f"{system.address}/package/index.html")
    page.locator("[data-progress]").wait_for()
    return Learner(page.main_frame, sample)


def banner(frame: Frame) -> str:
    """Return the one line at the top."""
    return frame.locator("[data-banner]").inner_text()


def test_without_an_lms_everything_works_and_the_page_says_that_nothing_is_recorded(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = alone(page, system, sample)
    assert banner(learner.frame) == NOBODY
    assert not learner.frame.locator("[data-leave]").is_visible()
    learner.practise_topic("first")
    learner.take_assessment()
    assert "You passed with 100%" in learner.frame.locator("[data-assessment]").inner_text()


def test_a_parent_of_another_origin_raises_nothing_and_is_told_in_plain_words(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    with serving(system.package) as other:
        page.goto(f"{other.address}/frame.html?show={system.address}/package/index.html")
        learner = Learner(course_frame(page), sample)
        assert banner(learner.frame) == NOBODY
        learner.practise_topic("first")


def test_the_api_is_found_through_nested_frames(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    page.goto(f"{system.address}/strict.html?show=frame.html%3Fshow=package/index.html")
    outer = page.locator("#sco").element_handle().content_frame()
    assert outer is not None
    held = outer.wait_for_selector("#sco")
    assert held is not None
    inner = held.content_frame()
    assert inner is not None
    inner.wait_for_selector("[data-progress]:not([hidden])")
    assert banner(inner) == ""
    assert page.evaluate("window.CALLS[0]") == ["LMSInitialize", "true"]


def test_the_api_is_found_in_the_window_that_opened_the_course(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    page.goto(f"{system.address}/strict.html")
    page.evaluate("document.getElementById('sco').remove()")
    page.evaluate("window.API.session = 'new'; window.CALLS.length = 0")
    with page.expect_popup() as popup:
        page.evaluate("window.open('package/index.html')")
    popup.value.locator("[data-progress]").wait_for()
    assert banner(popup.value.main_frame) == ""
    assert page.evaluate("window.CALLS[0]") == ["LMSInitialize", "true"]


def test_the_package_opens_from_disk(page: Page, system: LearningSystem) -> None:
    page.goto((system.package / "index.html").as_uri())
    page.locator("[data-progress]").wait_for()
    page.locator('[data-step="topic-second"] a').click()
    assert page.locator("#topic-second h1").inner_text() == "Second topic"
    assert banner(page.main_frame) == NOBODY


def test_every_topic_is_readable_without_script(
    open_page: OpenPage, system: LearningSystem, sample: Module
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{system.address}/package/index.html")
    for topic in sample.topics:
        assert page.locator(f"#topic-{topic.slug} h1").is_visible()
    text = page.locator("body").inner_text()
    assert "Scripts are switched off." in text
    page.locator("#topic-first summary").first.click()
    assert "Answer b of first-single" in page.locator("#topic-first").inner_text()
    # The summary that was unfolded is the only thing left to press.
    assert page.locator("button:visible").count() == 0


def test_back_and_the_links_between_topics_work_as_everywhere(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = alone(page, system, sample)
    learner.open("topic-first")
    page.get_by_role("link", name="the second topic").click()
    page.locator("#topic-second").wait_for()
    assert learner.heading() == "Second topic"
    assert page.evaluate("document.activeElement.textContent") == "Second topic"
    assert page.title() == "Second topic: Sample: first <days>"
    page.go_back()
    page.locator("#topic-first").wait_for()
    page.locator("#topic-first").get_by_role("link", name="Next").click()
    page.locator("#topic-second").wait_for()
    assert "2 of 2 topics opened" in page.locator("[data-progress-words]").inner_text()


def test_progress_names_what_is_left_until_all_is_done(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = alone(page, system, sample)
    step = page.locator('[data-step="topic-first"] [data-step-state]')
    assert step.inner_text() == "Not opened yet"
    learner.open("topic-first")
    assert step.inner_text() == "2 questions left"
    learner.practise(sample.question("first-single"), wrong)
    assert step.inner_text() == "1 question left"
    learner.practise(sample.question("p-truth"))
    assert step.inner_text() == "Done"


def test_an_empty_answer_is_said_at_the_question_and_not_recorded(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = alone(page, system, sample)
    learner.open("topic-first")
    form = page.locator('form[data-practice="first-single"]')
    form.locator("[data-check]").click()
    assert "Choose one answer." in form.inner_text()
    assert page.evaluate("document.activeElement.name") == "answer"
    assert "0 of 13 questions answered" in page.locator("[data-progress-words]").inner_text()
    assert violations(page.main_frame) == []
    learner.practise(sample.question("first-single"))
    assert form.locator("[data-error]").count() == 0


def test_a_question_left_open_counts_as_not_right_and_is_named_before(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = alone(page, system, sample)
    learner.open("assessment")
    page.get_by_role("button", name="Start the assessment").click()
    for _ in range(sample.assessment.draw):
        page.get_by_role("button", name="Leave it for now").click()
    view = page.locator("[data-assessment]")
    assert "10 questions have no answer yet" in view.inner_text()
    page.get_by_role("button", name="Answer question 1", exact=True).click()
    assert page.get_by_role("heading", name="Question 1 of 10").is_visible()
    for _ in range(sample.assessment.draw):
        page.get_by_role("button", name="Leave it for now").click()
    page.get_by_role("button", name="Send it as it is").click()
    assert "Not this time: 0%" in view.inner_text()
    assert "No answer" in view.inner_text()


def test_words_that_a_learner_types_never_become_markup(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = alone(page, system, sample)
    learner.take_assessment(lambda q: (MARKUP,) if q.id == "e-word" else wrong(q))
    review = page.locator("#review-e-word")
    assert MARKUP in review.inner_text()
    assert page.locator("#review-e-word img").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_no_screen_overflows_or_fails_the_accessibility_audit(
    open_page: OpenPage, system: LearningSystem, sample: Module, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 740})
    learner = alone(page, system, sample)
    look(learner)
    learner.open("before")
    look(learner)
    learner.practise_topic("first", wrong)
    look(learner)
    learner.practise_topic("second", wrong)
    look(learner)
    learner.open("assessment")
    look(learner)
    page.get_by_role("button", name="Start the assessment").click()
    look(learner)
    for _ in range(sample.assessment.draw):
        learner.answer_current(wrong)
    look(learner)
    page.get_by_role("button", name="Send my answers").click()
    look(learner)


def look(learner: Learner) -> None:
    """Audit what is in view."""
    assert violations(learner.frame) == []
    assert overflowing(learner.frame) == []
