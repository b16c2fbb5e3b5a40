"""An administrator is shown what choices do before a package is made, and what became of it afterwards."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from app.accounts.models import Person
from app.database import Database
from tests.browser.app.conftest import served_demonstration
from tests.browser.app.demonstration import DOMAIN, Demonstration
from tests.browser.lms.audit import look
from tests.packager.overlay.pictures import picture
from tests.support.browser import OpenPage, PageFaults

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

FORM = "/packages/make?module=culture&module=communication&lms=moodle"
OVERLAY = "/organisation/overlay"
PHONE: dict[str, object] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
DESK: dict[str, object] = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="module")
def demonstration(instance: Path) -> Iterator[Demonstration]:
    """Serve a demonstration in which somebody looks after the whole platform too."""
    with served_demonstration(instance) as served:
        database = Database(f"sqlite:///{instance / 'demo.sqlite'}")
        with database.write() as session:
            found = select(Person).where(Person.email == f"samuel@{DOMAIN}")
            session.scalars(found).one().platform_administrator = True
        database.close()
        yield served


def choose(page: Page, name: str, value: str) -> None:
    page.locator(f"[name={name}][value={value}]").check()


def open_form(page: Page, demonstration: Demonstration) -> Locator:
    """Open the form with its rules, and return what it says that the choices do."""
    page.goto(demonstration.address + FORM)
    page.get_by_text("Change the rules").click()
    return page.locator("#outcome")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_what_it_will_do_follows_the_choices(
    open_page: OpenPage, demonstration: Demonstration, size: dict[str, object]
) -> None:
    page = open_page(**size)
    demonstration.sign_in(page, "joanna")
    outcome = open_form(page, demonstration)
    expect(page.get_by_role("button", name="Show what this does")).to_be_hidden()
    expect(outcome).to_contain_text("It holds one SCO with 2 modules inside")
    choose(page, "layout", "multi")
    expect(outcome).to_contain_text("It holds 2 SCOs")
    expect(page.locator("[data-follow-said]")).to_have_text("What the package will do has changed.")
    choose(page, "status", "completed-only")
    expect(outcome).to_contain_text("require the status “completed”")
    choose(page, "window", "own")
    expect(outcome).to_contain_text("its page there holds the link")
    page.get_by_label("Tries at the assessment").fill("900")
    expect(outcome).to_contain_text("Enter the tries as a whole number from 1 to 50")
    page.get_by_label("Tries at the assessment").fill("3")
    expect(outcome).to_contain_text("Learners have 3 tries")
    choose(page, "format", "web")
    expect(outcome).to_contain_text("It records nothing")
    expect(outcome).to_contain_text("With the format “Web pages” there is no window of its own")
    look(page)


def test_the_form_of_a_dispatch_package_follows_too(
    phone: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(phone, "joanna")
    phone.goto(f"{demonstration.address}/packages/dispatch/new?module=culture&lms=totara")
    phone.get_by_text("Change the rules").click()
    outcome = phone.locator("#outcome")
    expect(outcome).to_contain_text("a new one may be blocked")
    choose(phone, "window", "own")
    expect(outcome).to_contain_text("its page there holds the link")
    expect(outcome.get_by_text("Correct")).to_have_count(0)
    look(phone)


def test_the_button_comes_back_where_the_server_does_not_answer(
    page: Page, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("ERR_FAILED")
    demonstration.sign_in(page, "joanna")
    open_form(page, demonstration)
    page.route("**/packages/make", lambda route: route.abort())
    choose(page, "window", "own")
    expect(page.get_by_role("button", name="Show what this does")).to_be_visible()


def test_without_script_a_button_shows_it_and_mistakes_stand_at_their_fields(
    open_page: OpenPage, demonstration: Demonstration, page_faults: PageFaults
) -> None:
    page_faults.allow("400")
    page = open_page(**PHONE, java_script_enabled=False)
    demonstration.sign_in(page, "joanna")
    outcome = open_form(page, demonstration)
    choose(page, "window", "own")
    choose(page, "failed", "yes")
    page.get_by_role("button", name="Show what this does").click()
    expect(outcome).to_contain_text("its page there holds the link")
    expect(outcome).to_contain_text("sent as “failed”")
    expect(outcome.get_by_text("What it will tell your LMS")).to_be_in_viewport()
    expect(page.locator("[name=window][value=own]")).to_be_visible()
    page.get_by_label("Pass mark").fill("many")
    page.get_by_role("button", name="Make the package").click()
    expect(outcome).to_contain_text("its page there holds the link")
    page.get_by_role("link", name="Enter the pass mark").first.click()
    expect(page.get_by_label("Pass mark")).to_be_in_viewport()
    expect(page.locator("#pass_mark-error")).to_be_visible()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_of_a_package_in_each_of_its_states(
    open_page: OpenPage,
    demonstration: Demonstration,
    page_faults: PageFaults,
    size: dict[str, object],
) -> None:
    page_faults.allow("400")
    page = open_page(**size)
    demonstration.sign_in(page, "joanna")
    open_form(page, demonstration)
    page.get_by_label("Tries at the assessment").fill("900")
    page.get_by_role("button", name="Make the package").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    look(page)
    page.get_by_label("Tries at the assessment").fill("3")
    page.get_by_role("button", name="Make the package").click()
    expect(page.locator("main .nhsuk-tag").first).to_have_text("Up to date")
    look(page)
    made = page.url
    page.goto(f"{demonstration.address}{OVERLAY}/answers/help")
    answer = page.locator("main input[type=text]").first
    answer.fill(f"{answer.input_value()} or 0")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("1 answer changed.").wait_for()
    page.goto(made)
    expect(page.locator("main .nhsuk-tag").first).to_have_text("Out of date")
    look(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download as it was made").click()
    assert waiting.value.suggested_filename.endswith(".zip")
    page.get_by_role("button", name="Make it again").click()
    expect(page.locator("main .nhsuk-tag").first).to_have_text("Up to date")
    page.goto(f"{demonstration.address}/packages")
    expect(page.get_by_text("3 tries").first).to_be_visible()
    look(page)
    whole = open_page(**size)
    demonstration.sign_in(whole, "samuel")
    whole.goto(f"{demonstration.address}/packages/held")
    expect(whole.get_by_text("Done when passed").first).to_be_visible()
    look(whole)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_colour_and_a_logo_are_seen_before_they_are_saved(
    open_page: OpenPage, demonstration: Demonstration, size: dict[str, object]
) -> None:
    page = open_page(**size)
    demonstration.sign_in(page, "joanna")
    page.goto(demonstration.address + OVERLAY)
    small, words = page.locator("[data-look]"), page.locator("#colour")
    header, logo = small.locator(".fs-header"), small.locator("[data-look-logo]")
    saved = header.evaluate("each => getComputedStyle(each).backgroundColor")
    expect(small).to_contain_text("As it is saved")
    field = page.get_by_label("Colour of your organisation")
    field.fill("#41b6e6")
    expect(words).to_contain_text("far too hard to read")
    expect(header).to_have_css("background-color", "rgb(65, 182, 230)")
    field.fill("#7c2855")
    expect(words).to_contain_text("9.1 to 1, very easy to read")
    expect(header).to_have_css("background-color", "rgb(124, 40, 85)")
    expect(small).to_contain_text("It is not saved yet.")
    before = logo.evaluate("each => each.src")
    content = picture("PNG", (120, 40))
    page.get_by_label("Another picture").set_input_files(
        {"name": "new.png", "mimeType": "image/png", "buffer": content}
    )
    address = f"data:image/png;base64,{base64.b64encode(content).decode()}"
    expect(logo).to_have_attribute("src", address)
    look(page)
    page.get_by_label("Another picture").set_input_files(
        {"name": "new.png", "mimeType": "image/png", "buffer": b"nothing of the kind"}
    )
    expect(small).to_contain_text("Your browser cannot show that file.")
    expect(logo).to_have_attribute("src", before)
    field.fill("")
    expect(words).to_contain_text("First Shift’s own dark blue")
    expect(header).to_have_css("background-color", "rgb(20, 50, 74)")
    page.reload()
    expect(header).to_have_css("background-color", saved)


def test_without_script_the_page_says_of_a_colour_whether_it_can_be_read(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    page = open_page(**PHONE, java_script_enabled=False)
    demonstration.sign_in(page, "joanna")
    page.goto(demonstration.address + OVERLAY)
    field = page.get_by_label("Colour of your organisation")
    field.fill("#41b6e6")
    page.get_by_role("button", name="Say how well it can be read").click()
    expect(page.locator("#colour")).to_contain_text("far too hard to read")
    expect(field).to_have_value("#41b6e6")
    expect(page.locator("[data-look]")).to_contain_text("As it is saved")
