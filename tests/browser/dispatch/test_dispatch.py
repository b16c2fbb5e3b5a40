"""A dispatch package end to end: the LMS at one origin, the course at another."""

import datetime as dt
from typing import Any

import pytest
from playwright.sync_api import Page

from course.course_state import decode_course
from course.suspend_data import decode
from packager import verify
from packager.dispatch import PREFIX_CHARS
from tests.browser.answering import wrong
from tests.browser.dispatch.lms import Lms
from tests.browser.dispatch.served import CONTACT, Dispatch, inside, learner, thin
from tests.browser.lms.again import SCORM12 as AGAIN12
from tests.browser.lms.again import recorded
from tests.browser.lms.audit import overflowing, violations
from tests.browser.lms.learner import Learner
from tests.browser.lms.server import Play, wait_until
from tests.browser.lms.strict import SCORM12, Standard, Strict
from tests.packager.several import READING
from tests.support.browser import PageFaults

LMS = "https://lms.example"
MOST_BYTES = 16_000

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def lms(page: Page, dispatch: Dispatch, standard: Standard) -> Lms:
    """Give a strict system of the standard with the sample, dispatched."""
    return Lms(page, dispatch(format=standard.ours), standard)


def test_a_learner_is_recorded_as_from_an_ordinary_package(lms: Lms) -> None:
    visitor = lms.launch("mastery=80")
    visitor.open("before")
    visitor.practise(lms.sample.question("pre-single"), wrong)
    visitor.practise_topic("first", wrong)
    visitor.practise_topic("second")
    visitor.take_assessment(wrong)
    lms.wait_for(lms.standard.success, "failed")
    visitor.take_assessment()
    lms.wait_for(lms.standard.success, "passed")
    stored = lms.close()
    assert lms.refused() == []
    assert (stored[lms.standard.success], stored[lms.standard.raw]) == ("passed", "100")
    state = decode(stored["cmi.suspend_data"][PREFIX_CHARS:], lms.sample)
    assert state.passed and state.topics_seen == {"first", "second"} and state.attempts == 2
    ids = [value for name, value in lms.sets() if name.endswith(".id") and "fs." in value]
    assert len([each for each in ids if each.startswith("fs.sample.")]) >= 14 + 20


def test_the_next_visit_goes_on_and_takes_no_second_seat(lms: Lms) -> None:
    visitor = lms.launch()
    visitor.practise_topic("first", wrong)
    stored = lms.close()
    assert stored[lms.standard.completion] == "incomplete"
    kept = stored["cmi.suspend_data"]
    assert lms.server.taken(lms.licence) == 1
    again = lms.launch()
    assert again.heading() == lms.sample.topics[0].title
    form = again.frame.locator('form[data-practice="first-single"]')
    assert form.locator("[name=answer]:checked").get_attribute("value") == "a"
    assert lms.close()["cmi.suspend_data"][:PREFIX_CHARS] == kept[:PREFIX_CHARS]
    assert lms.server.taken(lms.licence) == 1


def test_closing_the_tab_midway_ends_the_session_once_with_the_last_step(lms: Lms) -> None:
    visitor = lms.launch()
    visitor.practise_topic("first")
    lms.page.goto("about:blank")
    wait_until(lambda: bool(lms.system.finished))
    assert len(lms.system.finished) == 1
    assert lms.system.finished[0]["refused"] == []
    values = lms.system.finished[0]["values"]
    state = decode(values["cmi.suspend_data"][PREFIX_CHARS:], lms.sample)
    assert state.topics_seen == {"first"} and len(state.answers) >= 1


def test_the_real_zip_is_a_few_kilobytes_and_verify_finds_nothing_in_it(
    dispatch: Dispatch, standard: Standard
) -> None:
    server = dispatch.server
    for modules in (("sample",), ("sample", READING)):
        made = server.zip(server.licence((LMS,), format=standard.ours, modules=modules))
        assert len(made) < MOST_BYTES
        assert [f"{each.rule}: {each.sentence}" for each in verify(made)] == []


def test_scorm_again_records_a_pass_through_the_thin_page(page: Page, dispatch: Dispatch) -> None:
    dispatched = dispatch()
    page.goto(f"{dispatched.system.address}/{AGAIN12}")
    visitor = learner(page, dispatched.sample())
    visitor.take_assessment()
    page.wait_for_function("window.API.cmi.core.lesson_status === 'passed'")
    assert recorded(page)["core"]["score"]["raw"] == "100"


def test_the_button_ends_the_session_and_says_so_only_when_it_is_true(lms: Lms) -> None:
    visitor = lms.launch()
    visitor.open("topic-first")
    lms.commits_fail(True)
    visitor.frame.get_by_role("button", name="Save and close").click()
    visitor.frame.get_by_text("Your learning system is not saving").wait_for()
    lms.commits_fail(False)
    visitor.frame.get_by_role("button", name="Save and close").click()
    visitor.frame.get_by_role("heading", name="Your work is saved").wait_for()
    assert lms.names()[-1] == lms.standard.finish


def test_a_course_of_several_modules_has_one_state_and_one_seat(
    page: Page, dispatch: Dispatch, standard: Standard
) -> None:
    lms = Lms(page, dispatch(format=standard.ours, modules=("sample", READING)), standard)
    lms.enter("sample").practise_topic("first")
    page.wait_for_function(f"!!window.{standard.api}.stored()['cmi.suspend_data']")
    stored = lms.close()
    assert lms.refused() == []
    states = decode_course(stored["cmi.suspend_data"][PREFIX_CHARS:])
    assert decode(states["sample"].suspend_data, lms.sample).topics_seen == {"first"}
    assert lms.server.taken(lms.licence) == 1


@pytest.mark.parametrize(
    ("columns", "status", "words"),
    [
        ({"revoked": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, 410, "licence that has been ended"),
        ({"expires": dt.date(2026, 1, 31)}, 410, "ran until 31 January 2026"),
    ],
    ids=["revoked", "expired"],
)
def test_a_learner_reads_why_the_course_is_closed_and_loses_nothing(
    lms: Lms, page_faults: PageFaults, columns: dict[str, Any], status: int, words: str
) -> None:
    page_faults.allow(f"the server responded with a status of {status}")
    lms.launch().practise_topic("first")
    kept = lms.close()
    lms.server.change(lms.licence, **columns)
    with lms.page.expect_response(lambda response: response.status == status):
        lms.start()
    refusal = inside(lms.page)
    refusal.get_by_text(words).wait_for()
    for telling in ("Alder Valley Trust", CONTACT, "kept in your learning system"):
        assert telling in refusal.locator("body").inner_text()
    assert violations(refusal) == []
    # The page around has heard of it: it stays out of the way.
    assert thin(lms.page).locator("[data-panel]:visible").count() == 0
    after = lms.close()
    for element in ("cmi.suspend_data", lms.standard.completion, lms.standard.location):
        assert after[element] == kept[element]


def test_what_is_open_may_be_finished_after_a_revocation(lms: Lms) -> None:
    visitor = lms.launch()
    lms.server.change(lms.licence, revoked=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    visitor.take_assessment()
    lms.wait_for(lms.standard.success, "passed")


def test_the_last_seat_taken_leaves_none_and_lets_its_holder_back(
    page: Page, dispatch: Dispatch, page_faults: PageFaults
) -> None:
    page_faults.allow("the server responded with a status of 403")
    lms = Lms(page, dispatch(seats=1), SCORM12)
    lms.launch()
    first = lms.close()
    lms.system.stored = None
    lms.start()
    inside(page).get_by_text("is for 1 learner, and all have begun").wait_for()
    assert "cmi.suspend_data" not in lms.close()
    lms.system.stored = first
    lms.launch()


def test_somebody_who_only_looks_takes_no_seat_and_leaves_no_trace(
    page: Page, dispatch: Dispatch
) -> None:
    lms = Lms(page, dispatch(seats=1), SCORM12)
    visitor = lms.launch("mode=browse")
    visitor.practise_topic("first")
    assert "Nothing that you do here counts" in visitor.frame.locator("[data-banner]").inner_text()
    assert lms.server.taken(lms.licence) == 0
    assert "cmi.suspend_data" not in lms.close()


def test_a_window_of_its_own_speaks_through_the_page_that_opened_it(
    page: Page, dispatch: Dispatch, standard: Standard
) -> None:
    lms = Lms(page, dispatch(format=standard.ours, window="own"), standard)
    lms.start()
    with page.expect_popup() as opened:
        thin(page).get_by_role("button", name="Open the module").click()
    window = opened.value
    window.wait_for_selector("[data-progress]:not([hidden])")
    visitor = Learner(window.main_frame, lms.sample)
    visitor.take_assessment()
    lms.wait_for(standard.success, "passed")
    thin(page).get_by_text("open in another window").wait_for()
    window.get_by_role("button", name="Save and close").click()
    window.get_by_role("heading", name="Your work is saved").wait_for()
    thin(page).get_by_role("heading", name="Your work is saved").wait_for()
    assert lms.names()[-1] == standard.finish
    assert lms.refused() == []


def test_where_the_frame_stays_silent_a_window_is_offered(
    page: Page, dispatch: Dispatch, page_faults: PageFaults
) -> None:
    page_faults.allow("ERR_FAILED|ERR_BLOCKED|chrome-error|status of 500")
    lms = Lms(page, dispatch(), SCORM12)
    page.clock.install()
    page.route("**/launch", lambda route: route.fulfill(status=200, body="blocked by a filter"))
    lms.start()
    frame = thin(page)
    frame.get_by_text("Opening the module").wait_for()
    page.clock.fast_forward(16_000)
    frame.get_by_role("heading", name="has not answered").wait_for()
    inside(page).get_by_text("blocked by a filter").wait_for()
    frame.get_by_text("For whoever looks after").click()
    assert lms.server.address in frame.locator("details").inner_text()
    assert lms.system.address in frame.locator("details").inner_text()
    assert violations(frame) == [] and overflowing(frame) == []
    page.unroute("**/launch")
    with page.expect_popup() as opened:
        frame.get_by_role("button", name="Open in a new window").click()
    opened.value.wait_for_selector("[data-progress]:not([hidden])")
    page.wait_for_function("!!window.API.stored()['cmi.suspend_data']")


def test_without_a_learning_system_nothing_is_asked_of_the_server(
    page: Page, dispatch: Dispatch
) -> None:
    dispatched = dispatch()
    page.goto(f"{dispatched.system.address}/package/index.html")
    page.get_by_role("heading", name="No learning system answered").wait_for()
    assert page.locator("iframe").count() == 0
    assert dispatched.server.taken(dispatched.licence) == 0


def test_the_thin_page_fits_a_phone(phone: Page, dispatch: Dispatch) -> None:
    lms = Lms(phone, dispatch(window="own"), SCORM12)
    lms.start()
    frame = thin(phone)
    frame.get_by_role("button", name="Open the module").wait_for()
    assert violations(frame) == [] and overflowing(frame) == []


def test_an_ordinary_package_goes_on_after_a_dispatched_one(
    page: Page, dispatch: Dispatch, play: Play
) -> None:
    lms = Lms(page, dispatch(), SCORM12)
    lms.launch().practise_topic("first", wrong)
    stored = lms.close()
    system = play()
    system.stored = stored
    ordinary = Strict(page, system, lms.sample, SCORM12).launch()
    form = ordinary.frame.locator('form[data-practice="first-single"]')
    assert form.locator("[name=answer]:checked").get_attribute("value") == "a"
