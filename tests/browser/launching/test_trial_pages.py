"""A package under trial in the real browser: the frame, the unit's own calls, the log beside it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.demonstration import Demonstration
from tests.browser.launching.conftest import BeginTrial
from tests.browser.launching.foreign_unit import foreign_package
from tests.support.browser import PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def trial(begin_trial: BeginTrial) -> str:
    """Begin a trial of a foreign package and give its address."""
    return begin_trial(foreign_package())


def test_a_unit_runs_in_its_frame_and_the_log_follows(
    page: Page, demonstration: Demonstration, trial: str
) -> None:
    demonstration.sign_in(page, "joanna")
    page.goto(trial)
    expect(
        page.get_by_text("not complete: it counts once it is completed and passed")
    ).to_be_visible()
    page.get_by_role("button", name="Launch").click()
    unit = page.frame_locator("iframe")
    expect(unit.locator("#said")).to_have_text("initialized 200")
    log = page.get_by_role("log")
    expect(log.get_by_text("“First” is ready.")).to_be_visible()
    unit.get_by_role("button", name="Complete").click()
    expect(log.get_by_text("“First” is completed after 1 second.")).to_be_visible()
    unit.get_by_role("button", name="Pass").click()
    expect(log.get_by_text("The LMS counts “Course” as satisfied.")).to_be_visible()
    expect(page.get_by_text("Your LMS would show this course as complete.")).to_be_visible()
    log.get_by_text("Statement", exact=True).last.click()
    expect(log.get_by_text('"https://w3id.org/xapi/adl/verbs/satisfied"')).to_be_visible()
    unit.get_by_role("button", name="Leave").click()
    unit.get_by_role("link", name="See what was told").click()
    page.wait_for_url(trial)
    expect(page.get_by_text("Completed, passed with 90 %")).to_be_visible()
    expect(log.get_by_text("“First” has ended after 1 second.")).to_be_visible()


def test_what_would_be_refused_is_shown_while_it_happens(
    phone: Page, page_faults: PageFaults, demonstration: Demonstration, trial: str
) -> None:
    page_faults.allow("status of 403")
    demonstration.sign_in(phone, "joanna")
    phone.goto(trial)
    phone.get_by_label("Mode").select_option("Browse")
    phone.get_by_role("button", name="Launch").click()
    unit = phone.frame_locator("iframe")
    expect(unit.locator("#said")).to_have_text("initialized 200")
    unit.get_by_role("button", name="Pass").click()
    expect(unit.locator("#said")).to_have_text("passed 403")
    refused = phone.locator(".app-log__line--refused")
    expect(refused).to_contain_text("Refused: POST statements")
    expect(refused).to_contain_text("in the modes Browse and Review")
    expect(refused.locator("summary")).to_be_hidden()
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
