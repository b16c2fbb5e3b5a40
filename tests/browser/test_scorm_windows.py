"""The course finds its system, and ends its session once, wherever a system may have put it."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Frame, Page

from course.suspend_data import decode
from tests.browser.lms.learner import Learner
from tests.browser.lms.server import wait_until
from tests.browser.lms.strict import Strict
from tests.support.browser import PageFaults

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

READY = "[data-progress]:not([hidden])"


def show(strict: Strict, address: str) -> Frame:
    """Open the system with another page in its frame, and return the frame of the course."""
    strict.page.goto(f"{strict.system.address}/{strict.standard.page}?show={address}")
    wait_until(lambda: bool(course_frames(strict.page)))
    (frame,) = course_frames(strict.page)
    frame.wait_for_selector(READY)
    return frame


def course_frames(page: Page) -> list[Frame]:
    """Return the frames that show the course."""
    page.wait_for_timeout(20)  # lets the events of other frames arrive
    return [frame for frame in page.frames if "/package/index.html" in frame.url]


def assert_ended_once(strict: Strict) -> None:
    """Raise AssertionError where the session was not ended exactly once, with all that was learnt."""
    wait_until(lambda: bool(strict.system.finished))
    assert len(strict.system.finished) == 1
    told = strict.system.finished[0]
    assert told["refused"] == []
    assert told["values"][strict.standard.completion] == "incomplete"
    assert told["values"][strict.standard.location] == "first"
    assert decode(told["values"]["cmi.suspend_data"], strict.sample).topics_seen == {"first"}


@pytest.mark.parametrize("depth", [0, 1, 3])
def test_in_a_frame_and_in_frames_within_frames(strict: Strict, depth: int) -> None:
    address = f"{strict.system.address}/package/index.html"
    for _ in range(depth):
        address = f"{strict.system.address}/frame.html?show={quoted(address)}"
    frame = show(strict, quoted(address))
    Learner(frame, strict.sample).practise_topic("first")
    strict.page.evaluate("document.getElementById('sco').remove()")
    assert_ended_once(strict)


def test_below_a_frame_of_another_origin_where_every_access_throws(strict: Strict) -> None:
    course = f"{strict.system.address}/package/index.html"
    other = strict.system.address.replace("127.0.0.1", "localhost")
    frame = show(strict, quoted(f"{other}/frame.html?show={quoted(course)}"))
    between = frame.parent_frame
    assert between is not None and between.url.startswith("http://localhost:")
    Learner(frame, strict.sample).practise_topic("first")
    strict.page.evaluate("document.getElementById('sco').remove()")
    assert_ended_once(strict)


def test_in_a_window_of_its_own_with_the_system_in_the_opener(strict: Strict) -> None:
    popup = open_window(strict)
    learner = Learner(popup.main_frame, strict.sample)
    learner.practise_topic("first")
    popup.close(run_before_unload=True)
    assert_ended_once(strict)
    assert strict.names().count(strict.standard.finish) == 1


def test_our_button_in_a_window_of_its_own(strict: Strict) -> None:
    popup = open_window(strict)
    learner = Learner(popup.main_frame, strict.sample)
    learner.practise_topic("first")
    assert learner.leave() == "Your work is saved"
    assert_ended_once(strict)
    popup.close(run_before_unload=True)
    assert strict.names().count(strict.standard.finish) == 1


@pytest.mark.parametrize("where", ["window", "frame"])
def test_a_link_that_leads_outside_leaves_the_course_where_it_is(
    strict: Strict, page_faults: PageFaults, where: str
) -> None:
    page_faults.allow("another host: https://guide.example/")
    strict.page.context.route("https://guide.example/", lambda route: route.fulfill(body="A guide"))
    if where == "window":
        course = open_window(strict).main_frame
    else:
        course = show(strict, quoted(f"{strict.system.address}/package/index.html"))
    course.get_by_text("Further reading").click()
    with strict.page.context.expect_page() as opened:
        course.get_by_role("link", name="A guide").first.click()
    opened.value.wait_for_load_state()
    assert opened.value.url == "https://guide.example/"
    assert opened.value.evaluate("[window.opener, document.referrer]") == [None, ""]
    learner = Learner(course, strict.sample)
    learner.practise_topic("first")
    assert learner.leave() == "Your work is saved"
    assert_ended_once(strict)


def test_a_system_that_takes_the_frame_away_in_the_middle_of_the_end(strict: Strict) -> None:
    address = f"{strict.system.address}/package/index.html"
    learner = Learner(show(strict, quoted(address)), strict.sample)
    learner.practise_topic("first")
    strict.page.evaluate(
        """([api, finish]) => {
            const original = window[api][finish].bind(window[api]);
            window[api][finish] = (argument) => {
                const frame = document.getElementById("sco");
                frame?.contentWindow.dispatchEvent(new PageTransitionEvent("pagehide"));
                frame?.remove();
                return original(argument);
            };
        }""",
        [strict.standard.api, strict.standard.finish],
    )
    learner.frame.get_by_role("button", name="Save and close").click()
    assert_ended_once(strict)
    assert strict.names().count(strict.standard.finish) == 1


def test_where_no_system_is_in_reach_it_says_so_and_stays_readable(strict: Strict) -> None:
    address = f"{strict.system.address}/package/index.html"
    strict.page.goto(
        f"{strict.system.address}/{strict.standard.page}?api=off&show={quoted(address)}"
    )
    handle = strict.page.wait_for_selector("#sco")
    frame = handle.content_frame() if handle else None
    assert frame is not None
    frame.wait_for_selector(READY)
    assert "No learning system answered" in frame.locator("[data-banner]").inner_text()
    Learner(frame, strict.sample).practise_topic("first")


def open_window(strict: Strict) -> Page:
    """Open the system, and the course in a window of its own."""
    strict.page.goto(f"{strict.system.address}/{strict.standard.page}?show=about:blank")
    with strict.page.expect_popup() as opened:
        strict.page.evaluate("() => { window.open('package/index.html', 'course') }")
    opened.value.wait_for_selector(READY)
    return opened.value


def quoted(address: str) -> str:
    """Return an address as a value in another."""
    return quote(address, safe="")
