"""Terms of the glossary in a topic: opened by tap, keyboard and mouse, and closed again by each."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from course.model import Module
from packager import PackageOptions
from tests.browser.glossary_page import box, meaning, open_topic, term
from tests.browser.lms.audit import look
from tests.browser.lms.learner import Learner, course_frame
from tests.browser.lms.server import Serve
from tests.packager.glossary_course import course_with_glossary
from tests.support.browser import OpenPage

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PHONE: dict[str, object] = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
}
TERMS = {"board round": "board-round", "reg": "reg", "not ideal": "not-ideal", "MS": "ms"}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_tap_opens_the_meaning_and_a_tap_elsewhere_closes_it(
    open_page: OpenPage, serve: Serve, tmp_path: Path, script: bool
) -> None:
    page = open_page(**PHONE, java_script_enabled=script)
    if script:
        open_topic(page, serve, tmp_path)
    else:
        system = serve(course_with_glossary(tmp_path), ("sample",), PackageOptions())
        page.goto(f"{system.address}/package/index.html#topic-first")
    term(page, "MS").tap()
    expect(meaning(page, "ms")).to_be_visible()
    expect(meaning(page, "ms")).to_contain_text("Take care: On a drug chart")
    term(page, "reg").tap()
    expect(meaning(page, "ms")).to_be_hidden()
    expect(meaning(page, "reg")).to_be_visible()
    meaning(page, "reg").get_by_role("button", name="Close").tap()
    expect(meaning(page, "reg")).to_be_hidden()
    term(page, "reg").tap()
    page.locator("#topic-first h1").tap()
    expect(meaning(page, "reg")).to_be_hidden()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_enter_opens_the_meaning_and_escape_closes_it(
    open_page: OpenPage, serve: Serve, tmp_path: Path, script: bool
) -> None:
    page = open_page(java_script_enabled=script)
    system = serve(course_with_glossary(tmp_path), ("sample",), PackageOptions())
    page.goto(f"{system.address}/package/index.html#topic-first")
    if script:
        page.locator('[data-step="topic-first"] a').click()
    term(page, "MS").focus()
    page.keyboard.press("Enter")
    expect(meaning(page, "ms")).to_be_visible()
    page.keyboard.press("Tab")
    expect(meaning(page, "ms").get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(meaning(page, "ms")).to_be_hidden()
    expect(term(page, "MS")).to_be_focused()


def test_the_keyboard_opens_each_meaning_on_its_way_without_more_stops(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    open_topic(page, serve, tmp_path)
    term(page, "board round").focus()
    page.keyboard.press("Tab")
    expect(term(page, "reg")).to_be_focused()
    expect(meaning(page, "reg")).to_be_visible()
    page.keyboard.press("Tab")
    expect(term(page, "not ideal")).to_be_focused()
    expect(meaning(page, "reg")).to_be_hidden()
    expect(meaning(page, "not-ideal")).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning(page, "not-ideal")).to_be_hidden()
    expect(term(page, "not ideal")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(meaning(page, "not-ideal")).to_be_visible()


def test_the_mouse_opens_a_meaning_stays_in_it_and_closes_it(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    open_topic(page, serve, tmp_path)
    term(page, "MS").hover()
    expect(meaning(page, "ms")).to_be_visible()
    meaning(page, "ms").get_by_text("Multiple sclerosis").hover()
    page.wait_for_timeout(500)
    expect(meaning(page, "ms")).to_be_visible()
    page.locator("#topic-first h1").hover()
    expect(meaning(page, "ms")).to_be_hidden()


def test_a_meaning_stays_while_the_mouse_is_there_though_the_keyboard_has_left(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    open_topic(page, serve, tmp_path)
    term(page, "board round").hover()
    expect(meaning(page, "board-round")).to_be_visible()
    term(page, "board round").focus()
    page.keyboard.press("Shift+Tab")
    expect(term(page, "board round")).not_to_be_focused()
    page.wait_for_timeout(500)
    expect(meaning(page, "board-round")).to_be_visible()


def test_escape_closes_what_the_mouse_opened_and_it_stays_closed(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    open_topic(page, serve, tmp_path)
    term(page, "MS").hover()
    expect(meaning(page, "ms")).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning(page, "ms")).to_be_hidden()
    page.wait_for_timeout(500)
    expect(meaning(page, "ms")).to_be_hidden()


def test_a_click_keeps_open_what_the_mouse_opened(page: Page, serve: Serve, tmp_path: Path) -> None:
    open_topic(page, serve, tmp_path)
    term(page, "MS").hover()
    expect(meaning(page, "ms")).to_be_visible()
    term(page, "MS").click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    expect(meaning(page, "ms")).to_be_visible()
    page.locator("#topic-first h1").click()
    expect(meaning(page, "ms")).to_be_hidden()


def test_the_ear_hears_the_meaning_with_the_term(page: Page, serve: Serve, tmp_path: Path) -> None:
    open_topic(page, serve, tmp_path)
    expect(term(page, "reg")).to_have_accessible_description(
        "A registrar: a resident doctor in higher specialty training."
    )
    expect(term(page, "MS")).to_have_accessible_description(
        "Multiple sclerosis, or mitral stenosis. Take care: On a drug chart it could be read as "
        "morphine sulfate or magnesium sulfate. Never write it there."
    )


@pytest.mark.parametrize("width", [360, 700, 1280])
def test_no_meaning_stands_out_of_the_screen_and_each_is_accessible(
    open_page: OpenPage, serve: Serve, tmp_path: Path, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 740})
    open_topic(page, serve, tmp_path)
    for name, key in TERMS.items():
        term(page, name).click()
        note = box(meaning(page, key))
        assert note["x"] >= 0 and note["x"] + note["width"] <= width, (name, note)
        assert note["y"] >= 0 and note["y"] + note["height"] <= 740, (name, note)
        assert box(term(page, name))["height"] >= 24
        look(page)
    page.keyboard.press("Escape")
    page.locator('[data-step="glossary"] a').click()
    look(page)


def test_on_a_phone_the_meaning_does_not_cover_its_term(
    open_page: OpenPage, serve: Serve, tmp_path: Path
) -> None:
    phone = open_page(**{**PHONE, "viewport": {"width": 360, "height": 520}})
    open_topic(phone, serve, tmp_path)
    assert box(term(phone, "MS"))["y"] > 400
    term(phone, "MS").tap()
    expect(meaning(phone, "ms")).to_be_visible()
    phone.wait_for_timeout(100)
    button = box(term(phone, "MS"))
    assert 0 < button["y"] + button["height"] <= box(meaning(phone, "ms"))["y"]


def test_on_a_desk_the_meaning_stands_beside_its_term(
    page: Page, serve: Serve, tmp_path: Path
) -> None:
    open_topic(page, serve, tmp_path)
    term(page, "reg").click()
    button, note = box(term(page, "reg")), box(meaning(page, "reg"))
    assert abs(note["y"] - button["y"] - button["height"]) < 12
    assert note["x"] <= button["x"] + 1 <= note["x"] + note["width"]


def test_paper_shows_plain_words(page: Page, serve: Serve, tmp_path: Path) -> None:
    open_topic(page, serve, tmp_path)
    term(page, "MS").click()
    page.emulate_media(media="print")
    expect(meaning(page, "ms")).to_be_hidden()
    expect(term(page, "MS")).to_have_css("text-decoration-line", "none")
    assert "She has MS." in page.locator("#topic-first").inner_text()


def test_a_look_into_the_glossary_leads_to_the_entry_and_keeps_the_place(
    page: Page, serve: Serve, sample: Module, tmp_path: Path
) -> None:
    system = serve(course_with_glossary(tmp_path), ("sample",), PackageOptions())
    page.goto(f"{system.address}/strict.html?show=package/index.html")
    learner = Learner(course_frame(page), sample)
    learner.open("topic-first")
    frame = learner.frame
    frame.locator("#topic-first .fs-term").get_by_text("MS", exact=True).click()
    frame.locator("#term-first-ms").get_by_role("link", name="More about MS").click()
    expect(frame.locator("#entry-ms")).to_be_focused()
    assert learner.heading() == "Glossary"
    expect(frame.locator("#entry-ms")).to_be_in_viewport()
    places = page.evaluate(
        "window.CALLS.filter((call) => call[1] === 'cmi.core.lesson_location').map((call) => call[2])"
    )
    assert places[-1] == "first"
    frame.evaluate("window.history.back()")
    frame.locator("#topic-first").wait_for(state="visible")
    expect(frame.locator("#term-first-ms")).to_be_hidden()
