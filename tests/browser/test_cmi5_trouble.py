"""Our cmi5 unit where the launch was abandoned, the network is gone or the record store is in trouble."""

from collections.abc import Callable

import pytest
from flask import Response, request
from playwright.sync_api import Page, expect

from course.vocabulary import question_iri
from tests.browser.lms.cmi5_launch import ended, leave, told
from tests.browser.lms.cmi5_rules import (
    verb,
)
from tests.browser.lms.learner import Learner
from tests.browser.lms.record_store import Cmi5System, failing, until
from tests.support.browser import PageFaults

pytest_plugins = ["tests.browser.lms.fixtures", "tests.browser.lms.xapi_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_an_abandoned_session_is_told_to_the_learner_and_sends_no_more(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], page_faults: PageFaults
) -> None:
    page_faults.allow("401")
    learner = launch()
    learner.practise_topic("first")
    until(lambda: cmi5.verbs().count("answered") == 2)
    cmi5.abandon()
    learner.open("topic-second")
    expect(page.locator("[data-banner]")).to_contain_text("has ended this visit")
    posts = cmi5.posts()
    learner.practise_topic("second")
    leave(page)
    assert cmi5.posts() == posts
    assert cmi5.verbs().count("answered") == 2


def test_answers_given_without_a_network_arrive_once_and_in_order(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], page_faults: PageFaults
) -> None:
    page_faults.allow("ERR_INTERNET_DISCONNECTED")
    learner = launch()
    learner.practise_topic("first")
    page.context.set_offline(True)
    learner.practise_topic("second")
    expect(page.locator("[data-banner]")).to_contain_text("not saving at the moment")
    assert cmi5.verbs().count("answered") < 13
    page.context.set_offline(False)
    expect(page.locator("[data-banner]")).to_have_text("")
    leave(page)
    answers = [each for each in ended(cmi5) if verb(each) == "answered"]
    assert len(answers) == 13
    times = [each["timestamp"] for each in cmi5.of_session()]
    assert times == sorted(times)


def lost(cmi5: Cmi5System, rounds: int) -> Callable[[], Response | None]:
    """Return a trouble: what comes is stored, but the answer says that it failed."""
    left = [rounds]

    def trouble() -> Response | None:
        if request.path != "/xapi/statements" or request.method != "POST" or left[0] == 0:
            return None
        left[0] -= 1
        cmi5.lrs.store(request.get_data(), cmi5.authority())
        return failing(502)

    return trouble


@pytest.mark.parametrize("kind", ["refused", "stored but not confirmed"])
def test_answers_given_to_a_store_in_trouble_arrive_once_and_in_order(
    page: Page,
    cmi5: Cmi5System,
    launch: Callable[..., Learner],
    page_faults: PageFaults,
    kind: str,
) -> None:
    page_faults.allow("50[02]")
    learner = launch()
    until(lambda: cmi5.verbs() == ["initialized"])
    cmi5.trouble = (lambda: failing(500)) if kind == "refused" else lost(cmi5, 3)
    learner.practise_topic("first")
    expect(page.locator("[data-banner]")).to_contain_text("not saving at the moment")
    cmi5.trouble = lambda: None
    learner.practise_topic("second")
    expect(page.locator("[data-banner]")).to_have_text("")
    leave(page)
    answers = [each for each in ended(cmi5) if verb(each) == "answered"]
    assert len(answers) == 13


def test_one_statement_that_is_refused_does_not_hold_up_the_rest(
    page: Page, cmi5: Cmi5System, launch: Callable[..., Learner], page_faults: PageFaults
) -> None:
    page_faults.allow("400")

    def picky() -> Response | None:
        return failing(400) if b"items/p-number" in request.get_data() else None

    cmi5.trouble = picky
    launch().practise_topic("second")
    expect(page.locator("[data-banner]")).to_have_text("")
    leave(page)
    items = [each["object"]["id"] for each in ended(cmi5) if verb(each) == "answered"]
    assert len(items) == 10
    assert question_iri("sample", "p-number") not in items


def test_what_a_cut_session_could_not_tell_is_told_from_the_state_by_the_next(
    page: Page,
    cmi5: Cmi5System,
    launch: Callable[..., Learner],
    page_faults: PageFaults,
) -> None:
    page_faults.allow("503")
    learner = launch()
    until(lambda: cmi5.verbs() == ["initialized"])
    cmi5.trouble = lambda: failing(503, request.path, request.method)
    learner.take_assessment()
    leave(page)
    page.wait_for_timeout(500)
    cmi5.trouble = lambda: None
    again = launch()
    assert until(lambda: cmi5.verbs().count("initialized") == 2)
    again.open("assessment")
    assert "You have passed" in page.locator("[data-assessment]").inner_text()
    leave(page)
    told(ended(cmi5), "passed")
