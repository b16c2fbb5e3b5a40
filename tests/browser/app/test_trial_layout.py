"""The pages on which packages are tried: alike in every format, on a phone, by keyboard, read out."""

import pytest
from playwright.sync_api import Page, expect

from course.model import Course
from tests.browser.app.demonstration import Demonstration
from tests.browser.app.making import launch, make
from tests.browser.lms.audit import look
from tests.support.browser import PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FORMATS = ("scorm12", "cmi5")
BUTTONS = [
    "Launch",
    "Close it, as a tab is closed",
    "Start again as a new learner",
    "Save the log",
    "End the trial",
]
OUTSIDE = """() => {
    const main = document.querySelector('main').getBoundingClientRect();
    return [...document.querySelectorAll('main :is(select, button, a, iframe, pre, table)')]
        .filter((each) => each.getClientRects().length && each.getBoundingClientRect().right > main.right + 1)
        .map((each) => each.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("format_", FORMATS)
def test_the_page_fits_and_holds_the_same_before_and_after_a_launch(
    visitor: Page,
    demonstration: Demonstration,
    course: Course,
    page_faults: PageFaults,
    format_: str,
) -> None:
    page_faults.allow("status of 404")  # what no earlier visit has left
    make(visitor, demonstration, format_)
    expect(visitor).to_have_title(
        f"Try it: Welcome: UK and NHS culture, {_label(format_)} – First Shift"
    )
    row = visitor.locator(".app-trial__buttons").get_by_role("button")
    expect(row).to_have_text(BUTTONS)
    expect(row.nth(1)).to_be_disabled()
    assert visitor.evaluate(OUTSIDE) == []
    look(visitor)
    launch(visitor, course)
    expect(visitor.locator(".app-log__line").nth(1)).to_be_visible()
    expect(row).to_have_text(BUTTONS)
    expect(row.nth(1)).to_be_enabled()
    visitor.get_by_role("log").locator("summary:visible").last.click()
    assert visitor.evaluate(OUTSIDE) == []
    look(visitor)
    frame, log = visitor.locator("iframe"), visitor.get_by_role("log")
    expect(frame).to_have_attribute(
        "title", "Welcome: UK and NHS culture, as your LMS would show it"
    )
    visitor.get_by_role("button", name="Close it").click()
    expect(visitor.get_by_text("Launch it, and the module opens here")).to_be_visible()
    expect(log).to_contain_text("The LMS launched")


def test_however_much_is_told_the_log_is_no_longer_than_the_screen(
    visitor: Page, demonstration: Demonstration, course: Course
) -> None:
    make(visitor, demonstration, "scorm12")
    module = launch(visitor, course).frame
    log, lines = visitor.get_by_role("log"), visitor.locator(".app-log__line--refused")
    refuse = "count => { while (count--) parent.API.LMSSetValue('cmi.nothing', 'x') }"
    module.evaluate(refuse, 60)
    expect(lines).to_have_count(60)
    assert log.evaluate("each => each.clientHeight <= window.innerHeight")
    assert log.evaluate("each => each.scrollHeight - each.scrollTop - each.clientHeight") < 2
    log.evaluate("each => each.scrollTo(0, 0)")
    module.evaluate(refuse, 5)
    expect(lines).to_have_count(65)
    assert log.evaluate("each => each.scrollTop") == 0


@pytest.mark.parametrize("format_", FORMATS)
def test_who_launches_by_keyboard_goes_on_into_the_module_and_then_to_the_log(
    page: Page,
    demonstration: Demonstration,
    course: Course,
    page_faults: PageFaults,
    format_: str,
) -> None:
    page_faults.allow("status of 404")
    make(page, demonstration, format_)
    page.get_by_role("button", name="Launch").press("Enter")
    frame = page.locator("iframe")
    frame.wait_for()
    page.frame_locator("iframe").locator("[data-progress]:not([hidden])").wait_for()
    page.keyboard.press("Tab")
    expect(frame).to_be_focused()
    log = page.get_by_role("log")
    log.focus()
    page.keyboard.press("Shift+Tab")
    expect(frame).to_be_focused()
    close = page.get_by_role("button", name="Close it")
    close.press("Enter")
    expect(page.get_by_text("Launch it, and the module opens here")).to_be_visible()
    assert page.evaluate("document.activeElement.disabled !== true")


def _label(format_: str) -> str:
    return {"scorm12": "SCORM 1.2", "cmi5": "cmi5"}[format_]
