"""The account in the browser: a second step, a passkey, one's data and their erasure."""

import io
import json
import zipfile
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.demonstration import DOMAIN, Demonstration, open_menu
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def give_password(page: Page, demonstration: Demonstration, who: str, button: str) -> None:
    page.get_by_label("Your password", exact=True).fill(demonstration.passwords[f"{who}@{DOMAIN}"])
    follow(page.get_by_role("button", name=button))


def sign_out(page: Page) -> None:
    open_menu(page)
    follow(page.get_by_role("button", name="Sign out"))


def begin_sign_in(page: Page, demonstration: Demonstration, who: str) -> None:
    page.goto(f"{demonstration.address}/sign-in")
    email = f"{who}@{DOMAIN}"
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(demonstration.passwords[email])
    follow(page.get_by_role("button", name="Sign in", exact=True))


def test_a_code_of_an_app_is_the_second_step(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("status of 400")
    page, who = visitor, "karim"
    demonstration.sign_in(page, who)
    follow(page.get_by_role("link", name="Your account"))
    look(page)
    follow(page.get_by_role("link", name="A second step when you sign in"))
    look(page)
    follow(page.get_by_role("link", name="Set up an authenticator app"))
    give_password(page, demonstration, who, "Continue")
    expect(page.get_by_alt_text("QR code")).to_be_visible()
    look(page)
    secret = (page.locator("#app-key").text_content() or "").replace(" ", "")
    page.get_by_label("Code").fill(pyotp.TOTP(secret).now())
    follow(page.get_by_role("button", name="Turn it on"))
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    look(page)
    spare = page.locator("#recovery-codes li").first.inner_text()
    follow(page.get_by_role("button", name="I have kept them"))
    look(page)
    sign_out(page)
    begin_sign_in(page, demonstration, who)
    expect(page.get_by_role("heading", name="Enter your code")).to_be_visible()
    look(page)
    page.get_by_label("Code").fill("000000")
    follow(page.get_by_role("button", name="Sign in", exact=True))
    expect(page.get_by_role("alert")).to_contain_text("This code is not right")
    look(page)
    page.get_by_label("Code").fill(spare)
    follow(page.get_by_role("button", name="Sign in", exact=True))
    expect(page.get_by_text("9 codes left")).to_be_visible()
    page.goto(f"{demonstration.address}/account/second-step/app/remove")
    look(page)
    give_password(page, demonstration, who, "Remove the app")
    expect(page.get_by_text("It is off")).to_be_visible()


@pytest.fixture
def with_authenticator(open_page: OpenPage) -> Page:
    """Open a page in a browser that has a fingerprint reader, as far as the page can tell."""
    page = open_page(viewport={"width": 360, "height": 740})
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return page


def test_a_passkey_signs_in_alone_and_as_the_second_step(
    with_authenticator: Page, demonstration: Demonstration
) -> None:
    # A passkey belongs to a name: no browser makes one for a number such as 127.0.0.1.
    here = Demonstration(
        demonstration.address.replace("127.0.0.1", "localhost"), demonstration.passwords
    )
    page, who = with_authenticator, "htet"
    here.sign_in(page, who)
    page.goto(f"{here.address}/account/second-step/passkeys/add")
    look(page)
    page.get_by_label("What do you call it?").fill("My phone")
    give_password(page, here, who, "Continue")
    look(page)
    follow(page.get_by_role("button", name="Make the passkey"))
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    sign_out(page)
    follow(page.get_by_role("button", name="Use a passkey"))
    look(page)
    follow(page.get_by_role("button", name="Use the passkey"))
    expect(page.get_by_role("link", name="Your account: Dr Htet Aung Lwin")).to_be_visible()
    sign_out(page)
    begin_sign_in(page, here, who)
    look(page)
    follow(page.get_by_role("button", name="Use a passkey"))
    follow(page.get_by_role("button", name="Use the passkey"))
    page.goto(f"{here.address}/account/second-step")
    expect(page.get_by_text("last used")).to_be_visible()
    look(page)
    follow(page.get_by_role("link", name="Remove the passkey My phone"))
    give_password(page, here, who, "Remove the passkey")
    expect(page.get_by_text("It is off")).to_be_visible()


def test_a_doctor_takes_their_data_along_and_asks_for_erasure(
    open_page: OpenPage,
    phone: Page,
    demonstration: Demonstration,
    page_faults: PageFaults,
    tmp_path: Path,
) -> None:
    page_faults.allow("status of 400")
    demonstration.sign_in(phone, "yusuf")
    phone.goto(f"{demonstration.address}/account/data")
    look(phone)
    phone.get_by_label("Your password", exact=True).fill(demonstration.passwords[f"yusuf@{DOMAIN}"])
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Download the file").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        held = json.loads(archive.read("about-you.json"))
        page_file = tmp_path / "about-you.html"
        page_file.write_bytes(archive.read("about-you.html"))
    assert held["rows"]["person"][0]["email"] == f"yusuf@{DOMAIN}"
    assert len(held["statements"]) > 10
    phone.goto(page_file.as_uri())
    look(phone)
    phone.goto(f"{demonstration.address}/account/erasure")
    look(phone)
    give_password(phone, demonstration, "yusuf", "Ask for erasure")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("You have asked")
    look(phone)
    desk = open_page()
    demonstration.sign_in(desk, "samuel")
    follow(desk.get_by_role("link", name="Requests for erasure (1 waits"))
    look(desk)
    follow(desk.get_by_role("link", name="Dr Yusuf Demirci"))
    look(desk)
    follow(desk.get_by_role("button", name="Refuse the request"))
    expect(desk.get_by_role("alert")).to_contain_text("Enter the reason")
    look(desk)
    give_password(desk, demonstration, "samuel", "Erase the data")
    expect(desk.get_by_text("The data are erased.")).to_be_visible()
    look(desk)
    follow(desk.get_by_role("link", name="Erased"))
    look(desk)
    phone.reload()
    expect(phone.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
