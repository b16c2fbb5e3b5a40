"""A doctor and a supervisor go through the welcome meeting, each in a browser of their own."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.conftest import SIZES
from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def open_form(page: Page, demonstration: Demonstration, who: str, link: str) -> None:
    """Sign somebody in and open a form from the list."""
    demonstration.sign_in(page, who)
    page.goto(f"{demonstration.address}/welcome-meeting")
    follow(page.get_by_role("link", name=link))


def expect_saved(page: Page, field: str) -> None:
    """Wait until a question says that it is saved."""
    said = page.locator(f'[data-field="{field}"] [data-said]')
    expect(said).to_have_text(re.compile(r"^Saved at \d\d:\d\d$"))


def test_every_page_of_a_signed_form(visitor: Page, demonstration: Demonstration) -> None:
    demonstration.sign_in(visitor, "adaeze")
    visitor.goto(f"{demonstration.address}/welcome-meeting")
    look(visitor)
    follow(visitor.get_by_role("link", name="With Dr Meera Krishnan"))
    look(visitor)
    form = visitor.url
    places = [
        *("sections/a", "sections/c", "sections/e", "sections/f", "sections/g", "needs"),
        *("meeting", "proposals", "actions", "sign", "versions", "versions/1", "download"),
        *("reviews/3", "needs?months=3", "pass-on", "withdraw", "readers", "history"),
    ]
    for place in places:
        visitor.goto(f"{form}/{place}")
        look(visitor)


def test_the_doctor_writes_shares_and_both_rate(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    doctor, supervisor = open_page(**SIZES["phone"]), open_page(**SIZES["desk"])
    demonstration.sign_in(doctor, "valentina")
    doctor.goto(f"{demonstration.address}/welcome-meeting")
    follow(doctor.get_by_role("button", name="Begin a form with Dr Meera Krishnan"))
    follow(doctor.get_by_role("link", name=re.compile("^B. ")))
    doctor.get_by_label("What would make the first month a good one?").fill("To know whom to call")
    doctor.get_by_label("What would make the first month a good one?").blur()
    expect_saved(doctor, "b.hope")
    doctor.reload()
    expect(doctor.get_by_label("What would make the first month a good one?")).to_have_value(
        "To know whom to call"
    )
    form = doctor.url.rsplit("/sections", 1)[0]
    open_form(supervisor, demonstration, "meera", "Dr Valentina Rojas")
    expect(supervisor.get_by_text("has not shared the form yet")).to_be_visible()
    expect(supervisor.get_by_role("link", name=re.compile("^B. "))).to_have_count(0)
    look(supervisor)
    doctor.goto(f"{form}/share")
    look(doctor)
    follow(doctor.get_by_role("button", name="Share with Dr Meera Krishnan"))
    doctor.goto(f"{form}/needs")
    look(doctor)
    doctor.get_by_label("Refer by phone or bleep and get a clear answer").select_option("1")
    follow(doctor.get_by_role("button", name="I have finished: compare"))
    expect(doctor.get_by_text("has not finished yet")).to_be_visible()
    supervisor.goto(f"{form}/needs")
    supervisor.get_by_label("Refer by phone or bleep and get a clear answer").select_option("3")
    follow(supervisor.get_by_role("button", name="I have finished: compare"))
    expect(supervisor.get_by_text("Before working alone")).to_be_visible()
    look(supervisor)


def test_a_day_is_saved_once_when_its_inputs_are_left(
    visitor: Page, demonstration: Demonstration
) -> None:
    open_form(visitor, demonstration, "htet", "With Dr Meera Krishnan")
    visitor.goto(f"{visitor.url}/sections/d")
    saves: list[str] = []
    visitor.on("request", lambda sent: saves.append(sent.url) if sent.method == "POST" else None)
    day = visitor.locator('[data-field="d.wtukp"]').get_by_role("group", name="When")
    for part, text in (("Day", "3"), ("Month", "12"), ("Year", "2026")):
        day.get_by_label(part).fill(text)
    visitor.keyboard.press("Tab")
    expect_saved(visitor, "d.wtukp")
    assert len(saves) == 1
    visitor.reload()
    texts = [day.get_by_label(part).input_value() for part in ("Day", "Month", "Year")]
    assert texts == ["3", "12", "2026"]


def test_two_write_at_once_and_both_texts_are_shown(
    open_page: OpenPage, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("409")
    doctor, supervisor = open_page(**SIZES["phone"]), open_page(**SIZES["desk"])
    open_form(doctor, demonstration, "htet", "With Dr Meera Krishnan")
    open_form(supervisor, demonstration, "meera", "Dr Htet Aung Lwin")
    for page in (doctor, supervisor):
        page.goto(f"{page.url}/sections/e")
    doctor.get_by_label("What I will not do alone yet").fill("Sedation")
    doctor.get_by_label("What I will not do alone yet").blur()
    expect_saved(doctor, "e.alone")
    supervisor.get_by_label("What I will not do alone yet").fill("Lumbar puncture")
    supervisor.get_by_label("What I will not do alone yet").blur()
    said = supervisor.locator('[data-field="e.alone"] [data-said]')
    expect(said).to_contain_text("Press “Save” to see both texts")
    follow(supervisor.get_by_role("button", name="Save", exact=True))
    expect(supervisor.get_by_text("Sedation", exact=True)).to_be_visible()
    expect(supervisor.get_by_text("Lumbar puncture", exact=True)).to_be_visible()
    look(supervisor)
    follow(supervisor.get_by_role("button", name=re.compile("^Put both")))
    expect(supervisor.get_by_label("What I will not do alone yet")).to_have_value(
        "Sedation\nLumbar puncture"
    )


def test_a_save_that_fails_keeps_the_text_and_says_so(
    page: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("ERR_INTERNET_DISCONNECTED")
    open_form(page, demonstration, "htet", "With Dr Meera Krishnan")
    page.goto(f"{page.url}/sections/b")
    page.context.set_offline(True)
    hope = page.get_by_label("What would make the first month a good one?")
    hope.fill("To sleep")
    hope.blur()
    said = page.locator('[data-field="b.hope"] [data-said]')
    expect(said).to_contain_text("Not saved: the server cannot be reached")
    page.context.set_offline(False)
    follow(page.get_by_role("button", name="Save", exact=True))
    follow(page.get_by_role("link", name=re.compile("^B. ")))
    expect(page.get_by_label("What would make the first month a good one?")).to_have_value(
        "To sleep"
    )


def test_what_was_typed_without_network_is_sent_when_the_page_is_opened_again(
    demonstration: Demonstration, visitor: Page, page_faults: PageFaults
) -> None:
    page_faults.allow("ERR_INTERNET_DISCONNECTED")
    open_form(visitor, demonstration, "htet", "With Dr Meera Krishnan")
    form, browser = visitor.url, visitor.context
    visitor.goto(f"{form}/sections/b")
    browser.set_offline(True)
    before = visitor.get_by_label("What would make the first month a good one?")
    before.fill("A desk near the ward")
    before.blur()
    said = visitor.locator('[data-field="b.hope"] [data-said]')
    expect(said).to_contain_text("kept in this browser")
    kept = "Object.entries(localStorage).join()"
    assert "desk" not in visitor.evaluate(kept)  # whoever looks into the browser reads nothing
    visitor.close()  # as a phone closes it: nobody is asked
    browser.set_offline(False)
    page = browser.new_page()
    page.goto(form)
    expect(page.get_by_text("What you typed without network waits")).to_be_visible()
    look(page)
    follow(page.locator("[data-unsent-note] a"))
    again = page.get_by_label("What would make the first month a good one?")
    expect(again).to_have_value("A desk near the ward")
    expect_saved(page, "b.hope")
    assert "unsent" not in page.evaluate(kept)
    page.reload()
    expect(again).to_have_value("A desk near the ward")


def test_what_was_typed_without_network_meets_what_the_other_wrote_meanwhile(
    demonstration: Demonstration, open_page: OpenPage, page_faults: PageFaults
) -> None:
    page_faults.allow("ERR_INTERNET_DISCONNECTED")
    page_faults.allow("409")
    doctor, supervisor = open_page(**SIZES["phone"]), open_page(**SIZES["desk"])
    open_form(doctor, demonstration, "adaeze", "With Dr Meera Krishnan")
    form, browser = doctor.url, doctor.context
    doctor.goto(f"{form}/sections/e")
    browser.set_offline(True)
    field = "What I will not do alone yet"
    doctor.get_by_label(field).fill("Chest drains")
    doctor.get_by_label(field).blur()
    expect(doctor.locator('[data-field="e.alone"] [data-said]')).to_contain_text("kept in this")
    doctor.close()
    open_form(supervisor, demonstration, "meera", "Dr Adaeze Okonjo")
    supervisor.goto(f"{supervisor.url}/sections/e")
    supervisor.get_by_label(field).fill("Pacing wires")
    supervisor.get_by_label(field).blur()
    expect_saved(supervisor, "e.alone")
    browser.set_offline(False)
    page = browser.new_page()
    page.goto(f"{form}/sections/e")
    expect(page.get_by_label(field)).to_have_value("Chest drains")
    expect(page.locator('[data-field="e.alone"] [data-said]')).to_contain_text("both texts")
    follow(page.get_by_role("button", name="Save", exact=True))
    expect(page.get_by_text("Chest drains", exact=True)).to_be_visible()
    expect(page.get_by_text("Pacing wires", exact=True)).to_be_visible()
    follow(page.get_by_role("button", name=re.compile("^Keep theirs")))
    expect(page.get_by_label(field)).to_have_value("Pacing wires")


def test_a_lead_reads_states_and_tries_a_changed_rule(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    demonstration.sign_in(visitor, "samuel")
    visitor.goto(f"{demonstration.address}/welcome-meeting/states")
    expect(visitor.get_by_role("rowheader", name="Dr Adaeze Okonjo")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("link", name="The rules that propose what to read and do"))
    look(visitor)
    rules = visitor.get_by_label("The rules", exact=True)
    rules.fill(rules.input_value().replace("includes: dying", "includes: living"))
    follow(visitor.get_by_role("button", name="Check, and show what would change"))
    expect(visitor.get_by_role("alert")).to_contain_text("'c.taboo' has no option 'living'")
    look(visitor)
