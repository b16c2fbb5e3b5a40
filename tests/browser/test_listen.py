"""A topic read aloud: by which voice, which words, and when it stops."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.glossary_page import SPEECH, open_topic, term
from tests.browser.lms.audit import look
from tests.browser.lms.server import Serve
from tests.support.browser import OpenPage

pytest_plugins = ["tests.browser.lms.fixtures"]
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

LONGEST = 180
IN_ORDER = [
    "At the board round the reg says that the plan is not ideal. She has MS.",
    "Ring Ask your induction lead first. A table and a picture follow.",
    "One",
    "What to say",
    "What works",
    "I am concerned.",
    "Go on to the second topic.",
]


@pytest.fixture
def topic(page: Page, serve: Serve, tmp_path: Path) -> Page:
    """Open a topic in a browser that has voices."""
    page.add_init_script(path=SPEECH)
    return open_topic(page, serve, tmp_path)


def bar(page: Page) -> Locator:
    """Return the bar of the first topic."""
    return page.locator("#topic-first [data-listen]")


def press(page: Page, name: str) -> None:
    """Press a button of the bar."""
    bar(page).get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> list[str]:
    """Return what was said so far."""
    found: list[str] = page.evaluate("window.SPEECH.said.map((each) => each.text)")
    return found


def is_speaking(page: Page) -> bool:
    """Say whether something is being said."""
    speaking: bool = page.evaluate("window.SPEECH.now !== null")
    return speaking


def let_it_end(page: Page) -> None:
    """Let the voice come to the end of the piece."""
    page.evaluate("window.SPEECH.tell('end')")


def state(page: Page, words: str) -> None:
    """Wait until the bar says this."""
    expect(bar(page).get_by_role("status")).to_have_text(words)


def test_the_running_text_is_read_in_order_without_questions_and_meanings(topic: Page) -> None:
    press(topic, "Listen to this topic")
    state(topic, "Reading aloud.")
    for _ in IN_ORDER:
        let_it_end(topic)
    assert said(topic) == IN_ORDER
    state(topic, "That is the end of the topic.")
    assert bar(topic).get_by_role("button").all_inner_texts() == ["Listen to this topic"]


def test_a_british_voice_of_the_device_is_taken_before_all_others(topic: Page) -> None:
    press(topic, "Listen to this topic")
    voice: dict[str, Any] = topic.evaluate("window.SPEECH.said[0]")
    assert (voice["lang"], voice["local"]) == ("en_GB", True)


def test_another_english_voice_is_taken_and_said(topic: Page) -> None:
    topic.evaluate("window.SPEECH.setVoices(['fr-FR', 'en-IE'])")
    press(topic, "Listen to this topic")
    state(
        topic,
        "Reading aloud. Your device has no British voice, so this one sounds different.",
    )


def test_without_an_english_voice_there_is_no_button_until_one_comes(topic: Page) -> None:
    topic.evaluate("window.SPEECH.setVoices(['fr-FR'])")
    expect(bar(topic)).to_be_hidden()
    topic.evaluate("window.SPEECH.setVoices([])")
    expect(bar(topic)).to_be_hidden()
    topic.evaluate("window.SPEECH.setVoices(['en-GB'])")
    expect(bar(topic)).to_be_visible()


def test_a_browser_without_voices_or_scripts_shows_no_button(
    open_page: OpenPage, serve: Serve, tmp_path: Path
) -> None:
    page = open_page()
    page.add_init_script("delete Window.prototype.speechSynthesis; delete window.speechSynthesis;")
    open_topic(page, serve, tmp_path)
    assert page.evaluate("window.speechSynthesis === undefined")
    expect(bar(page)).to_be_hidden()
    quiet = open_page(java_script_enabled=False)
    quiet.goto(page.url)
    expect(quiet.locator("#topic-first h1")).to_be_visible()
    expect(bar(quiet)).to_be_hidden()


def test_pause_goes_on_with_the_piece_that_was_interrupted(topic: Page) -> None:
    press(topic, "Listen to this topic")
    let_it_end(topic)
    press(topic, "Pause")
    state(topic, "Paused.")
    assert not is_speaking(topic)
    press(topic, "Go on listening")
    state(topic, "Reading aloud.")
    assert said(topic) == [IN_ORDER[0], IN_ORDER[1], IN_ORDER[1]]


def test_stop_begins_again_from_the_start_and_keeps_the_focus(topic: Page) -> None:
    press(topic, "Listen to this topic")
    let_it_end(topic)
    press(topic, "Stop")
    state(topic, "Stopped.")
    assert not is_speaking(topic)
    expect(bar(topic).get_by_role("button", name="Listen to this topic")).to_be_focused()
    press(topic, "Listen to this topic")
    assert said(topic)[-1] == IN_ORDER[0]


def test_what_is_read_is_marked_in_the_text(topic: Page) -> None:
    press(topic, "Listen to this topic")
    expect(topic.locator(".fs-read-now")).to_contain_text("At the board round")
    let_it_end(topic)
    expect(topic.locator(".fs-read-now")).to_contain_text("first. A table")
    press(topic, "Stop")
    expect(topic.locator(".fs-read-now")).to_have_count(0)


def test_a_voice_that_fails_is_said(topic: Page) -> None:
    press(topic, "Listen to this topic")
    topic.evaluate("window.SPEECH.tell('error')")
    state(topic, "Your browser could not read this aloud.")
    press(topic, "Listen to this topic")
    state(topic, "Reading aloud.")


def test_going_to_another_topic_and_leaving_the_page_stop_it(topic: Page) -> None:
    press(topic, "Listen to this topic")
    topic.locator('[data-step="topic-second"] a').click()
    topic.locator("#topic-second").wait_for(state="visible")
    assert not is_speaking(topic)
    topic.go_back()
    topic.locator("#topic-first").wait_for(state="visible")
    press(topic, "Listen to this topic")
    topic.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    assert not is_speaking(topic)


def test_opening_a_meaning_does_not_stop_it(topic: Page) -> None:
    press(topic, "Listen to this topic")
    term(topic, "MS").click()
    assert is_speaking(topic)


def test_an_example_of_the_glossary_is_read_and_stops_the_topic(topic: Page) -> None:
    topic.locator('[data-step="glossary"] a').click()
    button = topic.get_by_role("button", name="Listen (the example for MS)")
    button.click()
    assert said(topic) == ["“Known MS, now breathless.”"]
    topic.get_by_role("button", name="Stop (the example for MS)").click()
    assert not is_speaking(topic)
    button.click()
    topic.get_by_role("button", name="Listen (the example for reg)").click()
    assert said(topic)[-1] == "“Ask the med reg.”"
    expect(button).to_be_visible()
    let_it_end(topic)
    expect(topic.get_by_role("button", name="Listen (the example for reg)")).to_be_visible()


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Short.", ["Short."]),
        ("One two. Three four five.", ["One two.", "Three four five."]),
        ("one two, three four five six", ["one two,", "three four five six"]),
        ("one two three four five six", ["one two three four", "five six"]),
        ("x" * 45, ["x" * 20, "x" * 20, "x" * 5]),
        ("", []),
    ],
)
def test_long_texts_are_cut_where_a_reader_breathes(
    page: Page, serve: Serve, tmp_path: Path, text: str, pieces: list[str]
) -> None:
    page.goto(f"{open_topic(page, serve, tmp_path).url.partition('/package')[0]}/lms.css")
    found = page.evaluate(
        "async (text) => (await import('/player/reading-text.js')).cut(text, 20)", text
    )
    assert found == pieces


def test_no_piece_of_a_real_topic_is_too_long(topic: Page) -> None:
    topic.evaluate(
        "document.querySelector('#topic-first p:not([class])').textContent = 'A word and more. '.repeat(90)"
    )
    press(topic, "Listen to this topic")
    for _ in range(12):
        let_it_end(topic)
    assert max(len(piece) for piece in said(topic)) <= LONGEST


@pytest.mark.parametrize("width", [360, 1280])
def test_the_bar_fits_and_is_accessible(
    open_page: OpenPage, serve: Serve, tmp_path: Path, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 740})
    page.add_init_script(path=SPEECH)
    open_topic(page, serve, tmp_path)
    look(page)
    press(page, "Listen to this topic")
    look(page)
