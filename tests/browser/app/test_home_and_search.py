"""What is due, from the administrator's form to the doctor's first page; and the search, by its field alone."""

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from app.assignments.due import today
from app.database import now
from tests.browser.app.conftest import SIZES
from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_what_an_administrator_assigns_stands_on_the_doctors_first_page(
    open_page: OpenPage, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    desk = open_page(**SIZES["desk"])
    demonstration.sign_in(desk, "samuel")
    follow(desk.get_by_role("link", name="Assignments"))
    follow(desk.get_by_role("button", name="Assign modules"))
    desk.get_by_label("Dr Valentina Rojas").check()
    desk.get_by_label("Communication and language").check()
    desk.get_by_label("Day").fill("31")
    desk.get_by_label("Month").fill("2")
    desk.get_by_label("Year").fill("2027")
    follow(desk.get_by_role("button", name="Assign"))
    expect(desk.get_by_role("link", name="“By when?” is no day of the calendar")).to_be_visible()
    expect(desk.get_by_label("Dr Valentina Rojas")).to_be_checked()
    look(desk)
    day = today(now()) + dt.timedelta(days=1)
    for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        desk.get_by_label(label).fill(str(part))
    follow(desk.get_by_role("button", name="Assign"))
    expect(desk.get_by_text("1 module assigned to 1 person.")).to_be_visible()
    look(desk)
    follow(desk.get_by_role("link", name="Dr Valentina Rojas"))
    look(desk)
    follow(desk.get_by_role("link", name=re.compile("^Change.*Communication and language")))
    look(desk)
    phone = open_page(**SIZES["phone"])
    demonstration.sign_in(phone, "valentina")
    first = phone.locator(".app-next")
    expect(first).to_contain_text("Communication and language")
    expect(first).to_contain_text("Due tomorrow")
    expect(phone.locator("#due + ul li")).to_have_count(
        1
    )  # what else is asked of her, and not this again
    expect(phone.get_by_text("Welcome to Demonstration trust")).to_be_visible()
    phone.locator("summary", has_text="People who support doctors").click()
    look(phone)


def test_the_field_in_the_header_finds_without_script_and_leads_to_the_place(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    phone = open_page(**SIZES["phone"], java_script_enabled=False)
    demonstration.sign_in(phone, "adaeze")
    follow(phone.get_by_role("link", name="Search", exact=True))
    field = phone.get_by_label("Words to look for")
    field.fill("Escalaton at night")
    field.press("Enter")
    expect(phone.get_by_role("status")).to_contain_text(
        "Nothing found for “escalaton”. Showing “escalation”."
    )
    expect(phone.get_by_label("Words to look for")).to_have_value("Escalaton at night")
    found = phone.locator('.app-found a[href*="#section-"]').first
    place = str(found.get_attribute("href")).partition("#")[2]
    follow(found)
    expect(phone.locator(f"[id='{place}']")).to_be_in_viewport()


def test_what_is_found_can_be_read_and_reached(visitor: Page, demonstration: Demonstration) -> None:
    demonstration.sign_in(visitor, "adaeze")
    to_search = visitor.get_by_role("link", name="Search", exact=True)
    if to_search.is_visible():
        follow(to_search)  # a phone has the field on a page of its own
    visitor.get_by_label("Words to look for").fill("bleeps")
    follow(visitor.get_by_role("button", name="Search"))
    expect(visitor.get_by_role("heading", name="In the glossary")).to_be_visible()
    expect(visitor.get_by_role("heading", name="In the library")).to_be_visible()
    expect(
        visitor.locator("mark", has_text=re.compile("bleep", re.IGNORECASE)).first
    ).to_be_visible()
    look(visitor)
    follow(visitor.locator(".app-found a[href*=glossary]").first)
    expect(visitor.locator("#term-bleep")).to_be_in_viewport()
