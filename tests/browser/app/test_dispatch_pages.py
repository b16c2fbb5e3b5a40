"""The pages of a dispatch package, from the first choice to the end of its licence."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.demonstration import Demonstration
from tests.browser.app.making import CULTURE
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def begin(page: Page, demonstration: Demonstration) -> None:
    """Come to the form of a dispatch package for Moodle."""
    demonstration.sign_in(page, "joanna")
    page.goto(f"{demonstration.address}/packages/dispatch/new")
    page.get_by_label(CULTURE, exact=True).check()
    page.get_by_label("Moodle", exact=True).check()


def make(page: Page) -> None:
    """Fill the form in, and make the package."""
    page.get_by_label("Addresses of your LMS").fill("https://moodle.demo.example/a/long/path")
    page.get_by_label("Whom should a learner ask?").fill("the e-learning team")
    page.get_by_role("button", name="Make the package").click()
    page.get_by_role("button", name="Download the zip").wait_for()


def test_each_page_fits_and_can_be_used_by_everybody(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    begin(visitor, demonstration)
    look(visitor)
    visitor.get_by_role("button", name="Continue").click()
    visitor.get_by_role("heading", name="Make a dispatch package for Moodle").wait_for()
    look(visitor)
    visitor.get_by_text("Change the rules of completion").click()
    look(visitor)
    visitor.get_by_role("button", name="Make the package").click()
    summary = visitor.get_by_role("alert")
    summary.get_by_role("link", name="Enter the address of your LMS.").click()
    expect(visitor.get_by_label("Addresses of your LMS")).to_be_focused()
    look(visitor)
    make(visitor)
    expect(visitor.get_by_role("status")).to_contain_text("Next: download it")
    look(visitor)
    licence = visitor.url
    visitor.goto(f"{licence}/seats")
    look(visitor)
    visitor.get_by_role("button", name="Release the seats").click()
    visitor.get_by_role("link", name="Choose which seats to release.").wait_for()
    look(visitor)
    visitor.goto(licence)
    visitor.get_by_role("button", name="Revoke this licence").click()
    visitor.get_by_role("heading", name="What learners will read instead").wait_for()
    look(visitor)
    visitor.get_by_role("button", name="Revoke the licence").click()
    expect(visitor.get_by_role("status")).to_contain_text("The licence is revoked.")
    look(visitor)


def test_a_licence_is_made_and_revoked_without_scripts(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    page = open_page(java_script_enabled=False)
    begin(page, demonstration)
    page.get_by_role("button", name="Continue").click()
    make(page)
    page.get_by_role("button", name="Revoke this licence").click()
    page.get_by_role("link", name="Keep the licence").click()
    page.get_by_role("button", name="Download the zip").wait_for()
    page.get_by_role("button", name="Revoke this licence").click()
    page.get_by_role("button", name="Revoke the licence").click()
    expect(page.get_by_text("Revoked", exact=True)).to_be_visible()
