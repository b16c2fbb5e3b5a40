"""The package in a learning system made by others: npm's scorm-again, in a real browser."""

import re

import pytest
from playwright.sync_api import Page

from course.model import Module
from course.suspend_data import decode
from tests.browser.answering import wrong
from tests.browser.lms.again import close, interactions, last_place, launch, recorded, set_values
from tests.browser.lms.server import LearningSystem, Play, wait_until

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TIMESPAN = re.compile(r"\d{4}:[0-5]\d:[0-5]\d\.\d\d")


@pytest.fixture
def system(play: Play) -> LearningSystem:
    """Give a system that serves the sample package."""
    return play()


def test_a_learner_who_does_everything_is_recorded_as_passed(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    assert recorded(page)["core"]["lesson_status"] == "incomplete"
    learner.open("before")
    learner.practise(sample.question("pre-single"))
    learner.practise_topic("first")
    learner.practise_topic("second")
    learner.take_assessment()
    cmi = recorded(page)
    core = cmi["core"]
    assert core["lesson_status"] == "passed"
    assert core["lesson_location"] == "assessment"
    assert (core["score"]["raw"], core["score"]["min"], core["score"]["max"]) == ("100", "0", "100")
    state = decode(cmi["suspend_data"], sample)
    assert state.passed and state.topics_seen == {"first", "second"} and state.attempts == 1
    assert len(state.answers) == 14
    journal = interactions(page)
    assert len(journal) == 14 + 10
    stored = close(page, system)
    assert stored["lesson_status"] == "passed"
    assert system.commits[-1]["cmi"]["core"]["exit"] == "suspend"
    times = set_values(page, "cmi.core.session_time")
    assert times and all(TIMESPAN.fullmatch(value) for value in times)


def test_each_type_of_answer_is_written_in_the_words_of_the_standard(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.practise_topic("first")
    learner.practise_topic("second")
    learner.practise(sample.question("p-word"), wrong)
    written = {
        str(each["id"]): (each["type"], each["student_response"], each["result"], each["weighting"])
        for each in interactions(page)
    }
    assert written == {
        "fs.sample.first-single": ("choice", "b", "correct", "1"),
        "fs.sample.p-truth": ("true-false", "t", "correct", "1"),
        "fs.sample.p-word": ("fill-in", "concerned", "correct", "1"),
        "fs.sample.p-number": ("numeric", "30", "correct", "1"),
        "fs.sample.p-pairs": ("matching", "a.2,b.1,c.1", "correct", "1"),
        "fs.sample.p-order": ("sequencing", "s,b,r", "correct", "1"),
        "fs.sample.p-rank": ("sequencing", "b,a,c", "correct", "1"),
        "fs.sample.p-rate": ("matching", "a.4,b.1", "correct", "1"),
        "fs.sample.p-place": ("choice", "b", "correct", "1"),
        "fs.sample.p-self": ("likert", "1", "neutral", "1"),
        "fs.sample.p-write": ("fill-in", "", "neutral", "1"),
        "fs.sample.p-talk": ("performance", "opening.a,calmer.b", "correct", "1"),
        "fs.sample.second-multiple": ("choice", "a,c", "correct", "1"),
        "fs.sample.p-word.2": ("fill-in", "nothing of the kind", "wrong", "1"),
    }
    latencies = set_values(page, "latency")
    assert len(latencies) == len(written)
    assert all(TIMESPAN.fullmatch(value) for value in latencies)
    assert set_values(page, "cmi.interactions.4.correct_responses.0.pattern") == ["a.2,b.1,c.1"]
    assert all(re.fullmatch(r"\d\d:\d\d:\d\d", str(each["time"])) for each in interactions(page))


def test_the_next_visit_goes_on_in_the_middle_of_the_attempt(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.practise_topic("first", wrong)
    learner.open("assessment")
    learner.frame.get_by_role("button", name="Start the assessment").click()
    learner.answer_current(wrong)
    answered_second = learner.answer_current(wrong)
    third = learner.current_question()
    close(page, system)
    again = launch(page, system, sample)
    assert again.heading() == "Assessment"
    assert again.current_question() == third
    assert "2 answers saved" in again.frame.locator("[data-assessment]").inner_text()
    assert answered_second != third
    assert recorded(page)["core"]["lesson_status"] == "incomplete"
    again.open("topic-first")
    form = again.frame.locator('form[data-practice="first-single"]')
    assert form.locator("[name=answer]:checked").get_attribute("value") == "a"
    assert "Not quite" in form.locator("[data-feedback]").inner_text()


def test_a_failed_try_is_reported_and_a_later_pass_replaces_it_for_good(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.take_assessment(wrong)
    core = recorded(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("failed", "0")
    close(page, system)
    again = launch(page, system, sample)
    assert recorded(page)["core"]["lesson_status"] == "failed"
    again.take_assessment()
    core = recorded(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "100")
    again.frame.get_by_role("link", name="First topic").first.click()
    again.take_assessment(wrong)
    core = recorded(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "100")
    second_tries = [str(i["id"]) for i in interactions(page) if str(i["id"]).endswith(".2")]
    assert len(second_tries) == sample.assessment.draw
    assert close(page, system)["lesson_status"] == "passed"


def test_the_package_may_stay_incomplete_until_it_is_passed(
    page: Page, play: Play, sample: Module
) -> None:
    learner = launch(page, play(report_failed=False), sample)
    learner.take_assessment(wrong)
    core = recorded(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("incomplete", "")
    learner.take_assessment()
    core = recorded(page)["core"]
    assert (core["lesson_status"], core["score"]["raw"]) == ("passed", "100")


def test_completed_stands_for_a_pass_where_the_system_counts_nothing_else(
    page: Page, play: Play, sample: Module
) -> None:
    learner = launch(page, play(status_mapping="completed-only"), sample)
    learner.take_assessment(wrong)
    assert recorded(page)["core"]["lesson_status"] == "incomplete"
    learner.take_assessment()
    assert recorded(page)["core"]["lesson_status"] == "completed"


def test_our_own_button_saves_and_ends_the_session(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.practise_topic("first")
    assert learner.leave() == "Your work is saved"
    calls = [call[0] for call in page.evaluate("window.CALLS")]
    assert calls.count("LMSFinish") == 1
    assert calls[-2:] == ["LMSCommit", "LMSFinish"]
    page.evaluate("document.getElementById('sco').remove()")
    assert [call[0] for call in page.evaluate("window.CALLS")] == calls


def test_closing_the_tab_leaves_the_work_with_the_system(
    page: Page, system: LearningSystem, sample: Module
) -> None:
    learner = launch(page, system, sample)
    learner.practise_topic("first")
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    wait_until(lambda: last_place(system) == "first")
    core = system.commits[-1]["cmi"]["core"]
    assert (core["lesson_status"], core["lesson_location"]) == ("incomplete", "first")
    assert decode(system.commits[-1]["cmi"]["suspend_data"], sample).topics_seen == {"first"}
