"""What an open course and our server tell each other while the visit lasts."""

import datetime as dt

import pytest
from playwright.sync_api import Page

from course.suspend_data import decode
from packager.dispatch import PREFIX_CHARS
from tests.browser.dispatch.lms import Lms
from tests.browser.dispatch.served import CONTACT, Dispatch, inside, thin
from tests.browser.lms.audit import violations
from tests.browser.lms.server import wait_until
from tests.browser.lms.strict import SCORM12, Standard
from tests.packager.several import READING
from tests.support.browser import PageFaults

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

THEN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
AWHILE_MS = 61_000


def end_visits(lms: Lms) -> None:
    """End what is open, and let the system store something once the course may tell of it again."""
    lms.server.change(lms.licence, revoked=THEN, visits_ended=THEN)
    lms.page.clock.fast_forward(AWHILE_MS)
    thin(lms.page).evaluate("window.dispatchEvent(new Event('online'))")


def test_a_seat_is_kept_once_the_system_has_stored_something(
    page: Page, dispatch: Dispatch, standard: Standard
) -> None:
    lms = Lms(page, dispatch(format=standard.ours), standard)
    visitor = lms.launch("commits=fail")
    visitor.frame.get_by_text("Your learning system is not saving").wait_for()
    assert (lms.server.taken(lms.licence), lms.server.kept(lms.licence)) == (1, 0)
    lms.commits_fail(False)
    with page.expect_response(lambda answer: answer.url.endswith("/kept")) as told:
        visitor.take_assessment()
    assert told.value.status == 204
    wait_until(lambda: lms.server.kept(lms.licence) == 1)


def test_an_open_page_gives_way_where_its_visit_was_ended_and_loses_nothing(
    page: Page, dispatch: Dispatch, standard: Standard, page_faults: PageFaults
) -> None:
    page_faults.allow("the server responded with a status of 410")
    page.clock.install()
    lms = Lms(page, dispatch(format=standard.ours), standard)
    visitor = lms.launch()
    visitor.practise_topic("first")
    visitor.take_assessment()
    lms.wait_for(standard.success, "passed")
    end_visits(lms)
    ended = inside(page)
    ended.get_by_text("under a licence that has been ended").wait_for()
    for telling in ("Alder Valley Trust", CONTACT, "kept in your learning system"):
        assert telling in ended.locator("body").inner_text()
    assert violations(ended) == []
    stored = lms.close()
    state = decode(stored["cmi.suspend_data"][PREFIX_CHARS:], lms.sample)
    assert state.passed and state.topics_seen == {"first"}
    assert lms.refused() == []


def test_a_course_of_several_modules_gives_way_as_a_whole(
    page: Page, dispatch: Dispatch, page_faults: PageFaults
) -> None:
    page_faults.allow("the server responded with a status of 410")
    page.clock.install()
    lms = Lms(page, dispatch(modules=("sample", READING)), SCORM12)
    lms.enter("sample")
    end_visits(lms)
    inside(page).get_by_text("under a licence that has been ended").wait_for()


def test_whoever_only_looks_is_ended_too(
    page: Page, dispatch: Dispatch, page_faults: PageFaults
) -> None:
    page_faults.allow("the server responded with a status of 410")
    page.clock.install()
    lms = Lms(page, dispatch(), SCORM12)
    lms.launch("mode=browse").practise_topic("first")
    end_visits(lms)
    inside(page).get_by_text("under a licence that has been ended").wait_for()
    assert lms.server.taken(lms.licence) == 0
