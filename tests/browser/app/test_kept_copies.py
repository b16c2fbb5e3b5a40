"""What a phone keeps: whose it is, how fresh it is, what can be written in it, and the numbers for tonight."""

import re

import pytest
from playwright.sync_api import Page, expect

from course.model import Course
from tests.browser.app.conftest import SIZES
from tests.browser.app.demonstration import Demonstration, open_menu
from tests.browser.app.network import SLUG, banner, connect, cut_off, keep_module
from tests.browser.lms.audit import look
from tests.support.browser import OpenPage, PageFaults, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture(autouse=True)
def without_network(page_faults: PageFaults) -> None:
    """Allow what a browser says where there is none."""
    page_faults.allow("ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION")


def test_the_trusts_numbers_are_read_without_network(
    phone: Page, demonstration: Demonstration
) -> None:
    keep_module(phone, demonstration, "adaeze")
    cut_off(phone)
    phone.goto(f"{demonstration.address}/learn")
    expect(phone.get_by_text("This page needs the network")).to_be_visible()
    numbers = phone.locator("[data-offline-help]")
    expect(numbers.get_by_text("2222", exact=True)).to_be_visible()
    expect(numbers).to_contain_text("As of ")
    expect(numbers).to_contain_text("They may have changed since")
    look(phone)
    phone.goto(f"{demonstration.address}/help")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Getting help")


def test_kept_pages_are_locked_once_the_sign_in_is_ended_elsewhere(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    phone, desk = open_page(**SIZES["phone"]), open_page()
    module = f"{demonstration.address}/learn/{SLUG}"
    keep_module(phone, demonstration, "karim")
    cut_off(phone)
    phone.goto(module)
    expect(phone.get_by_role("heading", name="Topics")).to_be_visible()
    demonstration.sign_in(desk, "karim")
    desk.goto(f"{demonstration.address}/account")
    follow(desk.get_by_role("button", name="End all others"))
    # The copy that is open when the network comes back is hidden at once.
    connect(phone)
    expect(banner(phone)).to_contain_text("You are signed out.")
    expect(phone.get_by_role("heading", name="Topics")).to_be_hidden()
    look(phone)
    # And whoever picks the phone up cannot get at it by cutting the network again.
    cut_off(phone)
    phone.goto(module)
    expect(phone.get_by_text("They open again once the same person has signed in")).to_be_visible()
    expect(phone.locator("[data-kept-list] a")).to_have_count(0)
    expect(phone.get_by_text("2222", exact=True)).to_be_visible()
    look(phone)
    connect(phone)
    demonstration.sign_in(phone, "karim")
    cut_off(phone)
    phone.goto(module)
    expect(phone.get_by_role("heading", name="Topics")).to_be_visible()


def test_a_page_that_leads_to_the_sign_in_locks_what_is_kept(
    phone: Page, demonstration: Demonstration
) -> None:
    keep_module(phone, demonstration, "htet")
    phone.context.clear_cookies()  # the sign-in has run out
    phone.goto(f"{demonstration.address}/learn/{SLUG}")
    expect(phone.get_by_label("E-mail address")).to_be_visible()
    cut_off(phone)
    phone.goto(f"{demonstration.address}/learn/{SLUG}")
    expect(phone.get_by_text("They open again once the same person has signed in")).to_be_visible()


def test_a_note_written_without_network_arrives_beside_the_one_of_another_device(
    open_page: OpenPage, demonstration: Demonstration, course: Course
) -> None:
    phone, desk = open_page(**SIZES["phone"]), open_page()
    topic = f"{demonstration.address}/learn/{SLUG}/{course.module(SLUG).topics[2].slug}"
    keep_module(phone, demonstration, "yusuf")
    cut_off(phone)
    phone.goto(topic)
    note = phone.get_by_label("Your note")
    note.fill("Written on the night bus.")
    phone.get_by_role("button", name="Add to the note").click()
    expect(banner(phone)).to_contain_text("One note waits on this phone.")
    expect(phone.locator("[data-note-waiting]")).to_contain_text("Written on the night bus.")
    expect(note).to_have_value("")
    look(phone)
    demonstration.sign_in(desk, "yusuf")
    desk.goto(topic)
    desk.get_by_label("Your note").fill("Written at a desk.")
    follow(desk.get_by_role("button", name="Save the note"))
    connect(phone)
    expect(banner(phone)).to_have_text("One note that you wrote offline is sent.")
    expect(phone.locator("[data-note-waiting]")).to_be_empty()
    phone.goto(topic)
    both = re.compile(
        r"^Written at a desk\.\s+Written without network on .*:\nWritten on the night bus\.$"
    )
    expect(note).to_have_value(both)
    # On a page of the server, the whole note is in the field: it is changed, twice before it is sent.
    cut_off(phone)
    expect(banner(phone)).to_contain_text("You are offline.")
    for text in ("Changed.", "Changed again."):
        note.fill(text)
        phone.get_by_role("button", name="Save the note").click()
        expect(phone.locator("[data-note-waiting]")).to_contain_text(text)
    expect(banner(phone)).to_contain_text("One note waits on this phone.")
    connect(phone)
    expect(banner(phone)).to_have_text("One note that you wrote offline is sent.")
    phone.goto(topic)
    expect(note).to_have_value("Changed again.")


def test_a_copy_follows_what_is_done_and_says_of_when_it_is(
    phone: Page, demonstration: Demonstration, course: Course
) -> None:
    slug = "records-and-systems"
    topic = course.module(slug).topics[1]
    keep_module(phone, demonstration, "karim", slug)
    line = phone.locator(".nhsuk-task-list__item", has_text=topic.title)
    expect(line).to_contain_text("Not started")
    with phone.expect_response(lambda answer: answer.url.endswith(f"/kept/{topic.slug}")):
        phone.goto(f"{demonstration.address}/learn/{slug}/{topic.slug}")
    cut_off(phone)
    phone.goto(f"{demonstration.address}/learn/{slug}")
    expect(line).not_to_contain_text("Not started")
    expect(phone.get_by_text("shows what you had done by")).to_be_visible()
    look(phone)


def test_a_kept_module_of_which_there_is_something_newer_is_renewed_from_the_first_page(
    phone: Page, demonstration: Demonstration
) -> None:
    keep_module(phone, demonstration, "valentina")
    marks = "async () => (await caches.keys()).filter((each) => each.includes('kept'))"
    before = phone.evaluate(marks)
    phone.goto(f"{demonstration.address}/account/nation")
    phone.get_by_label("Wales").check()
    follow(phone.get_by_role("main").get_by_role("button").first)
    phone.goto(f"{demonstration.address}/learn")
    phone.wait_for_function(
        "async (before) => { const now = (await caches.keys()).filter((each) => each.includes('kept'));"
        " return now.length === 1 && now[0] !== before; }",
        arg=before[0],
    )
    open_menu(phone)
    follow(phone.get_by_role("button", name="Sign out"))
