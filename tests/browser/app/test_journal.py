"""A doctor writes in the journal between two shifts: drafts as one types, two windows, an ended sign-in."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.demonstration import Demonstration, open_menu
from tests.browser.lms.audit import look
from tests.support.browser import PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TEXT = "Mrs Hughes in bed 12 asked me whether she was going to die."


def expect_saved(page: Page) -> None:
    """Wait until what is typed is saved as a draft."""
    said = page.locator("[data-draft-said]")
    expect(said).to_have_text(re.compile(r"^Draft saved at \d\d:\d\d$"))


def test_an_entry_from_the_first_word_to_the_supervisor(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    demonstration.sign_in(visitor, "htet")
    visitor.goto(f"{demonstration.address}/journal")
    look(visitor)
    follow(visitor.get_by_role("button", name="Write"))
    follow(visitor.get_by_role("link", name="What? So what? Now what?"))
    visitor.get_by_label("What?", exact=True).fill(TEXT)
    expect_saved(visitor)
    expect(visitor).to_have_url(re.compile("/entries/.*/write$"))
    look(visitor)
    follow(visitor.get_by_role("button", name="Save", exact=True))
    expect(visitor.get_by_role("heading", name="Could somebody be recognised?")).to_be_visible()
    expect(visitor.locator("mark")).to_have_text(["Mrs Hughes", "bed 12"])
    look(visitor)
    follow(visitor.get_by_role("button", name=re.compile("^Take out.*Mrs Hughes$")))
    expect(visitor.locator("mark")).to_have_text(["bed 12"])
    follow(visitor.get_by_role("button", name="Save as it is"))
    expect(visitor.get_by_text("This person in bed 12 asked me")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("button", name="Share with a supervisor"))
    look(visitor)
    follow(visitor.get_by_role("button", name="Share it as it is"))
    expect(visitor.get_by_role("alert")).to_contain_text("Tick that you have checked it")
    look(visitor)
    follow(visitor.get_by_role("button", name="Take it out, then share"))
    expect(visitor.get_by_text("This person in a bed asked me")).to_be_visible()
    expect(visitor.get_by_text("You and Dr Meera Krishnan can see this.")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("button", name=re.compile("^Withdraw it")))
    expect(visitor.get_by_text("Only you can see this.")).to_be_visible()
    follow(visitor.get_by_role("link", name="Delete this entry"))
    look(visitor)
    follow(visitor.get_by_role("button", name="Delete the entry"))
    expect(visitor.get_by_text("The entry is deleted.")).to_be_visible()


def test_two_windows_lose_nothing(
    page: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("409")
    demonstration.sign_in(page, "karim")
    page.goto(f"{demonstration.address}/journal/new/free")
    here = page.get_by_label("Your text")
    here.fill("At first.")
    expect_saved(page)
    there = page.context.new_page()
    there.goto(page.url)
    there.get_by_label("Your text").fill("From there.")
    expect_saved(there)
    there.close()
    here.fill("From here.")
    expect(page.locator("[data-draft-said]")).to_contain_text("see both texts")
    follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("From here.", exact=True)).to_be_visible()
    expect(page.get_by_text("From there.", exact=True)).to_be_visible()
    look(page)
    follow(page.get_by_role("button", name="Keep both"))
    expect(page.locator(".app-written")).to_contain_text("From there.\n\nFrom here.")


def test_what_is_typed_outlives_the_sign_in(phone: Page, demonstration: Demonstration) -> None:
    demonstration.sign_in(phone, "yusuf")
    phone.goto(f"{demonstration.address}/journal/new/free")
    elsewhere = phone.context.new_page()
    elsewhere.goto(f"{demonstration.address}/account")
    open_menu(elsewhere)
    follow(elsewhere.get_by_role("button", name="Sign out"))
    elsewhere.close()
    phone.get_by_label("Your text").fill("Typed on a night bus.")
    expect(phone.locator("[data-draft-said]")).to_contain_text("You are signed out.")
    phone.get_by_label("Your text").press_sequentially(" And more.")
    follow(phone.get_by_role("button", name="Save", exact=True))
    email = "yusuf@demo.example"
    phone.get_by_label("E-mail address").fill(email)
    phone.get_by_label("Password", exact=True).fill(demonstration.passwords[email])
    follow(phone.get_by_role("button", name="Sign in"))
    text = phone.get_by_label("Your text")
    expect(text).to_have_value(re.compile(r"(?=.*night bus\.)(?=.*And more\.)"))
    look(phone)
    follow(phone.get_by_role("button", name="Save", exact=True))
    expect(phone.get_by_text("The entry is saved.")).to_be_visible()


def test_a_page_is_not_left_while_the_network_is_away(
    phone: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("ERR_INTERNET_DISCONNECTED")
    demonstration.sign_in(phone, "valentina")
    phone.goto(f"{demonstration.address}/journal/new/free")
    phone.context.set_offline(True)
    phone.get_by_label("Your text").fill("Typed in a lift.")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.locator("[data-draft-said]")).to_contain_text("Your text stays on this page.")
    expect(phone.get_by_label("Your text")).to_have_value("Typed in a lift.")
    phone.context.set_offline(False)
    follow(phone.get_by_role("button", name="Save", exact=True))
    expect(phone.get_by_text("The entry is saved.")).to_be_visible()


def test_a_topic_leads_into_the_journal_with_what_was_written(
    phone: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(phone, "karim")
    phone.goto(f"{demonstration.address}/learn/reflective-practice/three-questions")
    form = phone.locator("form:has(button[formaction])")
    form.get_by_role("textbox").fill("She laughed, and so did I.")
    follow(form.get_by_role("button", name="Write about this in your journal"))
    expect(phone.get_by_label("Your text")).to_have_value("She laughed, and so did I.")
    expect(phone.get_by_text("Think of one good moment")).to_be_visible()
    look(phone)
