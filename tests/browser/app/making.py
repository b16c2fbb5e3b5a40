"""An administrator makes a package by its pages, and opens the page that plays it."""

from playwright.sync_api import Frame, Page

from course.model import Course
from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.browser.lms.learner import Learner

CULTURE = "Welcome: UK and NHS culture"


def make(page: Page, demonstration: Demonstration, format_: str) -> None:
    """Make a package of one module, and go on to try it."""
    demonstration.sign_in(page, "joanna")
    page.goto(f"{demonstration.address}/packages")
    page.get_by_label(CULTURE, exact=True).check()
    page.get_by_label("SCORM Cloud", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.locator(f"[name=format][value={format_}]").check()
    page.get_by_role("button", name="Make the package").click()
    page.get_by_role("button", name="Try it here first").wait_for()
    look(page)
    page.get_by_role("button", name="Try it here first").click()


def launch(page: Page, course: Course) -> Learner:
    """Launch what the page in view plays."""
    page.get_by_role("button", name="Launch").click()
    return Learner(framed(page), course.module("culture"))


def framed(page: Page) -> Frame:
    """Return the frame of the module, once it is ready."""
    handle = page.wait_for_selector("iframe.app-trial__frame")
    frame = handle.content_frame() if handle else None
    assert frame is not None
    frame.wait_for_selector("[data-progress]:not([hidden])")
    return frame
