"""Whether a system has stored what it was told, and what the learner reads where it has not."""

from typing import Any

import pytest

from tests.browser.answering import right
from tests.browser.lms.learner import Learner
from tests.browser.lms.server import wait_until
from tests.browser.lms.strict import Strict
from tests.support.browser import PageFaults

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

UNANSWERED = "about.txt"
HIDE = (
    "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
    "document.dispatchEvent(new Event('visibilitychange'))"
)


def launch_at_standstill(strict: Strict) -> Learner:
    """Open the course and stop its clock: what is committed then was not due, but asked for."""
    strict.page.clock.install()
    learner = strict.launch()
    strict.page.clock.pause_at(strict.page.evaluate("Date.now()") / 1_000 + 1)
    return learner


def test_a_hidden_page_is_committed_at_once(strict: Strict) -> None:
    learner = launch_at_standstill(strict)
    learner.open("topic-first")
    assert strict.names()[-1] != strict.standard.commit
    learner.frame.evaluate(HIDE)
    assert strict.calls()[-1] == [strict.standard.commit, "true"]


def test_without_a_network_nothing_is_handed_over_and_all_of_it_afterwards(strict: Strict) -> None:
    learner = strict.launch()
    learner.open("topic-first")
    commits = strict.names().count(strict.standard.commit)
    strict.page.context.set_offline(True)
    learner.take_assessment()
    banner = learner.frame.locator("[data-banner]")
    banner.get_by_text("is not saving at the moment").wait_for()
    assert strict.names().count(strict.standard.commit) == commits
    before = len(strict.calls())
    strict.page.context.set_offline(False)
    banner.locator("p").wait_for(state="detached")
    again = strict.calls()[before:]
    assert [strict.standard.set, strict.standard.success, "passed", "true"] in again
    assert again[-1] == [strict.standard.commit, "true"]


def test_nothing_is_handed_to_a_system_whose_server_is_away(
    strict: Strict, page_faults: PageFaults
) -> None:
    page_faults.allow(UNANSWERED)
    learner = strict.launch()
    learner.open("topic-first")
    strict.page.route("**/about.txt", lambda route: route.abort())
    learner.take_assessment()
    banner = learner.frame.locator("[data-banner]")
    banner.get_by_text("is not saving at the moment").wait_for()
    passed = [strict.standard.set, strict.standard.success, "passed", "true"]
    calls = strict.calls()
    assert [strict.standard.commit, "true"] not in calls[calls.index(passed) :]
    strict.page.unroute("**/about.txt")
    learner.open("topic-second")
    banner.locator("p").wait_for(state="detached")
    calls = strict.calls()
    assert [strict.standard.commit, "true"] in calls[calls.index(passed) :]


@pytest.mark.parametrize("answer", [{"status": 403}, {"content_type": "text/html", "body": "in"}])
def test_a_server_that_has_signed_the_learner_out_is_no_server_that_stores(
    strict: Strict, page_faults: PageFaults, answer: dict[str, Any]
) -> None:
    page_faults.allow(UNANSWERED)
    learner = strict.launch()
    learner.open("topic-first")
    strict.page.route("**/about.txt", lambda route: route.fulfill(**answer))
    leave = learner.frame.get_by_role("button", name="Save and close")
    leave.click()
    banner = learner.frame.locator("[data-banner]")
    banner.get_by_text("It may have signed you out").wait_for()
    assert strict.standard.finish not in strict.names()
    assert learner.leave() == "Your learning system did not confirm"
    wait_until(lambda: bool(strict.system.finished))


def test_a_server_of_which_nothing_can_be_asked_is_believed(
    strict: Strict, page_faults: PageFaults
) -> None:
    page_faults.allow(UNANSWERED)
    strict.page.route("**/about.txt", lambda route: route.abort())
    learner = strict.launch()
    learner.take_assessment()
    assert learner.frame.locator("[data-banner]").inner_text() == ""
    assert learner.leave() == "Your work is saved"


def test_a_result_is_stored_as_soon_as_it_is_out(strict: Strict) -> None:
    learner = launch_at_standstill(strict)
    learner.take_assessment()
    calls = strict.calls()
    told = calls.index([strict.standard.set, strict.standard.success, "passed", "true"])
    wait_until(lambda: [strict.standard.commit, "true"] in strict.calls()[told:])


def test_a_system_that_does_not_save_is_told_to_the_learner_and_tried_again(
    strict: Strict,
) -> None:
    strict.page.clock.install()
    learner = strict.launch("commits=fail")
    banner = learner.frame.locator("[data-banner]")
    assert "not saving at the moment" in banner.inner_text()
    for failed, wait in enumerate((5_000, 20_000), start=2):
        strict.page.clock.run_for(wait + 1_000)
        strict.await_commits("false", failed)
    assert "not saving at the moment" in banner.inner_text()
    strict.page.clock.run_for(61_000)
    strict.await_commits("false", 4)
    banner.get_by_text("It may have signed you out").wait_for()
    strict.page.clock.run_for(600_000)
    strict.commits_fail(False)
    learner.open("topic-first")
    strict.page.clock.run_for(5_000)
    strict.await_commits("true", 1)
    strict.await_commits("false", 4)
    assert banner.inner_text() == ""
    assert strict.calls()[-1] == [strict.standard.commit, "true"]


def test_leaving_while_the_system_does_not_save_warns_before_it_ends(strict: Strict) -> None:
    learner = strict.launch("commits=fail")
    leave = learner.frame.get_by_role("button", name="Save and close")
    leave.click()
    assert strict.standard.finish not in strict.names()
    assert learner.leave() == "Your learning system did not confirm"


def test_each_answer_of_the_assessment_is_stored_at_once(strict: Strict) -> None:
    learner = launch_at_standstill(strict)
    learner.open("assessment")
    learner.frame.get_by_role("button", name="Start the assessment").click()
    strict.await_commits("true", 1)
    learner.answer_current(right)
    strict.await_commits("true", 2)


def test_quick_steps_are_committed_together(strict: Strict) -> None:
    learner = launch_at_standstill(strict)  # on a slow machine the steps would not be quick
    learner.practise_topic("first")
    learner.practise_topic("second")
    strict.await_commits("true", 1)
    strict.page.clock.run_for(5_000)
    strict.await_commits("true", 2)
