"""A visit in systems that forgive nothing, alike in both SCORM standards: saving, leaving, coming back."""

import pytest
from playwright.sync_api import Page

from course.model import Module
from course.suspend_data import decode
from tests.browser.answering import right, wrong
from tests.browser.lms.learner import course_frame
from tests.browser.lms.server import Play, wait_until
from tests.browser.lms.strict import Standard, Strict

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TRANSITION = "(name) => window.dispatchEvent(new PageTransitionEvent(name, {persisted: true}))"


def test_no_call_is_refused_from_the_first_opening_to_a_pass(strict: Strict) -> None:
    learner = strict.launch("mastery=80")
    learner.open("before")
    learner.practise(strict.sample.question("pre-single"), wrong)
    learner.practise_topic("first", wrong)
    learner.practise_topic("second", wrong)
    learner.practise_topic("second")
    learner.take_assessment(wrong)
    assert strict.close()[strict.standard.success] == "failed"
    assert strict.refused() == []
    learner = strict.launch("mastery=80")
    learner.practise_topic("first")
    learner.take_assessment()
    stored = strict.close()
    assert strict.refused() == []
    assert (stored[strict.standard.success], stored[strict.standard.raw]) == ("passed", "100")
    learner = strict.launch("mastery=80")
    learner.take_assessment(wrong)
    stored = strict.close()
    assert (stored[strict.standard.success], stored[strict.standard.raw]) == ("passed", "100")
    assert strict.refused() == []


def test_incomplete_is_the_first_word_written_and_suspend_the_second(strict: Strict) -> None:
    strict.launch()
    assert strict.sets()[:2] == [
        [strict.standard.completion, "incomplete"],
        [strict.standard.exit, "suspend"],
    ]
    assert strict.names()[:4][-1] == strict.standard.set
    assert strict.written(strict.standard.raw) == []


def test_closing_the_tab_stores_and_ends_once(strict: Strict) -> None:
    learner = strict.launch()
    learner.practise_topic("first")
    strict.page.goto("about:blank")
    wait_until(lambda: bool(strict.system.finished))
    assert len(strict.system.finished) == 1
    values = strict.system.finished[0]["values"]
    assert strict.system.finished[0]["refused"] == []
    assert values[strict.standard.completion] == "incomplete"
    assert values[strict.standard.location] == "first"
    assert decode(values["cmi.suspend_data"], strict.sample).topics_seen == {"first"}


@pytest.mark.parametrize("options", ["mode=review", "mode=browse", "credit=no-credit"])
def test_a_visit_that_does_not_count_changes_no_status_and_no_score(
    strict: Strict, options: str
) -> None:
    held = {strict.standard.completion: "completed", strict.standard.success: "passed"}
    strict.system.stored = {**held, strict.standard.raw: "90"}
    learner = strict.launch(options)
    learner.practise_topic("first", wrong)
    learner.take_assessment(wrong)
    stored = strict.close()
    assert {**held, strict.standard.raw: "90"}.items() <= stored.items()
    assert strict.written(strict.standard.completion) == []
    assert strict.written(strict.standard.success) == []
    assert not [name for name, _ in strict.sets() if "interactions" in name or "objectives" in name]
    place = "assessment" if "credit" in options else None
    assert stored.get(strict.standard.location) == place
    assert strict.refused() == []


def test_a_visit_without_credit_still_keeps_the_place_and_the_answers(strict: Strict) -> None:
    learner = strict.launch("credit=no-credit")
    assert "does not count" in learner.frame.locator("[data-banner]").inner_text()
    learner.practise_topic("first")
    stored = strict.close()
    assert decode(stored["cmi.suspend_data"], strict.sample).topics_seen == {"first"}
    assert strict.written(strict.standard.exit) == ["suspend"]


@pytest.mark.parametrize("mode", ["review", "browse"])
def test_looking_around_leaves_the_answers_of_the_visit_that_counted(
    strict: Strict, mode: str
) -> None:
    learner = strict.launch()
    learner.practise_topic("first")
    counted = strict.close()["cmi.suspend_data"]
    learner = strict.launch(f"mode={mode}")
    banner = learner.frame.locator("[data-banner]").inner_text()
    assert banner.startswith("You are looking")
    learner.practise_topic("first", wrong)
    assert strict.close()["cmi.suspend_data"] == counted
    assert strict.written(strict.standard.exit) == []
    assert not [name for name, _ in strict.sets() if name.endswith("session_time")]


def test_the_place_before_any_other_has_a_name_that_a_system_keeps(strict: Strict) -> None:
    learner = strict.launch()
    learner.open("topic-first")
    learner.open("before")
    stored = strict.close()
    assert stored[strict.standard.location] == "(start)"
    # Without the state there is the place alone to go by.
    strict.system.stored = {**stored, "cmi.suspend_data": ""}
    assert strict.launch().heading() == "Sample: first <days>"


def test_a_pass_that_the_system_holds_is_never_lowered_although_the_state_is_lost(
    strict: Strict,
) -> None:
    strict.system.stored = {
        strict.standard.completion: "completed",
        strict.standard.success: "passed",
        strict.standard.raw: "90",
    }
    learner = strict.launch("mastery=80")
    learner.practise_topic("first", wrong)
    learner.take_assessment(wrong)
    stored = strict.close()
    assert (stored[strict.standard.success], stored[strict.standard.raw]) == ("passed", "90")
    assert stored[strict.standard.completion] in ("completed", "passed")


@pytest.mark.parametrize(
    "suspend_data", ["v9~1.0.0~AAAA~00000000", "v1~1.0.0~AAAA~00000000", "<b>{}</b>", "v1~~~"]
)
def test_a_state_that_cannot_be_read_leaves_the_place_and_the_status(
    strict: Strict, suspend_data: str
) -> None:
    strict.system.stored = {
        strict.standard.success: "failed",
        strict.standard.location: "second",
        "cmi.suspend_data": suspend_data,
    }
    learner = strict.launch()
    assert learner.heading() == "Second topic"
    assert strict.close()[strict.standard.success] == "failed"


def test_a_system_that_tells_no_status_is_told_no_lower_one(strict: Strict) -> None:
    learner = strict.launch()
    learner.take_assessment()
    strict.close()
    strict.launch("untold=1")
    assert set(strict.written(strict.standard.success)) == {"passed"}
    assert "incomplete" not in strict.written(strict.standard.completion)
    assert strict.close()[strict.standard.success] == "passed"


def test_a_system_that_tells_no_status_is_told_the_first_one(strict: Strict) -> None:
    strict.launch("untold=1")
    assert strict.written(strict.standard.completion)[0] == "incomplete"


@pytest.mark.parametrize("options", ["mode=review", "mode=browse"])
def test_where_nothing_is_kept_the_assessment_says_so(strict: Strict, options: str) -> None:
    learner = strict.launch(options)
    learner.open("assessment")
    place = learner.frame.locator("[data-assessment]")
    assert "Nothing of this is recorded" in place.inner_text()
    learner.take_assessment()
    assert "You have passed already" in place.inner_text()
    assert "is kept" not in place.inner_text()
    assert learner.leave() == "This visit is over"


def test_opening_a_module_does_not_move_the_page_around_it(strict: Strict) -> None:
    strict.page.goto(f"{strict.system.address}/frame.html?show=package/index.html")
    strict.page.evaluate(
        """() => {
            const before = document.createElement("div");
            before.id = "tall";
            document.body.prepend(before);
            document.styleSheets[0].insertRule("#tall { height: 3000px; }");
            document.getElementById("sco").src += "?again";
        }"""
    )
    course_frame(strict.page).wait_for_url("**/index.html?again#start")
    assert strict.page.evaluate("window.scrollY") == 0


def test_a_session_that_the_system_opened_itself_is_used(strict: Strict) -> None:
    learner = strict.launch("open=1")
    learner.open("topic-first")
    stored = strict.close()
    assert stored[strict.standard.completion] == "incomplete"
    assert stored[strict.standard.location] == "first"


def test_words_typed_in_an_attempt_count_after_a_break_but_are_not_stored(strict: Strict) -> None:
    learner = strict.launch()
    learner.open("assessment")
    learner.frame.get_by_role("button", name="Start the assessment").click()
    while learner.answer_current(right).id != "e-word":
        pass
    stored = strict.close()
    learner = strict.launch()
    assert "concerned" not in stored["cmi.suspend_data"]
    while not learner.frame.get_by_role("button", name="Send my answers").is_visible():
        learner.answer_current(right)
    learner.frame.get_by_role("button", name="Send my answers").click()
    assert "You passed with 100%" in learner.frame.locator("[data-assessment]").inner_text()
    assert strict.refused() == []


def test_an_attempt_under_way_waits_while_the_learner_reads_elsewhere(strict: Strict) -> None:
    learner = strict.launch()
    learner.open("assessment")
    learner.frame.get_by_role("button", name="Start the assessment").click()
    first = learner.answer_current(right)
    learner.open("topic-first")
    strict.close()
    learner = strict.launch()
    assert learner.heading() == "First topic"
    learner.open("assessment")
    assert learner.current_question() != first
    assert "1 answer saved" in learner.frame.locator("[data-assessment]").inner_text()


def test_a_page_that_may_come_back_is_committed_and_not_ended(strict: Strict) -> None:
    learner = strict.launch()
    learner.open("topic-first")
    learner.frame.evaluate(TRANSITION, "pagehide")
    assert strict.calls()[-1] == [strict.standard.commit, "true"]
    learner.frame.evaluate(TRANSITION, "pageshow")
    assert learner.heading() == "First topic"
    learner.open("topic-second")
    assert strict.close()[strict.standard.location] == "second"
    assert strict.names().count(strict.standard.finish) == 1


def test_a_page_that_comes_back_after_its_end_says_how_to_go_on(strict: Strict) -> None:
    learner = strict.launch()
    assert learner.leave() == "Your work is saved"
    learner.frame.evaluate(TRANSITION, "pageshow")
    assert learner.heading() == "This session has ended"
    learner.frame.evaluate("window.location.hash = 'topic-first'")
    assert learner.heading() == "This session has ended"


def test_a_system_without_interactions_or_objectives_is_asked_once_and_shows_no_error(
    strict: Strict,
) -> None:
    learner = strict.launch("interactions=off&objectives=off")
    learner.practise_topic("first")
    asked = [call[2:4] for call in strict.refused() if call[1] == strict.standard.set]
    assert asked == [
        ["cmi.objectives.0.id", "fs.sample.first"],
        ["cmi.interactions.0.id", "fs.sample.first-single"],
    ]
    assert learner.frame.locator("[data-banner]").inner_text() == ""
    assert strict.close()[strict.standard.location] == "first"


def test_each_topic_is_an_objective_that_is_found_again_by_its_id(strict: Strict) -> None:
    strict.system.stored = {"cmi.objectives.0.id": "sample-objective"}
    learner = strict.launch()
    learner.practise_topic("first", wrong)
    stored = strict.close()
    assert stored["cmi.objectives.1.id"] == "fs.sample.first"
    assert stored["cmi.objectives.2.id"] == "fs.sample.second"
    assert stored["cmi.objectives.1.score.raw"] == "0"
    status = "cmi.objectives.1." + strict.standard.success.rpartition(".")[2].replace("lesson_", "")
    assert stored.get(status) in (None, "completed")
    learner = strict.launch()
    learner.practise_topic("first")
    stored = strict.close()
    assert (stored["cmi.objectives.1.score.raw"], stored[status]) == ("100", "passed")
    assert "cmi.objectives.3.id" not in stored
    learner = strict.launch()
    learner.practise_topic("first", wrong)
    stored = strict.close()
    assert (stored["cmi.objectives.1.score.raw"], stored[status]) == ("100", "passed")
    assert strict.refused() == []


def test_an_answer_names_the_objective_that_it_belongs_to(strict: Strict) -> None:
    learner = strict.launch()
    learner.open("before")
    learner.practise(strict.sample.question("pre-single"))
    learner.practise_topic("first")
    stored = strict.close()
    assert stored["cmi.interactions.1.objectives.0.id"] == "fs.sample.first"


def test_a_finished_module_may_end_without_being_resumed(
    page: Page, play: Play, sample: Module, standard: Standard
) -> None:
    system = play(format=standard.ours, keep_suspend=False)
    strict = Strict(page, system, sample, standard)
    learner = strict.launch()
    learner.take_assessment(wrong)
    assert strict.written(standard.exit) == ["suspend"]
    learner.take_assessment(right)
    for_good = {"scorm12": "", "scorm2004-4": "normal"}[standard.ours]
    assert strict.written(standard.exit) == ["suspend", for_good]
