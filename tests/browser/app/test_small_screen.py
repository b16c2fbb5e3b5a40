"""A small screen: the header keeps out of the way, what comes next is in view, and paper shows the reading."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.conftest import SIZES
from tests.browser.app.demonstration import Demonstration, open_menu
from tests.browser.lms.audit import look, overflowing
from tests.support.browser import OpenPage, follow

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

MOST_HEADER = 120
PAGES = ("/learn", "/learn/culture", "/learn/culture/what-patients-expect", "/glossary")
UNDER = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return !document.activeElement.contains(there) && !there?.contains(document.activeElement);
}"""


def top_of(page: Page, selector: str) -> float:
    """Return how far down something begins, in pixels."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"]


def bottom_of(page: Page, selector: str) -> float:
    """Return how far down something ends, in pixels."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_the_header_is_one_line_and_its_menu_opens_without_script(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    page = open_page(**SIZES["phone"], java_script_enabled=False)
    demonstration.sign_in(page, "adaeze")
    for path in PAGES:
        page.goto(demonstration.address + path)
        assert bottom_of(page, "header") <= MOST_HEADER, path
        expect(page.get_by_role("link", name="Practice", exact=True)).to_be_hidden()
        open_menu(page)
        names = page.get_by_role("navigation", name="Main").get_by_role("link").all_inner_texts()
        assert names[:3] == ["Learn", "Getting help", "Practice"], path
        expect(page.locator(".fs-menu [aria-current]")).to_have_count(1)
    follow(page.get_by_role("button", name="Sign out"))
    expect(page.get_by_label("E-mail address")).to_be_visible()


@pytest.mark.parametrize("width", [320, 640], ids=["zoomed to 400 %", "zoomed to 200 %"])
def test_nothing_in_focus_is_under_something_else(
    open_page: OpenPage, demonstration: Demonstration, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 256})
    demonstration.sign_in(page, "adaeze")
    assert overflowing(page.main_frame) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the link that skips to the content
    expect(page.locator("main")).to_be_focused()
    page.goto(f"{demonstration.address}/learn")
    for _ in range(4):  # the skip link, the name, the search, the menu
        page.keyboard.press("Tab")
    expect(page.locator("summary", has_text="Menu")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(16):
        page.keyboard.press("Tab")
        assert not page.evaluate(UNDER), page.evaluate("document.activeElement.outerHTML")
    look(page)


def test_what_comes_next_and_the_crash_number_are_in_view_at_once(
    phone: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(phone, "adaeze")
    expect(phone.get_by_text("Number for the crash team: 2222")).to_be_in_viewport(ratio=1)
    going_on = phone.get_by_role("button", name="Continue")
    expect(going_on).to_be_in_viewport(ratio=1)
    follow(phone.get_by_role("link", name="People who support doctors"))
    expect(phone.get_by_text("Wellbeing lead")).to_be_visible()
    look(phone)


def test_a_module_begins_with_where_to_go_on_and_then_its_topics(
    visitor: Page, demonstration: Demonstration
) -> None:
    demonstration.sign_in(visitor, "adaeze")
    visitor.goto(f"{demonstration.address}/learn/communication")
    going_on = top_of(visitor, "main .nhsuk-button")
    aims, topics = top_of(visitor, ".app-module__aims"), top_of(visitor, "h2:text-is('Topics')")
    if visitor.viewport_size == SIZES["phone"]["viewport"]:
        assert going_on < 400
    expect(visitor.locator("[data-keep]")).to_be_visible()
    keep = top_of(visitor, "[data-keep]")
    assert going_on < aims < topics < top_of(visitor, "h2:text-is('Assessment')") < keep
    visitor.emulate_media(color_scheme="dark")
    look(visitor)


def test_paper_shows_the_reading_and_no_way_about(page: Page, demonstration: Demonstration) -> None:
    demonstration.sign_in(page, "adaeze")
    for path in ("/learn", "/help", *PAGES[1:]):
        page.goto(demonstration.address + path)
        page.emulate_media(media="print")
        for away in (".fs-nav", ".fs-menu", ".fs-header__right", ".fs-footer__links"):
            expect(page.locator(away)).to_be_hidden()
        expect(page.locator("main .nhsuk-button:visible")).to_have_count(0)
        page.emulate_media(media="screen")
    page.goto(f"{demonstration.address}/learn/culture")
    page.emulate_media(media="print")
    expect(page.locator(".app-module__aims li").first).to_be_visible()
    expect(page.locator(".app-module__aims")).to_contain_text("employer")
