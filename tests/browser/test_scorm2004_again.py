"""The package for SCORM 2004 in a learning system made by others: npm's scorm-again, in a real browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from course.model import Module
from course.suspend_data import decode
from tests.browser.answering import wrong
from tests.browser.lms.again import (
    SCORM2004,
    close,
    interactions,
    last_place,
    launch,
    recorded,
    refused,
    set_values,
)
from tests.browser.lms.server import LearningSystem, Play, wait_until

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

DURATION = re.compile(r"PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d\d)?S)?")


@pytest.fixture
def system(play: Play) -> LearningSystem:
    """Give a system that serves the sample package, in the edition that the strict tests leave out."""
    return play(format="scorm2004-3")


def test_a_learner_who_does_everything_is_recorded_as_completed_and_passed(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, SCORM2004)
    assert recorded(page)["completion_status"] == "incomplete"
    learner.open("before")
    learner.practise(sample.question("pre-single"))
    learner.practise_topic("first")
    learner.practise_topic("second")
    learner.take_assessment()
    cmi = recorded(page)
    assert (cmi["completion_status"], cmi["success_status"]) == ("completed", "passed")
    assert (cmi["location"], cmi["progress_measure"]) == ("assessment", "1")
    assert cmi["score"] == {"scaled": "1", "raw": "100", "min": "0", "max": "100"}
    state = decode(cmi["suspend_data"], sample)
    assert state.passed and state.topics_seen == {"first", "second"} and state.attempts == 1
    assert len(interactions(page)) == 14 + 10
    stored = close(page, system)
    assert (stored["completion_status"], stored["success_status"]) == ("completed", "passed")
    assert stored["exit"] == "suspend"
    times = set_values(page, "cmi.session_time")
    assert times and all(DURATION.fullmatch(value) for value in times)
    assert refused(page) == []


def test_each_type_of_answer_is_written_in_the_words_of_the_standard(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, SCORM2004)
    learner.practise_topic("first")
    learner.practise_topic("second")
    learner.practise(sample.question("p-word"), wrong)
    written = {
        str(each["id"]).removeprefix("fs.sample."): (
            each["type"],
            each["learner_response"],
            patterns(each),
            each["result"],
        )
        for each in interactions(page)
    }
    c = "{case_matters=false}"
    assert written == {
        "first-single": ("choice", "b", ["b"], "correct"),
        "p-truth": ("true-false", "true", ["true"], "correct"),
        "p-word": ("fill-in", "concerned", [f"{c}concerned", f"{c}concern"], "correct"),
        "p-number": ("numeric", "30", ["29.5[:]30.5"], "correct"),
        "p-pairs": ("matching", "a[.]2[,]b[.]1[,]c[.]1", ["a[.]2[,]b[.]1[,]c[.]1"], "correct"),
        "p-order": ("sequencing", "s[,]b[,]r", ["s[,]b[,]r"], "correct"),
        "p-rank": ("sequencing", "b[,]a[,]c", ["b[,]a[,]c", "a[,]b[,]c", "b[,]c[,]a"], "correct"),
        "p-rate": ("matching", "a[.]4[,]b[.]1", [], "correct"),
        "p-place": ("choice", "b", ["b"], "correct"),
        "p-self": ("likert", "1", [], "neutral"),
        "p-write": ("long-fill-in", "", [], "neutral"),
        "p-talk": ("performance", "opening[.]a[,]calmer[.]b", [], "correct"),
        "second-multiple": ("choice", "a[,]c", ["a[,]c"], "correct"),
        "p-word.2": (
            "fill-in",
            "nothing of the kind",
            [f"{c}concerned", f"{c}concern"],
            "incorrect",
        ),
    }
    assert all(DURATION.fullmatch(value) for value in set_values(page, "latency"))
    assert refused(page) == []


def patterns(interaction: dict[str, Any]) -> list[str]:
    """Return the patterns of an interaction, in order."""
    return [each["pattern"] for each in interaction["correct_responses"].values()]


def test_the_next_visit_goes_on_in_the_middle_of_the_attempt(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, SCORM2004)
    learner.practise_topic("first", wrong)
    learner.open("assessment")
    learner.frame.get_by_role("button", name="Start the assessment").click()
    learner.answer_current(wrong)
    learner.answer_current(wrong)
    third = learner.current_question()
    close(page, system)
    again = launch(page, system, sample, SCORM2004)
    assert again.heading() == "Assessment"
    assert again.current_question() == third
    assert "2 answers saved" in again.frame.locator("[data-assessment]").inner_text()
    assert recorded(page)["completion_status"] == "incomplete"
    assert len(interactions(page)) == 2
    again.open("topic-first")
    form = again.frame.locator('form[data-practice="first-single"]')
    assert form.locator("[name=answer]:checked").get_attribute("value") == "a"
    again.practise(sample.question("first-single"))
    assert interactions(page)[2]["id"] == "fs.sample.first-single.2"
    assert refused(page) == []


def test_a_failed_try_is_reported_and_a_later_pass_replaces_it_for_good(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, SCORM2004)
    learner.take_assessment(wrong)
    cmi = recorded(page)
    assert (cmi["completion_status"], cmi["success_status"]) == ("incomplete", "failed")
    assert cmi["score"]["scaled"] == "0"
    close(page, system)
    again = launch(page, system, sample, SCORM2004)
    assert recorded(page)["success_status"] == "failed"
    again.take_assessment()
    cmi = recorded(page)
    assert (cmi["completion_status"], cmi["success_status"]) == ("completed", "passed")
    again.frame.get_by_role("link", name="First topic").first.click()
    again.take_assessment(wrong)
    cmi = recorded(page)
    assert (cmi["completion_status"], cmi["success_status"]) == ("completed", "passed")
    assert cmi["score"]["scaled"] == "1"
    close(page, system)
    launch(page, system, sample, SCORM2004)
    assert close(page, system)["success_status"] == "passed"
    assert refused(page) == []


def test_a_look_back_after_the_pass_changes_nothing(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    launch(page, system, sample, SCORM2004).take_assessment()
    close(page, system)
    before = system.stored["cmi"] if system.stored else {}
    system.stored = {"cmi": {**before, "mode": "review"}}
    learner = launch(page, system, sample, SCORM2004)
    assert "looking back" in learner.frame.locator("[data-banner]").inner_text()
    learner.practise_topic("first", wrong)
    learner.take_assessment(wrong)
    cmi = recorded(page)
    for kept in ("completion_status", "success_status", "score", "suspend_data", "interactions"):
        assert cmi[kept] == before[kept]
    assert refused(page) == []


def test_topics_are_objectives_that_the_next_visit_goes_on_with(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, SCORM2004)
    learner.practise_topic("first", wrong)
    close(page, system)
    again = launch(page, system, sample, SCORM2004)
    again.practise_topic("second")
    topics = list(recorded(page)["objectives"].values())
    assert [topic["id"] for topic in topics] == ["fs.sample.first", "fs.sample.second"]
    assert [topic["description"] for topic in topics] == ["First topic", "Second topic"]
    assert [topic["completion_status"] for topic in topics] == ["completed", "completed"]
    assert [topic["success_status"] for topic in topics] == ["unknown", "passed"]
    assert [topic["score"]["scaled"] for topic in topics] == ["0", "1"]
    assert refused(page) == []


def test_our_own_button_ends_the_session_and_suspends_the_course(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, SCORM2004)
    learner.practise_topic("first")
    assert learner.leave() == "Your work is saved"
    assert set_values(page, "adl.nav.request") == ["suspendAll"]
    calls = [call[0] for call in page.evaluate("window.CALLS")]
    assert calls.count("Terminate") == 1 and calls[-1] == "Terminate"
    page.evaluate("document.getElementById('sco').remove()")
    assert [call[0] for call in page.evaluate("window.CALLS")] == calls


def test_closing_the_tab_leaves_the_work_with_the_system(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample, SCORM2004)
    learner.practise_topic("first")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    wait_until(lambda: last_place(system) == "first")
    cmi = system.commits[-1]["cmi"]
    assert (cmi["completion_status"], cmi["location"], cmi["exit"]) == (
        "incomplete",
        "first",
        "suspend",
    )
    assert decode(cmi["suspend_data"], sample).topics_seen == {"first"}
