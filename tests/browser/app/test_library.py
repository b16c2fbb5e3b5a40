"""The library as readers and a trust's administrator meet it, on a phone and on a desk."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_a_doctor_finds_a_page_while_typing_and_ticks_what_is_done(
    visitor: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(visitor, "adaeze")
    follow(visitor.get_by_role("link", name="Library"))
    expect(visitor.get_by_text("pages for doctors.")).to_be_visible()
    look(visitor)
    field = visitor.get_by_role("search", name="Library").get_by_label("Words to look for")
    field.fill("indemnity")
    expect(visitor.get_by_text("with “indemnity”")).to_be_visible()
    found = visitor.get_by_role("link", name="NHS indemnity: what your employer covers")
    follow(found)
    look(visitor)
    line = visitor.get_by_label("List your work outside NHS duties.")
    line.check()
    follow(visitor.get_by_role("button", name="Keep my ticks"))
    expect(visitor.get_by_text("Your ticks are kept.")).to_be_visible()
    expect(line).to_be_checked()
    line.uncheck()
    follow(visitor.get_by_role("button", name="Keep my ticks"))
    expect(line).not_to_be_checked()


def test_a_word_that_a_page_is_out_of_date_reaches_the_editor(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    reader, editor = open_page(), open_page()
    demonstration.sign_in(reader, "htet")
    reader.goto(f"{demonstration.address}/library/entries/canopi")
    follow(reader.get_by_role("link", name="Out of date? Tell us"))
    look(reader)
    reader.get_by_label("What is out of date, or wrong?").fill("It has a new address.")
    follow(reader.get_by_role("button", name="Send to the editors"))
    expect(reader.get_by_text("Thank you. The editors are told.")).to_be_visible()
    demonstration.sign_in(editor, "ffion")
    editor.goto(f"{demonstration.address}/feedback")
    remark = editor.locator(".app-remark", has_text="It has a new address.")
    expect(remark).to_contain_text("Canopi (Wales)")
    editor.goto(f"{demonstration.address}/library/links")
    expect(editor.get_by_text("Nobody has asked yet whether the links answer.")).to_be_visible()
    look(editor)


def test_an_administrator_adds_a_page_and_a_supervisor_is_led_to_what_helps(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    demonstration.sign_in(visitor, "samuel")
    visitor.goto(f"{demonstration.address}/library")
    follow(visitor.get_by_role("link", name="Add a page of your organisation’s own"))
    look(visitor)
    visitor.get_by_label("Title").fill("Where to sleep after a night")
    follow(visitor.get_by_role("button", name="Add it"))
    expect(visitor.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(visitor.get_by_label("Title")).to_have_value("Where to sleep after a night")
    look(visitor)
    visitor.get_by_label("Or a place (optional)").fill(
        "Level 2, room 14; ask the site office for the key"
    )
    visitor.get_by_label("Doctors", exact=True).check()
    visitor.get_by_label("What is it, and when is it useful?").fill("Two beds, free of charge.")
    visitor.get_by_text("Say what it is about").click()
    visitor.get_by_label("Rota, rest and leave").check()
    look(visitor)
    follow(visitor.get_by_role("button", name="Add it"))
    expect(visitor.get_by_role("heading", name="Where to sleep after a night")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("link", name="Withdraw it"))
    look(visitor)
    follow(visitor.get_by_role("button", name="Withdraw it"))
    follow(visitor.get_by_role("button", name="Sign out"))
    demonstration.sign_in(visitor, "meera")
    follow(visitor.get_by_role("link", name="Dr Yusuf Demirci", exact=True))
    helping = visitor.get_by_role("region", name="What may help")
    expect(helping.get_by_role("heading", name=re.compile("Was time given for it"))).to_be_visible()
    look(visitor)
    follow(helping.get_by_role("link", name=re.compile("^More tips")))
    expect(visitor.get_by_role("heading", name="When you are worried")).to_be_in_viewport()
    look(visitor)
