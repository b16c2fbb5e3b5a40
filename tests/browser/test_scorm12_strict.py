"""The package in a system that forgives nothing, with the patterns of the strictest ones in use."""

from typing import Any

import pytest
from playwright.sync_api import Page

from course.model import Module
from course.suspend_data import decode
from tests.browser.answering import right, wrong
from tests.browser.lms.learner import Learner, course_frame
from tests.browser.lms.server import LearningSystem, Play, wait_until

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TRANSITION = "(name) => window.dispatchEvent(new PageTransitionEvent(name, {persisted: true}))"
STATUS = "cmi.core.lesson_status"


@pytest.fixture
def system(play: Play) -> LearningSystem:
    """Give a system that serves the sample package."""
    return play()


def launch(page: Page, system: LearningSystem, sample: Module, options: str = "") -> Learner:
    """Open the course from the system."""
    page.goto(f"{system.address}/strict.html?{options}")
    return Learner(course_frame(page), sample)


def calls(page: Page) -> list[list[str]]:
    """Return every call that the course has made, with the answer last."""
    found: list[list[str]] = page.evaluate("window.CALLS")
    return found


def written(page: Page, element: str) -> list[str]:
    """Return what was written to an element, in order."""
    return [call[2] for call in calls(page) if call[:2] == ["LMSSetValue", element]]


def close(page: Page, system: LearningSystem) -> dict[str, Any]:
    """Take the course's frame away; keep and return what the system stored."""
    page.evaluate("document.getElementById('sco').remove()")
    stored: dict[str, Any] = page.evaluate("window.API.stored()")
    system.stored = stored
    return stored


def test_no_call_is_refused_from_the_first_opening_to_a_pass(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, "mastery=80")
    learner.open("before")
    learner.practise(sample.question("pre-single"), wrong)
    learner.practise_topic("first", wrong)
    learner.practise_topic("second", wrong)
    learner.practise_topic("second")
    learner.take_assessment(wrong)
    assert close(page, system)[STATUS] == "failed"
    assert page.evaluate("window.REFUSED") == []
    learner = launch(page, system, sample, "mastery=80")
    learner.take_assessment()
    stored = close(page, system)
    assert page.evaluate("window.REFUSED") == []
    assert (stored[STATUS], stored["cmi.core.score.raw"]) == ("passed", "100")
    learner = launch(page, system, sample, "mastery=80")
    learner.take_assessment(wrong)
    assert close(page, system)[STATUS] == "passed"
    assert page.evaluate("window.REFUSED") == []


def test_incomplete_is_the_first_word_written(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    launch(page, system, sample)
    sets = [call[1:3] for call in calls(page) if call[0] == "LMSSetValue"]
    assert sets[0] == [STATUS, "incomplete"]
    assert sets[1] == ["cmi.core.exit", "suspend"]
    assert written(page, "cmi.core.score.raw") == []


def test_each_snapshot_is_written_in_the_order_that_survives_a_cut_best(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.take_assessment()
    close(page, system)
    order = [call[1] if call[0] == "LMSSetValue" else call[0] for call in calls(page)]
    final = order[order.index("cmi.core.score.raw") - 1 :]
    assert final == [
        "cmi.suspend_data",
        "cmi.core.score.raw",
        "cmi.core.score.min",
        "cmi.core.score.max",
        STATUS,
        "cmi.core.session_time",
        "LMSCommit",
        "LMSFinish",
    ]


def test_closing_the_tab_commits_and_finishes_once(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.practise_topic("first")
    page.goto("about:blank")
    wait_until(lambda: bool(system.finished))
    assert len(system.finished) == 1
    values = system.finished[0]["values"]
    assert system.finished[0]["refused"] == []
    assert (values[STATUS], values["cmi.core.lesson_location"]) == ("incomplete", "first")
    assert decode(values["cmi.suspend_data"], sample).topics_seen == {"first"}


def test_a_hidden_page_is_committed_at_once(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.open("topic-first")
    before = calls(page)
    assert before[-1][0] != "LMSCommit"
    learner.frame.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden'});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    assert calls(page)[-1] == ["LMSCommit", "true"]


@pytest.mark.parametrize("options", ["mode=review", "mode=browse", "credit=no-credit"])
def test_a_visit_that_does_not_count_changes_no_status_and_no_score(
    page: Page, system: LearningSystem, sample: Module, options: str
) -> None:
    system.stored = {STATUS: "passed", "cmi.core.score.raw": "90"}
    learner = launch(page, system, sample, options)
    learner.practise_topic("first", wrong)
    learner.take_assessment(wrong)
    stored = close(page, system)
    assert (stored[STATUS], stored["cmi.core.score.raw"]) == ("passed", "90")
    assert written(page, STATUS) == []
    assert not [call for call in calls(page) if "interactions" in str(call[1:2])]
    assert stored["cmi.core.lesson_location"] == "assessment"
    assert page.evaluate("window.REFUSED") == []


def test_a_first_look_around_is_browsed_and_nothing_more(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, "mode=browse")
    learner.take_assessment()
    assert close(page, system)[STATUS] == "browsed"


def test_a_pass_that_the_system_holds_is_never_lowered_although_the_state_is_lost(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    system.stored = {STATUS: "passed", "cmi.core.score.raw": "90"}
    learner = launch(page, system, sample, "mastery=80")
    learner.take_assessment(wrong)
    stored = close(page, system)
    assert (stored[STATUS], stored["cmi.core.score.raw"]) == ("passed", "90")


@pytest.mark.parametrize(
    "suspend_data", ["v9~1.0.0~AAAA~00000000", "v1~1.0.0~AAAA~00000000", "<b>{}</b>", "v1~~~"]
)
def test_a_state_that_cannot_be_read_leaves_the_place_and_the_status(
    page: Page, system: LearningSystem, sample: Module, suspend_data: str
) -> None:
    system.stored = {
        STATUS: "failed",
        "cmi.core.lesson_location": "second",
        "cmi.suspend_data": suspend_data,
    }
    learner = launch(page, system, sample)
    assert learner.heading() == "Second topic"
    assert close(page, system)[STATUS] == "failed"


def test_a_session_that_the_system_opened_itself_is_used(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, "open=1")
    learner.open("topic-first")
    stored = close(page, system)
    assert (stored[STATUS], stored["cmi.core.lesson_location"]) == ("incomplete", "first")


def test_a_system_that_does_not_save_is_told_to_the_learner_and_tried_again(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    page.clock.install()
    learner = launch(page, system, sample, "commits=fail")
    banner = learner.frame.locator("[data-banner]")
    assert "not saving at the moment" in banner.inner_text()
    page.clock.run_for(100_000)
    failed = len([call for call in calls(page) if call == ["LMSCommit", "false"]])
    assert failed == 4
    page.clock.run_for(600_000)
    assert len([call for call in calls(page) if call[0] == "LMSCommit"]) == failed
    page.evaluate("window.API.commitsFail = false")
    learner.open("topic-first")
    page.clock.run_for(5_000)
    assert banner.inner_text() == ""
    assert calls(page)[-1] == ["LMSCommit", "true"]


def test_leaving_while_the_system_does_not_save_warns_before_it_ends(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, "commits=fail")
    leave = learner.frame.get_by_role("button", name="Save and close")
    leave.click()
    assert "LMSFinish" not in [call[0] for call in calls(page)]
    leave.click()
    assert learner.heading() == "Your learning system did not confirm"


def test_words_typed_in_an_attempt_count_after_a_break_but_are_not_stored(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.open("assessment")
    learner.frame.get_by_role("button", name="Start the assessment").click()
    while learner.answer_current(right).id != "e-word":
        pass
    stored = close(page, system)
    learner = launch(page, system, sample)
    assert "concerned" not in stored["cmi.suspend_data"]
    while not learner.frame.get_by_role("button", name="Send my answers").is_visible():
        learner.answer_current(right)
    learner.frame.get_by_role("button", name="Send my answers").click()
    assert "You passed with 100%" in learner.frame.locator("[data-assessment]").inner_text()
    assert page.evaluate("window.REFUSED") == []


def test_an_attempt_under_way_waits_while_the_learner_reads_elsewhere(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.open("assessment")
    learner.frame.get_by_role("button", name="Start the assessment").click()
    first = learner.answer_current(right)
    learner.open("topic-first")
    close(page, system)
    learner = launch(page, system, sample)
    assert learner.heading() == "First topic"
    learner.open("assessment")
    assert learner.current_question() != first
    assert "1 answer saved" in learner.frame.locator("[data-assessment]").inner_text()


def test_quick_steps_are_committed_together(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    page.clock.install()
    learner = launch(page, system, sample)
    learner.practise_topic("first")
    learner.practise_topic("second")
    assert [call[0] for call in calls(page)].count("LMSCommit") == 1
    page.clock.run_for(5_000)
    assert [call[0] for call in calls(page)].count("LMSCommit") == 2


def test_a_page_that_may_come_back_is_committed_and_not_ended(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.open("topic-first")
    learner.frame.evaluate(TRANSITION, "pagehide")
    assert calls(page)[-1] == ["LMSCommit", "true"]
    learner.frame.evaluate(TRANSITION, "pageshow")
    assert learner.heading() == "First topic"


def test_a_page_that_comes_back_after_its_end_says_how_to_go_on(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.frame.get_by_role("button", name="Save and close").click()
    learner.frame.evaluate(TRANSITION, "pageshow")
    assert learner.heading() == "This session has ended"
    learner.frame.evaluate("window.location.hash = 'topic-first'")
    assert learner.heading() == "This session has ended"


def test_a_system_without_interactions_is_asked_once_and_shows_no_error(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, "interactions=off")
    learner.practise_topic("first")
    assert len(page.evaluate("window.REFUSED")) == 1
    assert learner.frame.locator("[data-banner]").inner_text() == ""
    assert close(page, system)["cmi.core.lesson_location"] == "first"


def test_a_long_journal_is_not_made_longer(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    system.stored = {f"cmi.interactions.{n}.id": f"old.{n}" for n in range(200)}
    learner = launch(page, system, sample)
    learner.practise_topic("first")
    ids = [key for key in close(page, system) if key.startswith("cmi.interactions.")]
    assert len(ids) == 200


def test_a_finished_module_may_end_without_being_resumed(
    page: Page, play: Play, sample: Module
) -> None:
    learner = launch(page, play(keep_suspend=False), sample)
    learner.take_assessment(wrong)
    assert written(page, "cmi.core.exit") == ["suspend"]
    learner.take_assessment(right)
    assert written(page, "cmi.core.exit") == ["suspend", ""]
