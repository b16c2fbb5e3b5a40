"""The course in an LMS of another site: opened from a frame, chosen in a frame, and its score back."""

import json
import uuid
from collections.abc import Iterator
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from app.lti import claims
from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow
from tests.support.lti_platform import CLIENT, Platform, serve_platform

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PATIENCE_SECONDS = 30
PHONE: dict[str, object] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}


@pytest.fixture(scope="module")
def lms(demonstration: Demonstration) -> Iterator[Platform]:
    """Serve an LMS under another name than the course, so that it is another site to the browser."""
    with serve_platform("localhost") as platform:
        platform.tool_keys = lambda: json.load(urlopen(f"{demonstration.address}/lti/jwks.json"))
        yield platform


def connect(page: Page, demonstration: Demonstration, platform: Platform) -> None:
    """Connect the LMS with the trust of the demonstration, unless it is."""
    demonstration.sign_in(page, "joanna")
    page.goto(f"{demonstration.address}/lms")
    if page.get_by_role("link", name="Moodle of Alder Valley").count():
        return
    page.goto(f"{demonstration.address}/lms/new/other")
    for name, value in platform.registration().items():
        page.locator(f"#{name}").fill(value)
    follow(page.get_by_role("button", name="Connect", exact=True))


def course(demonstration: Demonstration, platform: Platform, path: str) -> str:
    """Return the address of a course whose page frames a link to the tool."""
    target = demonstration.address + path
    asked = {
        "iss": platform.address,
        "client_id": CLIENT,
        "login_hint": "1",
        "target_link_uri": target,
    }
    tool = f"{demonstration.address}/lti/login?{urlencode(asked)}"
    return f"{platform.address}/course?{urlencode({'tool': tool})}"


def test_a_doctor_opens_a_module_from_a_frame_and_the_score_comes_back(
    demonstration: Demonstration, lms: Platform, open_page: OpenPage
) -> None:
    desk = open_page()
    connect(desk, demonstration, lms)
    target = f"{demonstration.address}/lti/modules/culture"
    sub = uuid.uuid4().hex
    lms.sends = lambda query: lms.message(query["nonce"], target, sub=sub)
    lms.scored.clear()
    there = open_page(**PHONE)
    there.goto(course(demonstration, lms, "/lti/modules/culture"))
    frame = there.frame_locator("iframe")
    button = frame.get_by_role("button", name="Open First Shift")
    over_its_words = button.evaluate("button => getComputedStyle(button, '::after').content")
    assert over_its_words == '""'
    with there.expect_popup() as opened:
        button.click()
    here = opened.value
    expect(here.get_by_role("heading", name="Welcome, Dr Tomasz Lis")).to_be_visible()
    look(here)
    follow(here.get_by_role("button", name="Begin"))
    expect(here).to_have_url(f"{demonstration.address}/learn/culture")
    here.goto(f"{demonstration.address}/account")
    expect(
        here.get_by_text("You come in through your LMS, and have no password here")
    ).to_be_visible()
    look(here)
    here.goto(f"{demonstration.address}/learn/culture/assessment")
    follow(here.get_by_role("button", name="Begin the assessment"))
    here.goto(f"{demonstration.address}/learn/culture/assessment/send")
    follow(here.locator("main form button"))
    assert lms.scored.wait(PATIENCE_SECONDS)
    _, told = lms.scores[-1]
    assert (told["userId"], told["scoreGiven"], told["gradingProgress"]) == (sub, 0, "FullyGraded")
    desk.goto(f"{demonstration.address}/lms")
    follow(desk.get_by_role("link", name="Moodle of Alder Valley"))
    expect(desk.get_by_text("1 score arrived")).to_be_visible()
    follow(desk.get_by_role("link", name="Who has not come yet"))
    look(desk)
    desk.set_viewport_size({"width": 360, "height": 740})
    look(desk)
    with there.expect_popup() as again:
        frame.get_by_role("button", name="Open First Shift").click()
    expect(again.value).to_have_url(f"{demonstration.address}/learn/culture")


def test_a_teacher_chooses_a_module_in_a_frame(
    demonstration: Demonstration, lms: Platform, open_page: OpenPage
) -> None:
    connect(open_page(), demonstration, lms)
    target = f"{demonstration.address}/lti/deep-link"
    lms.sends = lambda query: lms.deep(query["nonce"], target)
    page = open_page(**PHONE)
    page.goto(course(demonstration, lms, "/lti/deep-link"))
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", name="Choose a module")).to_be_visible()
    frame.get_by_role("radio").first.check()
    frame.get_by_role("button", name="Continue").click()
    expect(frame.get_by_role("heading", name="It is in the course")).to_be_visible()
    said = lms.chosen[-1]
    assert said[claims.CONTENT_ITEMS][0]["url"].startswith(f"{demonstration.address}/lti/modules/")


def test_the_administrators_pages_fit_and_can_be_used_by_everybody(
    visitor: Page, demonstration: Demonstration, lms: Platform, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    connect(visitor, demonstration, lms)
    visitor.goto(f"{demonstration.address}/lms")
    look(visitor)
    visitor.goto(f"{demonstration.address}/lms/new/moodle")
    look(visitor)
    follow(visitor.get_by_role("button", name="Connect", exact=True))
    visitor.get_by_role("alert").get_by_role("link", name="Enter the client ID").click()
    expect(visitor.get_by_label("Client ID")).to_be_focused()
    look(visitor)
    follow(visitor.get_by_role("button", name="Make a registration link"))
    look(visitor)
    visitor.goto(f"{demonstration.address}/lms")
    follow(visitor.get_by_role("link", name="Moodle of Alder Valley"))
    look(visitor)
    follow(visitor.get_by_role("button", name="Switch this LMS off"))
    look(visitor)
