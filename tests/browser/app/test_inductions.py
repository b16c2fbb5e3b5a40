"""Inductions and a trust's look at its own welcome, as they look and work in a browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.demonstration import Demonstration, open_menu
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_doctor_sees_this_week_and_says_what_has_not_happened(
    visitor: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(visitor, "yusuf")
    open_menu(visitor)
    follow(visitor.get_by_role("link", name="My induction"))
    expect(visitor.get_by_role("heading", name="This week")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("button", name="Done today").first)
    expect(visitor.locator(".nhsuk-notification-banner")).to_contain_text("Done: ")
    visitor.locator("#first-day > summary").click()
    visitor.locator("#first-day details > summary").click()
    expect(visitor.get_by_role("link", name="Met by name at the door")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("link", name="The whole list"))
    look(visitor)
    first_day = visitor.locator("details:has(> #first-day)")
    if first_day.get_attribute("open") is None:
        first_day.locator("> summary").click()
    first_day.locator("details > summary").last.click()
    follow(visitor.get_by_role("link", name="Met by name at the door"))
    look(visitor)
    follow(visitor.get_by_role("button", name="This has not happened"))
    expect(visitor.get_by_text("will see that this has not happened")).to_be_visible()
    follow(visitor.get_by_role("link", name="Met by name at the door"))
    look(visitor)
    follow(visitor.get_by_role("button", name="Save as done"))
    follow(visitor.get_by_role("link", name="Card for your first day"))
    expect(visitor.get_by_text("cardiac arrest")).to_be_visible()
    look(visitor)
    visitor.emulate_media(media="print")
    expect(visitor.get_by_role("button", name="Print")).to_be_hidden()


def test_a_lead_finds_the_trust_s_late_items_and_ticks_several_at_once(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    demonstration.sign_in(visitor, "grace")
    open_menu(visitor)
    follow(visitor.get_by_role("link", name="Inductions"))
    expect(visitor.get_by_text("The trust is late with")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("link", name="Is this the first day?"))
    look(visitor)
    visitor.go_back()
    follow(visitor.get_by_role("link", name="When lists begin"))
    look(visitor)
    visitor.get_by_label("Yes, when a doctor joins").check()
    follow(visitor.get_by_role("button", name="Save"))
    expect(visitor.get_by_text("It holds for who joins from now on.")).to_be_visible()
    follow(visitor.get_by_role("link", name="What is mine to do"))
    look(visitor)
    follow(visitor.get_by_role("button", name="Save the ticked as done"))
    visitor.get_by_role("link", name="Tick at least one doctor.").click()
    look(visitor)
    boxes = visitor.locator("input[name=duty]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    follow(visitor.get_by_role("button", name="Save the ticked as done"))
    expect(visitor.get_by_text("2 items done.")).to_be_visible()
    visitor.goto(f"{demonstration.address}/inductions")
    follow(visitor.get_by_role("link", name="Dr Adaeze Okonjo"))
    look(visitor)
    follow(visitor.get_by_role("link", name="Telephone referral practised"))
    expect(visitor.get_by_text("Has not happened")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("link", name="Induction of Dr Adaeze Okonjo"))
    follow(visitor.get_by_role("link", name="Move the first day"))
    look(visitor)
    visitor.goto(f"{demonstration.address}/inductions")
    follow(visitor.get_by_role("link", name="Items, owners and days"))
    look(visitor)
    part = visitor.locator("details").filter(has_text="Offer a video call")
    part.locator("> summary").click()
    follow(visitor.get_by_role("link", name="Offer a video call"))
    look(visitor)
    visitor.goto(f"{demonstration.address}/inductions/begin")
    follow(visitor.get_by_role("button", name="Begin"))
    visitor.get_by_role("link", name="Enter the first day in post.").click()
    expect(visitor.get_by_label("Day").first).to_be_focused()
    look(visitor)


def test_a_trust_looks_at_its_own_welcome_and_a_doctor_answers(
    visitor: Page, open_page: OpenPage, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    demonstration.sign_in(visitor, "grace")
    open_menu(visitor)
    follow(visitor.get_by_role("link", name="Readiness"))
    expect(visitor.get_by_text("says “not yet” to")).to_be_visible()
    look(visitor)
    early_contact = visitor.locator("#S03")
    early_contact.locator("summary").click()
    follow(early_contact.get_by_role("link", name="Change the level"))
    look(visitor)
    visitor.get_by_label("What shows it?").fill("")
    follow(visitor.get_by_role("button", name="Save", exact=True))
    visitor.get_by_role("link", name="Say what shows it").click()
    expect(visitor.get_by_label("What shows it?")).to_be_focused()
    look(visitor)
    visitor.get_by_label("What shows it?").fill("A sample of five")
    visitor.get_by_label("Starting:").check()
    follow(visitor.get_by_role("button", name="Save", exact=True))
    expect(visitor.get_by_text("Early contact: saved.")).to_be_visible()
    early_contact.locator("summary").click()
    look(visitor)
    follow(early_contact.get_by_role("link", name="Put the step into the plan"))
    look(visitor)
    visitor.goto(f"{demonstration.address}/readiness")
    follow(visitor.get_by_role("link", name=re.compile("^Close ")))
    look(visitor)
    visitor.goto(f"{demonstration.address}/readiness/improvements")
    look(visitor)
    doctor = open_page(viewport={"width": 360, "height": 740})
    demonstration.sign_in(doctor, "adaeze")
    open_menu(doctor)
    follow(doctor.get_by_role("link", name="My induction"))
    follow(doctor.get_by_role("link", name="Say “agree” or “not yet”"))
    look(doctor)
    doctor.locator("#verdict-S03").check()
    follow(doctor.get_by_role("button", name="Save my answers"))
    expect(doctor.get_by_text("where you do not agree is what helps most")).to_be_visible()
