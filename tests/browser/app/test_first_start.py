"""From the first start to the first doctor, on a phone: every link, form and page on the way."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.demonstration import open_menu
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PASSWORD = "quiet river stones 42"
LINK = re.compile(r"http://\S+/invitation/\S+")


def welcomed(open_page: OpenPage, link: str) -> Page:
    """Open a one-time link on a phone of one's own, and choose a password."""
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto(link)
    look(page)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Keep password and sign in").click()
    page.locator("body[data-owner]").wait_for()
    look(page)
    return page


def link_shown(page: Page) -> str:
    """Return the link that the page shows once."""
    expect(page.get_by_role("heading", name="is invited")).to_be_visible()
    look(page)
    found = LINK.search(page.locator("main").inner_text())
    assert found
    return found[0]


def add_person(page: Page, name: str, role: str, supervisor: str = "") -> str:
    """Add a person by the form, and return their link."""
    open_menu(page)
    page.get_by_role("link", name="People").first.click()
    page.get_by_role("button", name="Invite a person").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(f"{name.split()[-1].lower()}@heron.example")
    page.get_by_label(role).check()
    if supervisor:
        page.get_by_label(supervisor).check()
    page.get_by_role("button", name="Invite and make the link").click()
    return link_shown(page)


def test_the_link_leads_to_a_trust_with_a_doctor_whom_her_supervisor_sees(
    open_page: OpenPage, first_link: str, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    platform = welcomed(open_page, first_link)
    platform.get_by_role("button", name="Add an organisation").click()
    platform.get_by_role("button", name="Add and make the link").click()  # with nothing filled in
    platform.get_by_role("heading", name="There is a problem").wait_for()
    look(platform)
    platform.get_by_label("Name of the organisation").fill("Heron Bay Trust")
    platform.get_by_label("Name of its first administrator").fill("Petra Lind")
    platform.get_by_label("E-mail address of its first").fill("lind@heron.example")
    platform.get_by_role("button", name="Add and make the link").click()
    administrator = welcomed(open_page, link_shown(platform))
    follow(platform.get_by_role("link", name="All organisations"))
    look(platform)

    supervisor = welcomed(open_page, add_person(administrator, "Dr Sara Holt", "Supervisor"))
    expect(supervisor.get_by_text("No doctor is assigned to you yet")).to_be_visible()
    link = add_person(administrator, "Dr Ifeanyi Obi", "Doctor (learner)", "Dr Sara Holt")
    doctor = welcomed(open_page, link)
    doctor.get_by_role("button", name="Start").click()
    expect(doctor.get_by_text("Topic 1 of")).to_be_visible()
    supervisor.reload()
    expect(supervisor.get_by_text("You supervise 1 doctor: 1 in progress.")).to_be_visible()
