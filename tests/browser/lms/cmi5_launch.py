"""Around our cmi5 unit in a page: launch it, leave it, read what it told once it has ended."""

from playwright.sync_api import Page

from course.model import Module
from tests.browser.lms.cmi5_rules import (
    broken_in_registration,
    broken_in_session,
    is_defined,
    verb,
)
from tests.browser.lms.learner import Learner
from tests.browser.lms.record_store import Cmi5System, Statement, until

READY = "[data-progress]:not([hidden])"


def open_at(page: Page, address: str, sample: Module) -> Learner:
    """Open an address as a learner does."""
    page.goto(address)
    page.wait_for_selector(READY)
    return Learner(page.main_frame, sample)


def leave(page: Page) -> None:
    """Leave the page as one closes a tab."""
    page.goto("about:blank")


def ended(cmi5: Cmi5System) -> list[Statement]:
    """Return the session's statements once it has ended, and check every rule."""
    until(lambda: "terminated" in map(verb, cmi5.of_session()))
    session = cmi5.of_session()
    where = {"activity": cmi5.activity, "registration": cmi5.registration}
    assert broken_in_session(session, cmi5.launch_data, **where) == []
    assert broken_in_registration(cmi5.statements()) == []
    assert verb(session[-1]) == "terminated"
    return session


def told(statements: list[Statement], name: str) -> Statement:
    """Return the one statement that cmi5 defines with this verb."""
    (found,) = [each for each in statements if is_defined(each) and verb(each) == name]
    return found


def banner(page: Page) -> str:
    """Return the line at the top."""
    return page.locator("[data-banner]").inner_text()
