"""The module as a package with tincan.xml, in Chromium, against our own record store."""

import json
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Response, request
from playwright.sync_api import Page, expect

from course.model import Module
from course.vocabulary import COURSE, Extension, assessment_iri, module_iri
from lrs import Document, Owner
from tests.browser.answering import wrong
from tests.browser.lms.learner import Learner
from tests.browser.lms.record_store import HOME_PAGE, RecordStore, failing, until
from tests.support.browser import OpenPage, PageFaults

pytest_plugins = ["tests.browser.lms.fixtures", "tests.browser.lms.xapi_fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

READY = "[data-progress]:not([hidden])"
ROOT = module_iri("sample")
REGISTRATION = str(uuid.uuid4())
PARTS: dict[str, Any] = {"registration": REGISTRATION, "activity_id": ROOT}

Launch = Callable[..., Learner]


@pytest.fixture
def actor() -> dict[str, Any]:
    """Give a learner as an old system names them."""
    account = [{"accountServiceHomePage": HOME_PAGE, "accountName": str(uuid.uuid4())}]
    return {"objectType": ["Agent"], "name": ["Ada"], "account": account}


@pytest.fixture
def launch_in(
    store: RecordStore, xapi_page: str, sample: Module, actor: dict[str, Any]
) -> Callable[..., Learner]:
    """Give a function that launches the sample in a page."""

    def launch(page: Page, **parts: str) -> Learner:
        _, token = store.credential()
        parameters = {
            "endpoint": store.endpoint.rstrip("/"),
            "auth": f"Basic {token}",
            "actor": json.dumps(actor),
            **(parts or PARTS),
        }
        page.goto(f"{xapi_page}?{urlencode(parameters)}")
        page.wait_for_selector(READY)
        return Learner(page.main_frame, sample)

    return launch


@pytest.fixture
def launch(page: Page, launch_in: Launch) -> Launch:
    """Give a function that launches the sample in the one page of the test."""
    return lambda **parts: launch_in(page, **parts)


def leave(page: Page, store: RecordStore) -> None:
    """Leave the page as one closes a tab, and wait for its last word."""
    before = store.verbs().count("terminated")
    page.goto("about:blank")
    assert until(lambda: store.verbs().count("terminated") > before)


def test_a_learner_who_does_everything_is_told_as_the_app_tells_it(
    page: Page, store: RecordStore, launch: Launch
) -> None:
    learner = launch()
    learner.practise_topic("first")
    learner.practise_topic("second")
    learner.take_assessment()
    page.get_by_role("button", name="Save and close").click()
    expect(page.locator("[data-end-title]")).to_have_text("Your work is saved")
    told = store.statements()
    verbs = store.verbs()
    assert (verbs[0], verbs[-1]) == ("initialized", "terminated")
    assert [verbs.count(each) for each in ("experienced", "answered")] == [2, 13 + 10]
    for each in told:
        assert each["actor"]["account"]["homePage"] == HOME_PAGE
        context = each["context"]
        assert (context["registration"], context["revision"]) == (REGISTRATION, "1.0.0")
        grouping = [activity["id"] for activity in context["contextActivities"]["grouping"]]
        assert grouping == [COURSE, ROOT]
    assert len({each["context"]["extensions"][Extension.SESSION] for each in told}) == 1
    for name in ("initialized", "completed", "passed", "terminated"):
        (found,) = [each for each in told if each["verb"]["id"].endswith(f"/{name}")]
        assert found["object"]["id"] == ROOT
    (passed,) = [each for each in told if each["verb"]["id"].endswith("/passed")]
    assert passed["result"]["score"] == {"scaled": 1, "raw": 100, "min": 0, "max": 100}
    assert passed["context"]["contextActivities"]["other"][0]["id"] == assessment_iri("sample")
    assert passed["context"]["extensions"][Extension.ATTEMPT] == 1


def test_each_failed_try_is_told_and_a_pass_after_it(
    page: Page, store: RecordStore, launch: Launch
) -> None:
    learner = launch()
    learner.take_assessment(wrong)
    learner.take_assessment(wrong)
    learner.take_assessment()
    leave(page, store)
    judged = [each for each in store.verbs() if each in ("failed", "passed", "completed")]
    assert judged == ["failed", "failed", "passed", "completed"]


def test_the_state_follows_the_learner_to_another_device_and_nothing_is_told_twice(
    open_page: OpenPage, store: RecordStore, launch_in: Launch
) -> None:
    page = open_page()
    launch_in(page).take_assessment()
    leave(page, store)
    again = open_page()
    learner = launch_in(again)
    assert learner.heading() == "Assessment"
    assert "You have passed" in again.locator("[data-assessment]").inner_text()
    leave(again, store)
    assert store.verbs().count("completed") == store.verbs().count("passed") == 1


def test_a_launch_without_a_registration_keeps_the_one_that_it_got(
    open_page: OpenPage, store: RecordStore, launch_in: Launch
) -> None:
    for _ in range(2):
        page = open_page()
        launch_in(page, activity_id=ROOT).open("topic-first")
        leave(page, store)
    registrations = {each["context"]["registration"] for each in store.statements()}
    assert len(registrations) == 1
    assert uuid.UUID(registrations.pop()).version == 4


def test_the_activity_of_the_launch_is_the_one_that_is_completed(
    page: Page, store: RecordStore, launch: Launch
) -> None:
    theirs = f"{HOME_PAGE}/activity/7"
    launch(activity_id=theirs, registration=REGISTRATION).take_assessment()
    leave(page, store)
    about = [each["object"]["id"] for each in store.statements() if "/passed" in each["verb"]["id"]]
    assert about == [theirs]


def test_what_one_visit_could_not_send_the_next_one_sends(
    page: Page, store: RecordStore, launch: Launch, page_faults: PageFaults
) -> None:
    page_faults.allow("503")
    learner = launch()
    until(lambda: store.verbs() == ["initialized"])
    store.trouble = lambda: failing(503, request.path, request.method)
    learner.practise_topic("first")
    learner.take_assessment()
    expect(page.locator("[data-banner]")).to_contain_text("not saving at the moment")
    page.goto("about:blank")
    page.wait_for_timeout(500)
    store.trouble = lambda: None
    launch()
    assert until(lambda: store.verbs().count("initialized") == 2)
    verbs = store.verbs()
    assert verbs.index("terminated") < len(verbs) - 1 - verbs[::-1].index("initialized")
    assert verbs.count("answered") == 12
    assert verbs.count("passed") == verbs.count("completed") == 1
    assert "You have passed" in page.locator("[data-assessment]").inner_text()
    leave(page, store)
    assert store.verbs().count("passed") == store.verbs().count("completed") == 1


def test_two_windows_do_not_overwrite_each_other_in_silence(
    open_page: OpenPage, store: RecordStore, launch_in: Launch, page_faults: PageFaults
) -> None:
    page_faults.allow("412")
    before = open_page()
    launch_in(before).open("topic-first")
    leave(before, store)
    one, other = open_page(), open_page()
    first, second = launch_in(one), launch_in(other)
    first.open("topic-second")
    puts = store.requests.count(("PUT", "/xapi/activities/state"))
    until(lambda: store.requests.count(("PUT", "/xapi/activities/state")) > puts)
    second.open("start")
    expect(other.locator("[data-banner]")).to_contain_text("open in another window")
    assert one.locator("[data-banner]").inner_text() == ""


def test_a_state_that_was_stored_unconfirmed_is_no_other_window(
    page: Page, store: RecordStore, launch: Launch, page_faults: PageFaults
) -> None:
    page_faults.allow("502|412")
    lost: list[bytes] = []

    def trouble() -> Response | None:
        if (request.method, request.path) != ("PUT", "/xapi/activities/state") or lost:
            return None
        lost.append(request.get_data())
        owner = Owner(
            activity=request.args["activityId"],
            agent=request.args["agent"],
            registration=request.args["registration"],
        )
        document = Document(lost[0], "application/json")
        store.lrs.state.put(store.organisation, owner, request.args["stateId"], document)
        return failing(502, request.path, request.method)

    store.trouble = trouble
    launch().open("topic-first")
    expect(page.locator("[data-banner]")).to_contain_text("not saving at the moment")
    expect(page.locator("[data-banner]")).to_have_text("")
    page.wait_for_timeout(500)
    assert page.locator("[data-banner]").inner_text() == ""
    leave(page, store)


def test_a_page_that_is_loaded_again_goes_on(
    page: Page, store: RecordStore, launch: Launch, sample: Module
) -> None:
    launch().practise_topic("first")
    page.reload()
    page.wait_for_selector(READY)
    learner = Learner(page.main_frame, sample)
    assert learner.heading() == "First topic"
    learner.practise_topic("second")
    leave(page, store)
    assert store.verbs().count("answered") == 13


def test_our_button_takes_the_rights_out_of_the_tab(
    page: Page, store: RecordStore, launch: Launch
) -> None:
    launch().open("topic-first")
    page.get_by_role("button", name="Save and close").click()
    expect(page.locator("[data-end-title]")).to_have_text("Your work is saved")
    assert page.evaluate("Object.keys(sessionStorage)") == []
    page.reload()
    page.wait_for_selector(READY)
    assert "No learning system answered" in page.locator("[data-banner]").inner_text()


def test_a_store_that_lets_nobody_in_leaves_the_module_readable(
    page: Page, store: RecordStore, launch: Launch, page_faults: PageFaults
) -> None:
    page_faults.allow("401")
    store.trouble = lambda: failing(401, request.path, request.method)
    launch().practise_topic("first")
    assert "did not let this page in" in page.locator("[data-banner]").inner_text()


def test_a_store_that_keeps_no_documents_still_gets_the_results(
    page: Page, store: RecordStore, launch: Launch, page_faults: PageFaults
) -> None:
    page_faults.allow("403")
    store.trouble = lambda: failing(403, "/xapi/activities/state", request.method)
    launch().take_assessment()
    expect(page.locator("[data-banner]")).to_contain_text("does not keep your place")
    leave(page, store)
    assert store.verbs().count("passed") == 1


def test_a_browser_that_keeps_nothing_can_still_be_launched(
    page: Page, store: RecordStore, launch: Launch
) -> None:
    page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });"""
    )
    launch().practise_topic("first")
    leave(page, store)
    assert store.verbs().count("answered") == 2


def pass_time(page: Page, seconds: int) -> None:
    """Let the page's clock run, in steps that leave its requests time to be answered."""
    for _ in range(seconds // 5):
        page.clock.run_for(5_000)
        page.wait_for_timeout(100)


def test_a_store_that_hangs_is_left_and_asked_again(
    page: Page, store: RecordStore, launch: Launch, page_faults: PageFaults
) -> None:
    learner = launch()
    until(lambda: store.verbs() == ["initialized"])
    page.clock.install()
    page.route("**/xapi/statements", lambda _route: None)
    learner.practise_topic("first")
    pass_time(page, 25)
    expect(page.locator("[data-banner]")).to_contain_text("not saving at the moment")
    page.unroute_all(behavior="ignoreErrors")
    pass_time(page, 60)
    assert until(lambda: store.verbs().count("answered") == 2)
    expect(page.locator("[data-banner]")).to_have_text("")
    leave(page, store)
    assert store.verbs().count("answered") == 2
