"""A doctor's record and the checking of it, as they look and work in a browser."""

import json
import re
from pathlib import Path

import pytest
from joserfc.jwk import RSAKey
from playwright.sync_api import Page, expect

from tests.app.evidence.forging import claims, signed
from tests.browser.app.demonstration import Demonstration, open_menu
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PASSWORD = "quiet river stones 42"


def open_certificate(page: Page, demonstration: Demonstration) -> str:
    """Open the first certificate of a doctor who has passed; return its code."""
    demonstration.sign_in(page, "adaeze")
    open_menu(page)
    follow(page.get_by_role("link", name="My record"))
    expect(page.get_by_text("You have passed 2 of")).to_be_visible()
    follow(page.locator(".app-papers__link").first)
    expect(page.get_by_role("heading", name="Certificate", exact=True)).to_be_visible()
    return page.locator(".app-certificate__code").inner_text()


def download(page: Page, name: str) -> Path:
    """Follow a link to a file and return the file."""
    with page.expect_download() as started:
        page.get_by_role("link", name=name).or_(page.get_by_role("button", name=name)).click()
    return Path(started.value.path())


def test_the_record_and_its_papers_fit_and_can_be_used_by_everybody(
    visitor: Page, demonstration: Demonstration
) -> None:
    open_certificate(visitor, demonstration)
    look(visitor)
    expect(visitor.get_by_role("button", name="Print")).to_be_visible()
    assert download(visitor, "Download as PDF").read_bytes().startswith(b"%PDF")
    visitor.emulate_media(media="print")
    expect(visitor.get_by_role("link", name="Badge (.svg)")).to_be_hidden()
    visitor.emulate_media(media="screen")
    follow(visitor.get_by_role("link", name="My record").last)
    look(visitor)
    follow(visitor.get_by_role("button", name="Issue a transcript as of today"))
    expect(visitor.get_by_role("heading", name="Transcript", exact=True)).to_be_visible()
    look(visitor)


def test_a_stranger_checks_a_paper_and_a_badge_without_scripts(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    doctor = open_page(java_script_enabled=False)
    code = open_certificate(doctor, demonstration)
    badge = download(doctor, "Badge (.svg)")
    stranger = open_page(java_script_enabled=False)
    stranger.goto(f"{demonstration.address}/verify")
    stranger.get_by_label("Code on the certificate").fill(code.lower().replace("-", ""))
    follow(stranger.get_by_role("button", name="Check"))
    expect(stranger.get_by_role("heading", name="Valid")).to_be_visible()
    expect(stranger.get_by_text("The initials are A. O.")).to_be_visible()
    stranger.get_by_label("Name on the paper").fill("Dr Adaeze Okonjo")
    follow(stranger.get_by_role("button", name="Compare"))
    expect(stranger.get_by_text("Yes: it was issued to")).to_be_visible()
    stranger.goto(f"{demonstration.address}/verify/credential")
    stranger.get_by_label("File").set_input_files(badge)
    follow(stranger.get_by_role("button", name="Check"))
    expect(stranger.get_by_role("heading", name="Valid")).to_be_visible()
    expect(stranger.get_by_text("Dr Adaeze Okonjo")).to_be_visible()


def test_each_page_of_checking_fits_and_can_be_used_by_everybody(
    visitor: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("40[04]")
    visitor.goto(f"{demonstration.address}/verify")
    look(visitor)
    visitor.get_by_role("button", name="Check").click()
    visitor.get_by_role("link", name="Enter the code that is printed").click()
    expect(visitor.get_by_label("Code on the certificate")).to_be_focused()
    look(visitor)
    visitor.get_by_label("Code on the certificate").fill("0000-0000-0000-0000-0000")
    follow(visitor.get_by_role("button", name="Check"))
    expect(visitor.get_by_text("No certificate has this code.").first).to_be_visible()
    look(visitor)
    follow(visitor.get_by_role("link", name="Check a signed file or a badge instead"))
    look(visitor)
    key = RSAKey.generate_key(2048)
    visitor.get_by_label("Or its text").fill("a.b.c")
    follow(visitor.get_by_role("button", name="Check"))
    look(visitor)
    token = signed(claims(), key, jwk=key.as_dict(private=False))
    visitor.get_by_label("Or its text").fill(token)
    follow(visitor.get_by_role("button", name="Check"))
    expect(visitor.get_by_role("heading", name="Issuer not known here")).to_be_visible()
    look(visitor)


def test_the_platform_s_administrator_trusts_another_server(
    open_page: OpenPage, first_link: str, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.goto(first_link)
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Keep password and sign in").click()
    page.get_by_role("link", name="Whose certificates are believed").click()
    expect(page.get_by_text("Only this server so far.")).to_be_visible()
    look(page)
    follow(page.get_by_role("button", name="Trust a server"))
    follow(page.get_by_role("button", name="Trust it"))
    look(page)
    key = RSAKey.generate_key(2048)
    page.get_by_label("Name of the server").fill("Birch Coast")
    page.get_by_label("Address").fill("https://other.example")
    page.get_by_label("Its public keys").fill(json.dumps(key.as_dict(private=False)))
    follow(page.get_by_role("button", name="Trust it"))
    expect(page.get_by_text("is believed here from now on")).to_be_visible()
    look(page)
    page.goto(re.sub("/trusted-issuers.*", "/verify/credential", page.url))
    page.get_by_label("Or its text").fill(signed(claims(), key))
    follow(page.get_by_role("button", name="Check"))
    expect(page.get_by_role("heading", name="Valid")).to_be_visible()
    look(page)
    page.goto(re.sub("/verify.*", "/trusted-issuers", page.url))
    follow(page.get_by_role("link", name="Remove Birch Coast"))
    look(page)
    follow(page.get_by_role("button", name="Remove it"))
    expect(page.get_by_text("no longer believed here")).to_be_visible()
