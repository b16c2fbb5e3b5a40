"""The module as an assignable unit of cmi5, in Chromium, against our own record store."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Response
from playwright.sync_api import Page, expect

from course.model import Module
from course.vocabulary import assessment_iri, question_iri
from tests.browser.answering import wrong
from tests.browser.lms.cmi5_launch import READY, banner, ended, leave, open_at, told
from tests.browser.lms.cmi5_rules import (
    broken_in_session,
    is_defined,
    verb,
)
from tests.browser.lms.learner import Learner, course_frame
from tests.browser.lms.record_store import Cmi5System, failing
from tests.support.browser import OpenPage, PageFaults

pytest_plugins = ["tests.browser.lms.fixtures", "tests.browser.lms.xapi_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_learner_who_does_everything_is_recorded_as_the_profile_demands(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], sample: Module
) -> None:
    learner = launch()
    learner.open("before")
    learner.practise(sample.question("pre-single"))
    learner.practise_topic("first")
    learner.practise_topic("second")
    learner.take_assessment()
    page.get_by_role("button", name="Save and close").click()
    expect(page.locator("[data-end-title]")).to_have_text("Your work is saved")
    session = ended(cmi5)
    assert [verb(each) for each in session if is_defined(each)] == [
        *("initialized", "passed", "completed", "terminated"),
    ]
    passed = told(session, "passed")
    assert passed["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    assert len([each for each in session if verb(each) == "answered"]) == 14 + 10
    experienced = [each["object"]["id"] for each in session if verb(each) == "experienced"]
    assert [each.rpartition("/")[2] for each in experienced] == ["first", "second"]
    assert len(cmi5.fetched) == 1


def test_each_type_of_answer_is_told_in_the_words_of_xapi(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], sample: Module
) -> None:
    learner = launch()
    learner.practise_topic("first")
    learner.practise_topic("second")
    learner.practise(sample.question("p-word"), wrong)
    leave(page)
    answers = [each for each in ended(cmi5) if verb(each) == "answered"]
    assert [
        (
            each["object"]["id"].rpartition("/")[2],
            each["object"]["definition"]["interactionType"],
            each["result"].get("response"),
            each["result"].get("success"),
        )
        for each in answers
    ] == [
        ("first-single", "choice", "b", True),
        ("p-truth", "true-false", "true", True),
        ("p-word", "fill-in", "concerned", True),
        ("p-number", "numeric", "30", True),
        ("p-pairs", "matching", "a[.]2[,]b[.]1[,]c[.]1", True),
        ("p-order", "sequencing", "s[,]b[,]r", True),
        ("p-rank", "sequencing", "b[,]a[,]c", True),
        ("p-rate", "matching", "a[.]4[,]b[.]1", True),
        ("p-place", "choice", "b", True),
        ("p-self", "likert", "1", None),
        ("p-write", "long-fill-in", None, None),
        ("p-talk", "performance", "opening[.]a[,]calmer[.]b", True),
        ("second-multiple", "choice", "a[,]c", True),
        ("p-word", "fill-in", "nothing of the kind", False),
    ]
    assert answers[0]["object"]["id"] == question_iri("sample", "first-single")
    assert "ward was loud" not in json.dumps(cmi5.statements())


def test_a_failed_try_and_a_later_pass_in_one_session_are_told_as_passed_alone(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner]
) -> None:
    learner = launch()
    learner.take_assessment(wrong)
    learner.take_assessment()
    leave(page)
    session = ended(cmi5)
    told(session, "passed")
    tries = [each for each in session if each["object"]["id"] == assessment_iri("sample")]
    assert [(verb(each), each["result"]["success"]) for each in tries] == [
        ("failed", False),
        ("passed", True),
    ]


def test_a_session_that_ends_below_the_mark_is_failed_and_the_next_may_pass(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner]
) -> None:
    launch().take_assessment(wrong)
    leave(page)
    failed = told(ended(cmi5), "failed")
    assert failed["result"]["score"]["scaled"] == 0
    launch().take_assessment()
    leave(page)
    told(ended(cmi5), "passed")
    # What was reached is never told again, nor is it lost by a later try.
    launch().take_assessment(wrong)
    leave(page)
    names = [verb(each) for each in ended(cmi5) if is_defined(each)]
    assert names == ["initialized", "terminated"]


def test_the_mark_of_the_learning_system_goes_before_the_module_s(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner]
) -> None:
    learner = launch(masteryScore=0.0)
    learner.open("assessment")
    assert "You pass with 0%" in page.locator("[data-assessment]").inner_text()
    learner.take_assessment(wrong)
    leave(page)
    passed = told(ended(cmi5), "passed")
    assert passed["result"]["score"]["scaled"] == 0


def test_a_tab_that_was_closed_midway_goes_on_where_it_was_left_on_any_device(
    open_page: OpenPage, cmi5: Cmi5System, cmi5_page: str, sample: Module
) -> None:
    page = open_page()
    learner = open_at(page, cmi5.launch(cmi5_page), sample)
    learner.practise_topic("first", wrong)
    learner.open("assessment")
    page.get_by_role("button", name="Start the assessment").click()
    learner.answer_current(wrong)
    next_one = learner.current_question()
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    ended(cmi5)
    again = open_at(open_page(), cmi5.launch(cmi5_page), sample)
    assert again.heading() == "Assessment"
    assert again.current_question() == next_one
    again.open("topic-first")
    form = again.frame.locator('form[data-practice="first-single"]')
    assert form.locator("[name=answer]:checked").get_attribute("value") == "a"


def test_the_address_bar_keeps_nothing_of_the_launch(
    page: Page, launch: Callable[..., Learner]
) -> None:
    launch()
    assert "?" not in page.url


def test_a_page_that_is_loaded_again_by_a_key_goes_on_in_the_same_session(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], sample: Module
) -> None:
    launch().practise_topic("first")
    page.keyboard.press("F5")
    page.reload()
    page.wait_for_selector(READY)
    learner = Learner(page.main_frame, sample)
    assert learner.heading() == "First topic"
    learner.practise_topic("second")
    leave(page)
    session = ended(cmi5)
    assert len(cmi5.fetched) == 1
    assert len([each for each in session if verb(each) == "answered"]) == 13


def test_a_page_that_is_loaded_again_unseen_has_ended_its_session_and_says_so(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], sample: Module
) -> None:
    launch().practise_topic("first")
    page.reload()
    page.wait_for_selector(READY)
    assert "This visit has ended" in banner(page)
    Learner(page.main_frame, sample).practise_topic("second")
    leave(page)
    ended(cmi5)
    assert len(cmi5.fetched) == 1


@pytest.mark.parametrize("mode", ["Browse", "Review"])
def test_a_look_around_tells_that_it_was_and_nothing_else(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], mode: str
) -> None:
    learner = launch(launchMode=mode)
    assert banner(page).startswith("You are looking")
    learner.practise_topic("first")
    learner.take_assessment()
    leave(page)
    assert [verb(each) for each in ended(cmi5)] == ["initialized", "terminated"]


def test_the_learner_goes_back_to_the_learning_system_by_our_button(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], cmi5_page: str
) -> None:
    back = cmi5_page.replace("package/index.html", "frame.html")
    launch(returnURL=back).open("topic-first")
    page.get_by_role("button", name="Save and close").click()
    page.wait_for_url(back)
    ended(cmi5)


def test_an_address_that_would_run_a_script_is_no_way_back(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner]
) -> None:
    launch(returnURL="javascript:document.title='taken'")
    page.get_by_role("button", name="Save and close").click()
    expect(page.locator("[data-end-title]")).to_have_text("Your work is saved")
    assert page.title() != "taken"


@pytest.mark.parametrize(("audio", "offered"), [("off", False), ("on", True)])
def test_a_learner_who_wants_no_sound_is_offered_none(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], audio: str, offered: bool
) -> None:
    page.add_init_script(
        "Object.defineProperty(window.speechSynthesis, 'getVoices',"
        " {value: () => [{lang: 'en-GB', name: 'Voice', localService: true}]})"
    )
    cmi5.preferences({"audioPreference": audio, "languagePreference": "en-GB"})
    launch()
    has_voice = page.evaluate("document.documentElement.classList.contains('fs-can-speak')")
    assert has_voice is offered


def test_preferences_that_nobody_may_read_are_no_fault(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], page_faults: PageFaults
) -> None:
    page_faults.allow("403")
    cmi5.trouble = lambda: failing(403, "/xapi/agents/profile", "GET")
    launch().open("topic-first")
    assert banner(page) == ""
    leave(page)
    ended(cmi5)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"error-code": "1", "error-text": "Used."}, "has been used before"),
        ({"error-code": "2", "error-text": "No."}, "did not let this page in"),
        ({}, "did not let this page in"),
    ],
)
def test_a_launch_without_a_token_is_readable_and_says_why(
    page: Page,
    cmi5: Cmi5System,
    launch: Callable[..., Learner],
    answer: dict[str, str],
    words: str,
) -> None:
    cmi5.fetch_answer = lambda: Response(json.dumps(answer), content_type="application/json")
    learner = launch()
    assert words in banner(page)
    learner.practise_topic("first")
    leave(page)
    assert cmi5.statements() == []


def test_a_launch_without_launch_data_is_readable_and_says_why(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner]
) -> None:
    launch(with_data=False).practise_topic("first")
    assert "did not say how this visit is to be recorded" in banner(page)
    leave(page)
    assert cmi5.statements() == []


def test_a_page_without_a_launch_is_readable_and_says_so(
    page: Page, cmi5: Cmi5System, cmi5_page: str, sample: Module
) -> None:
    open_at(page, cmi5_page, sample).practise_topic("first")
    assert "No learning system answered" in banner(page)


def test_times_and_durations_are_those_of_the_session(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner]
) -> None:
    launch().open("topic-first")
    page.wait_for_timeout(1_200)
    leave(page)
    duration = told(ended(cmi5), "terminated")["result"]["duration"]
    found = re.fullmatch(r"PT(\d+(?:\.\d+)?)S", duration)
    assert found and 1.2 <= float(found[1]) < 20


def test_the_checker_of_the_rules_sees_what_is_broken(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner]
) -> None:
    launch().take_assessment()
    leave(page)
    session = ended(cmi5)
    where: dict[str, Any] = {"activity": cmi5.activity, "registration": cmi5.registration}
    without_first = session[1:]
    assert broken_in_session(without_first, cmi5.launch_data, **where) != []
    assert broken_in_session([*session, session[-1]], cmi5.launch_data, **where) != []
    assert broken_in_session(session, {**cmi5.launch_data, "masteryScore": 0.9}, **where) != []
    assert broken_in_session(session, {**cmi5.launch_data, "launchMode": "Review"}, **where) != []


def test_inside_a_frame_of_another_site_the_session_opens_and_ends(
    page: Page, cmi5: Cmi5System, cmi5_page: str, sample: Module
) -> None:
    system = cmi5_page.replace("127.0.0.1", "localhost").replace("package/index.html", "frame.html")
    page.goto(f"{system}?{urlencode({'show': cmi5.launch(cmi5_page)})}")
    learner = Learner(course_frame(page), sample)
    learner.practise_topic("first")
    page.evaluate("document.getElementById('sco').remove()")
    session = ended(cmi5)
    assert len([each for each in session if verb(each) == "answered"]) == 2
