"""The account in the browser: invited, left, taken back, and with another e-mail address."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from app.accounts.models import EmailChange
from app.accounts.tokens import digest
from app.database import Database, now
from tests.browser.app.conftest import served_first
from tests.browser.app.demonstration import DOMAIN, Demonstration, open_menu
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PASSWORD = "quiet river stones 42"


def invite(page: Page, demonstration: Demonstration, name: str, email: str) -> str:
    """Invite a doctor by the form, and return the link."""
    page.goto(f"{demonstration.address}/people/add")
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Doctor (learner)").check()
    follow(page.get_by_role("button", name="Invite and make the link"))
    return page.locator("#one-time-link").inner_text()


def test_who_has_left_takes_what_is_theirs_and_comes_back_by_an_invitation(
    open_page: OpenPage, phone: Page, demonstration: Demonstration
) -> None:
    desk, who = open_page(), "adaeze"
    email = f"{who}@{DOMAIN}"
    demonstration.sign_in(desk, "samuel")
    desk.goto(f"{demonstration.address}/people")
    follow(desk.get_by_role("link", name="Dr Adaeze Okonjo"))
    follow(desk.get_by_role("link", name="Say when they leave"))
    desk.get_by_label("Now: they are signed out at once").check()
    follow(desk.get_by_role("button", name="Confirm when they leave"))
    demonstration.sign_in(phone, who)
    expect(phone.get_by_role("heading", level=1)).to_contain_text("no organisation here any more")
    look(phone)
    follow(phone.get_by_role("link", name="Delete your journal and notes"))
    look(phone)
    phone.get_by_label("Your password", exact=True).fill(demonstration.passwords[email])
    follow(phone.get_by_role("button", name="Delete journal and notes"))
    expect(phone.get_by_text("are deleted.")).to_be_visible()
    follow(phone.get_by_role("link", name="Ask for your data to be erased"))
    look(phone)
    phone.get_by_label("Your password", exact=True).fill(demonstration.passwords[email])
    follow(phone.get_by_role("button", name="Ask for erasure"))
    look(phone)
    desk.goto(f"{demonstration.address}/people/erasure")
    look(desk)
    follow(desk.get_by_role("link", name="Dr Adaeze Okonjo"))
    expect(desk.get_by_text("the person has left")).to_be_visible()
    look(desk)
    follow(phone.get_by_role("button", name="Take the request back"))

    link = invite(desk, demonstration, "Dr A. Okonjo", email)
    look(desk)
    follow(desk.get_by_role("link", name="All people"))
    look(desk)
    follow(desk.get_by_role("link", name="Dr A. Okonjo"))
    look(desk)
    phone.goto(f"{demonstration.address}/account")
    expect(phone.get_by_text("open the link that was sent to you")).to_be_visible()
    look(phone)
    phone.goto(link)
    look(phone)
    follow(phone.get_by_role("button", name="Accept"))
    expect(phone.get_by_text("and act there.")).to_be_visible()
    open_menu(phone)
    expect(phone.get_by_role("link", name="Learn", exact=True)).to_be_visible()


def test_an_address_that_is_known_is_asked_to_sign_in(
    open_page: OpenPage, visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("status of 400")
    desk = open_page()
    demonstration.sign_in(desk, "samuel")
    link = invite(desk, demonstration, "Dr Y", "another.post@heron.example")
    desk.close()
    visitor.goto(link)
    look(visitor)
    visitor.get_by_label("New password").fill("short")
    follow(visitor.get_by_role("button", name="Keep password and sign in"))
    look(visitor)
    follow(visitor.get_by_role("link", name="Sign in, then accept"))
    email = f"yusuf@{DOMAIN}"
    visitor.get_by_label("E-mail address").fill(email)
    visitor.get_by_label("Password", exact=True).fill(demonstration.passwords[email])
    follow(visitor.get_by_role("button", name="Sign in", exact=True))
    expect(visitor.get_by_text("can accept it with this account")).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("button", name="Decline"))
    expect(visitor.get_by_text("You declined.")).to_be_visible()


def test_a_number_leads_to_the_name_at_which_passkeys_work(
    visitor: Page, demonstration: Demonstration
) -> None:
    visitor.goto(f"{demonstration.address}/sign-in")
    expect(visitor.get_by_role("button", name="Use a passkey")).to_have_count(0)
    look(visitor)
    follow(visitor.get_by_role("link", name="Open this page by its name"))
    expect(visitor.get_by_role("button", name="Use a passkey")).to_be_visible()


def test_another_address_counts_once_its_link_was_used(
    phone: Page, tmp_path: Path, page_faults: PageFaults
) -> None:
    page_faults.allow("status of 400")
    # Nothing listens there: the letters wait, as they do while a mail server is away.
    mail = {"FIRSTSHIFT_SMTP_SERVER": "127.0.0.1", "FIRSTSHIFT_SMTP_SENDER": "a@heron.example"}
    with served_first(tmp_path, FIRSTSHIFT_SMTP_PORT="1", **mail) as link:
        address = link.partition("/welcome/")[0]
        phone.goto(link)
        phone.get_by_label("New password").fill(PASSWORD)
        follow(phone.get_by_role("button", name="Keep password and sign in"))
        phone.goto(f"{address}/account")
        look(phone)
        follow(phone.get_by_role("link", name="Change your e-mail address"))
        look(phone)
        follow(phone.get_by_role("button", name="Send me a link"))
        expect(phone.get_by_role("alert")).to_contain_text("Enter the new e-mail address.")
        look(phone)
        phone.get_by_label("New e-mail address").fill("lind@heron.example")
        phone.get_by_label("Your password", exact=True).fill(PASSWORD)
        follow(phone.get_by_role("button", name="Send me a link"))
        expect(phone.get_by_role("heading", level=1)).to_contain_text("Look into your new mailbox")
        look(phone)
        phone.goto(f"{address}/account/email/{known_link(tmp_path)}")
        look(phone)
        follow(phone.get_by_role("button", name="Change the address"))
        expect(phone.get_by_text("You sign in with lind@heron.example")).to_be_visible()


def known_link(instance: Path) -> str:
    """Give the change that waits a link that the test knows: the letter with the real one is sealed."""
    database, token = Database(f"sqlite:///{instance / 'first-shift.sqlite'}"), "known"
    with database.write() as session:
        waits = session.scalars(select(EmailChange)).one()
        waits.token_digest, waits.expires = digest(token), now() + dt.timedelta(hours=1)
    database.close()
    return token
