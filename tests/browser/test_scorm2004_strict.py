"""What only SCORM 2004 asks, in a system that forgives nothing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from course.model import Module
from packager import PackageOptions
from tests.browser.answering import right, wrong
from tests.browser.lms.server import Play, Serve
from tests.browser.lms.strict import SCORM2004, Strict, order_from
from tests.browser.test_course_in_one_sco import enter, front
from tests.packager.several import READING, course_of_two

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

COMPLETION = "cmi.completion_status"
SUCCESS = "cmi.success_status"
PROGRESS = "cmi.progress_measure"


@pytest.fixture
def strict(page: Page, play: Play, sample: Module) -> Strict:
    """Give a strict system with the sample package."""
    return Strict(page, play(format="scorm2004-4"), sample, SCORM2004)


def test_each_snapshot_is_written_in_the_order_that_survives_a_cut_best(strict: Strict) -> None:
    learner = strict.launch()
    learner.take_assessment()
    strict.wait_for_commit_of("cmi.score.scaled")
    strict.close()
    assert order_from(strict.calls(), strict.standard, "cmi.score.scaled") == [
        "cmi.score.scaled",
        "cmi.score.raw",
        "cmi.score.min",
        "cmi.score.max",
        PROGRESS,
        SUCCESS,
        COMPLETION,
        "cmi.session_time",
        "Commit",
        "cmi.session_time",
        "Terminate",
    ]


def test_score_completion_and_success_are_said_apart(strict: Strict) -> None:
    learner = strict.launch()
    learner.take_assessment(wrong)
    stored = strict.close()
    assert (stored[COMPLETION], stored[SUCCESS]) == ("incomplete", "failed")
    assert stored["cmi.score.scaled"] == "0"
    learner = strict.launch()
    learner.take_assessment(right)
    stored = strict.close()
    assert (stored[COMPLETION], stored[SUCCESS]) == ("completed", "passed")
    score = [stored[f"cmi.score.{each}"] for each in ("scaled", "raw", "min", "max")]
    assert score == ["1", "100", "0", "100"]
    assert stored[PROGRESS] == "1"


def test_all_read_but_not_passed_is_short_of_whole_progress(strict: Strict) -> None:
    learner = strict.launch()
    learner.practise_topic("first")
    learner.practise_topic("second")
    stored = strict.close()
    assert (stored[COMPLETION], stored[PROGRESS]) == ("incomplete", "0.99")


def test_where_only_completion_counts_success_is_left_unknown(
    page: Page, play: Play, sample: Module
) -> None:
    system = play(format="scorm2004-4", status_mapping="completed-only")
    strict = Strict(page, system, sample, SCORM2004)
    learner = strict.launch()
    learner.take_assessment(wrong)
    learner.take_assessment(right)
    stored = strict.close()
    assert (stored[COMPLETION], stored.get(SUCCESS)) == ("completed", None)
    assert stored["cmi.score.scaled"] == "1"


def test_a_failed_try_may_go_unreported(page: Page, play: Play, sample: Module) -> None:
    system = play(format="scorm2004-4", report_failed=False)
    strict = Strict(page, system, sample, SCORM2004)
    learner = strict.launch("mastery=80")
    learner.take_assessment(wrong)
    stored = strict.close()
    assert (stored[COMPLETION], stored.get(SUCCESS)) == ("incomplete", None)
    assert "cmi.score.scaled" not in stored


@pytest.mark.parametrize(
    ("options", "does", "went"),
    [
        ("", None, "suspendAll"),
        ("", wrong, "suspendAll"),
        ("", right, "exitAll"),
        ("mode=review", None, "exitAll"),
        ("mode=browse", None, "exitAll"),
        ("credit=no-credit", None, "suspendAll"),
    ],
)
def test_our_own_button_says_where_the_system_should_go(
    strict: Strict, options: str, does: object, went: str
) -> None:
    learner = strict.launch(options)
    if callable(does):
        learner.take_assessment(does)
    over = "This visit is over" if "mode" in options else "Your work is saved"
    assert learner.leave() == over
    assert strict.page.evaluate("window.WENT") == went
    assert strict.refused() == []


def test_a_system_that_stumbles_over_the_way_out_is_ended_by_another(strict: Strict) -> None:
    learner = strict.launch()
    learner.take_assessment()
    strict.page.evaluate(
        """() => {
            const api = window.API_1484_11;
            const { SetValue, Terminate } = api;
            let way = "";
            api.SetValue = (element, value) => {
                if (element === "adl.nav.request") way = value;
                return SetValue.call(api, element, value);
            };
            api.Terminate = (argument) => {
                if (way === "exitAll") throw new SyntaxError("a page, and no answer");
                return Terminate.call(api, argument);
            };
        }"""
    )
    assert learner.leave() == "Your work is saved"
    assert strict.written("adl.nav.request") == ["exitAll", "suspendAll"]
    assert strict.names().count("Terminate") == 1


def test_a_page_that_goes_away_takes_the_learner_nowhere(strict: Strict) -> None:
    learner = strict.launch()
    learner.take_assessment()
    strict.close()
    assert strict.names()[-1] == "Terminate"
    assert strict.page.evaluate("window.WENT") is None


def test_terminate_alone_ends_the_session(strict: Strict) -> None:
    learner = strict.launch()
    learner.leave()
    assert [name for name in strict.names() if name != "SetValue"] == [
        "Initialize",
        "Commit",
        "Commit",
        "Terminate",
    ]


def test_a_module_that_ends_for_good_begins_a_fresh_attempt(
    page: Page, play: Play, sample: Module
) -> None:
    system = play(format="scorm2004-4", keep_suspend=False)
    strict = Strict(page, system, sample, SCORM2004)
    learner = strict.launch()
    learner.take_assessment(wrong)
    assert strict.close()["cmi.suspend_data"]
    learner = strict.launch()
    assert learner.heading() == "Assessment"
    learner.take_assessment(right)
    assert strict.close() == {}


@pytest.mark.parametrize("choose", [right, wrong])
def test_every_type_of_answer_is_taken_with_its_patterns(strict: Strict, choose: object) -> None:
    assert callable(choose)
    learner = strict.launch()
    learner.practise_topic("first", choose)
    learner.practise_topic("second", choose)
    stored = strict.close()
    assert strict.refused() == []
    types = [value for key, value in stored.items() if key.endswith(".type")]
    assert len(types) == 13
    assert set(types) == {
        *("choice", "true-false", "fill-in", "numeric", "matching", "sequencing"),
        *("likert", "long-fill-in", "performance"),
    }
    assert not [key for key in stored if key.endswith("description") and not stored[key]]


def test_an_answer_is_written_in_the_order_of_the_standard(strict: Strict) -> None:
    learner = strict.launch()
    learner.practise_topic("first")
    strict.close()
    prefix = "cmi.interactions.0."
    mine = {name.removeprefix(prefix): v for name, v in strict.sets() if name.startswith(prefix)}
    assert list(mine) == [
        *("id", "type", "objectives.0.id", "correct_responses.0.pattern", "learner_response"),
        *("result", "latency", "weighting", "timestamp", "description"),
    ]
    assert mine["description"] == "Which answer fits first-single?"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ", mine["timestamp"])


def test_an_interaction_beyond_the_250th_is_not_offered(strict: Strict) -> None:
    strict.system.stored = {f"cmi.interactions.{n}.id": f"old.{n}" for n in range(250)}
    learner = strict.launch()
    learner.practise_topic("first")
    assert not [key for key in strict.close() if key.startswith("cmi.interactions.250")]


def test_modules_in_one_sco_are_the_objectives_of_the_course(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    two = course_of_two(tmp_path / "two")
    sample = two.modules[0]
    system = serve(two, ("sample", READING), PackageOptions(format="scorm2004-4"))
    strict = Strict(page, system, sample, SCORM2004)
    page.goto(f"{system.address}/{SCORM2004.page}")
    frame = front(page)
    frame.wait_for_function("window.FirstShiftCourse !== undefined")
    learner = enter(frame, sample)
    learner.practise_topic("first")
    learner.take_assessment()
    stored = strict.close()
    assert strict.refused() == []
    assert stored["cmi.objectives.0.id"] == "fs.sample"
    assert stored["cmi.objectives.0.completion_status"] == "completed"
    assert stored["cmi.objectives.0.success_status"] == "passed"
    assert stored["cmi.objectives.1.id"] == f"fs.{READING}"
    assert stored["cmi.interactions.0.id"] == "fs.sample.first-single"
    assert (stored[COMPLETION], stored[SUCCESS]) == ("completed", "passed")
