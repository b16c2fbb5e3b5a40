"""A welcome meeting with the trust's own form, from its upload to the signatures, in a browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.pdf import make_pdf
from tests.browser.app.conftest import SIZES
from tests.browser.app.demonstration import Demonstration
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ACTING = b"%PDF-1.7\n<< /S /JavaScript /JS (app.alert(1)) >>\n%%EOF\n"


def test_every_page_of_a_meeting_with_the_trusts_own_form(
    visitor: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(visitor, "karim")
    visitor.goto(f"{demonstration.address}/welcome-meeting")
    look(visitor)
    follow(visitor.get_by_role("link", name="With Dr Tomos Bevan"))
    expect(visitor.get_by_text("With the trust’s own form")).to_be_visible()
    look(visitor)
    form = visitor.url
    places = ("filled", "sections/a", "meeting", "proposals", "actions", "sign", "download")
    for place in (*places, "pass-on", "withdraw"):
        visitor.goto(f"{form}/{place}")
        look(visitor)
    summary = visitor.request.get(f"{form}/download/file?kind=pdf")
    assert summary.body().startswith(b"%PDF")


def test_an_administrator_gives_it_and_two_people_use_it(
    open_page: OpenPage, demonstration: Demonstration, tmp_path: Path, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    good, bad = tmp_path / "form.pdf", tmp_path / "acting.pdf"
    good.write_bytes(make_pdf("letters", {"text": "A form of a trust"}))
    bad.write_bytes(ACTING)
    administrator, doctor = open_page(**SIZES["desk"]), open_page(**SIZES["phone"])
    demonstration.sign_in(administrator, "samuel")
    administrator.goto(f"{demonstration.address}/welcome-meeting/states")
    follow(administrator.get_by_role("link", name=re.compile("^A form of your trust’s own")))
    administrator.get_by_label("What is it called?").fill("Our welcome form, 2027")
    administrator.get_by_label("The blank form").set_input_files(bad)
    follow(administrator.get_by_role("button", name="Use this form"))
    expect(administrator.get_by_role("alert")).to_contain_text("The PDF holds a script")
    expect(administrator.get_by_label("What is it called?")).to_have_value("Our welcome form, 2027")
    look(administrator)
    administrator.get_by_label("The blank form").set_input_files(good)
    follow(administrator.get_by_role("button", name="Use this form"))
    expect(administrator.get_by_text("New welcome meetings use your own form")).to_be_visible()
    look(administrator)

    demonstration.sign_in(doctor, "yusuf")
    doctor.goto(f"{demonstration.address}/welcome-meeting")
    follow(doctor.get_by_role("button", name="Begin a form with Dr Meera Krishnan"))
    form = doctor.url
    follow(doctor.get_by_role("link", name=re.compile("^The trust’s form")))
    with doctor.expect_download() as blank:
        doctor.get_by_role("link", name="Download the blank form").click()
    assert Path(blank.value.path()).read_bytes() == good.read_bytes()
    doctor.get_by_label("Add a filled form").set_input_files(good)
    follow(doctor.get_by_role("button", name="Add it"))
    expect(doctor.get_by_role("link", name=re.compile("^File 1, PDF"))).to_be_visible()
    doctor.goto(f"{form}/share")
    look(doctor)
    follow(doctor.get_by_role("button", name="Share with Dr Meera Krishnan"))

    supervisor = open_page(**SIZES["desk"])
    demonstration.sign_in(supervisor, "meera")
    supervisor.goto(f"{form}/proposals")
    supervisor.get_by_text("Team", exact=True).click()
    supervisor.get_by_label("Give and take a handover with SBAR").check()
    follow(supervisor.get_by_role("button", name="Add to our actions"))
    expect(supervisor.get_by_text("1 action added")).to_be_visible()
    for page, who in ((supervisor, "meera"), (doctor, "yusuf")):
        page.goto(f"{form}/sign")
        password = demonstration.passwords[f"{who}@demo.example"]
        page.locator("#password").fill(password)
        follow(page.get_by_role("button", name="I agree that this is what we decided"))
    expect(doctor.get_by_text("Version 1 is signed by both.")).to_be_visible()
    doctor.goto(f"{form}/versions/1")
    expect(doctor.get_by_role("link", name=re.compile("^PDF of"))).to_be_visible()
    look(doctor)
