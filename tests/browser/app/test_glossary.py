"""The glossary in the app: from a term of a topic to its entry, and found while one types."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app.conftest import served_demonstration
from tests.browser.app.demonstration import Demonstration, open_menu
from tests.browser.glossary_page import SPEECH
from tests.browser.lms.audit import look
from tests.course.glossary_sample import FILE, SAMPLE
from tests.support.browser import OpenPage, follow
from tools.checkout import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

TOPIC = "/learn/culture/who-is-who"
SIZES: dict[str, dict[str, object]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1280, "height": 800}},
}


@pytest.fixture(scope="module")
def demonstration(
    instance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demonstration]:
    """Serve the real modules with the sample in the place of their glossary."""
    folder = tmp_path_factory.mktemp("glossary")
    modules = shutil.copytree(ROOT / "modules", folder / "modules")
    (modules / FILE).write_text(SAMPLE, encoding="utf-8")
    with served_demonstration(instance, FIRSTSHIFT_MODULES=str(modules)) as served:
        yield served


@pytest.fixture(params=SIZES)
def learner(
    request: pytest.FixtureRequest, open_page: OpenPage, demonstration: Demonstration
) -> Page:
    """Sign a doctor in on a phone, then on a desk; both have voices."""
    page = open_page(**SIZES[request.param])
    page.add_init_script(path=SPEECH)
    demonstration.sign_in(page, "adaeze")
    return page


def terms(page: Page) -> list[str]:
    """Return the terms in view."""
    return page.locator(".fs-entry__term").all_inner_texts()


def test_a_term_leads_to_its_entry(learner: Page, demonstration: Demonstration) -> None:
    learner.goto(demonstration.address + TOPIC)
    look(learner)
    term = learner.locator(".fs-term", has_text="registrar").first
    term.click()
    note = learner.locator(".fs-term-note:popover-open")
    expect(note).to_contain_text("A registrar: a resident doctor in higher specialty training.")
    look(learner)
    note.get_by_role("link", name="More about reg in the glossary").click()
    expect(learner.get_by_role("heading", name="Glossary")).to_be_visible()
    expect(learner.locator("#term-reg")).to_be_in_viewport()
    look(learner)


def test_typing_finds_at_once_and_can_be_kept_as_an_address(
    learner: Page, demonstration: Demonstration
) -> None:
    learner.goto(f"{demonstration.address}/glossary")
    assert len(terms(learner)) == 12
    field = learner.get_by_label("Word, abbreviation or phrase")
    field.press_sequentially("pag", delay=20)
    expect(learner.get_by_role("status")).to_have_text("1 entry for “pag”.")
    assert terms(learner) == ["bleep"]
    assert learner.url.endswith("/glossary?q=pag")
    expect(field).to_be_focused()
    look(learner)
    field.fill("blep")
    expect(learner.get_by_role("status")).to_have_text(
        "No entry is written like “blep”. This comes close:"
    )
    field.fill("")
    learner.get_by_label("Kind").select_option("Role")
    expect(learner.get_by_role("status")).to_have_text("2 entries of the kind “Role”.")
    learner.reload()
    assert terms(learner) == ["PA", "reg"]


def test_an_example_that_was_found_is_read_aloud(
    learner: Page, demonstration: Demonstration
) -> None:
    learner.goto(f"{demonstration.address}/glossary")
    learner.get_by_label("Word, abbreviation or phrase").fill("mitral")
    expect(learner.locator(".fs-entry")).to_have_count(1)
    learner.get_by_role("button", name="Listen (the example for MS)").click()
    assert learner.evaluate("window.SPEECH.said[0].text") == "“Known MS, now breathless.”"


def test_a_topic_is_read_aloud_without_its_questions(
    learner: Page, demonstration: Demonstration
) -> None:
    learner.goto(demonstration.address + TOPIC)
    learner.get_by_role("button", name="Listen to this topic").click()
    expect(learner.get_by_role("status").first).to_have_text("Reading aloud.")
    for _ in range(500):
        if learner.evaluate("window.SPEECH.now === null"):
            break
        learner.evaluate("window.SPEECH.tell('end')")
    said = " ".join(learner.evaluate("window.SPEECH.said.map((each) => each.text)"))
    assert said.startswith("A British ward is full of titles")
    assert said.endswith("The last line carries a request, a time and a reason.")
    assert "Whom would you ask" not in said
    assert "resident doctor in higher specialty training" not in said
    assert "Looked at on" not in said


def test_without_scripts_the_form_finds_and_a_term_opens(
    open_page: OpenPage, demonstration: Demonstration
) -> None:
    page = open_page(**SIZES["phone"], java_script_enabled=False)
    demonstration.sign_in(page, "adaeze")
    open_menu(page)
    page.get_by_role("link", name="Glossary").click()
    page.get_by_label("Word, abbreviation or phrase").fill("pager")
    follow(page.get_by_role("button", name="Find"))
    assert terms(page) == ["bleep"]
    page.goto(demonstration.address + TOPIC)
    page.locator(".fs-term", has_text="the take").tap()
    expect(page.get_by_text("The stream of patients who are admitted today.")).to_be_visible()
