"""The glossary's page: all entries by letter, a search, and what a person reads in an entry."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.glossary import view
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import PEOPLE, Trust
from tests.course.course_files import FIRST_FILE, GOOD, write_course
from tests.course.glossary_sample import FILE, SAMPLE

TERM = re.compile(r'<h3 class="fs-entry__term"[^>]*>([^<]+)</h3>')


@pytest.fixture(autouse=True)
def course_with_glossary(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Serve the small course with the sample of a glossary; one topic uses two of its terms."""
    first = GOOD[FIRST_FILE].replace("Ring [[", "After the board round, bleep me. Ring [[")
    files = {**GOOD, FIRST_FILE: first, FILE: SAMPLE}
    environment["FIRSTSHIFT_MODULES"] = str(write_course(tmp_path, files))
    return environment


def _terms(actor: Actor, address: str = "/glossary") -> list[str]:
    return TERM.findall(actor.get(address).text)


@pytest.mark.parametrize("who", PEOPLE)
def test_whoever_is_signed_in_reads_it_from_the_header(
    sign_in: SignIn, trust: Trust, who: str
) -> None:
    actor = sign_in(trust.email(who))
    assert '<a class="fs-nav__link" href="/glossary">Glossary</a>' in actor.get("/account").text
    assert len(_terms(actor)) == 12


def test_nobodys_work_begins_at_the_glossary(as_platform_administrator: Actor) -> None:
    assert as_platform_administrator.get("/").headers["Location"] == "/organisations"


def test_entries_stand_by_letter_and_each_has_an_anchor(as_learner: Actor) -> None:
    page = as_learner.get("/glossary").text
    assert re.findall(r'<h2[^>]*id="letter-(\w)"', page) == list("bmnpqrstw")
    assert re.findall(r'<a href="#letter-(\w)"', page) == list("bmnpqrstw")
    assert 'id="term-board-round"' in page
    assert _terms(as_learner)[:3] == ["bleep", "board round", "Bob’s your uncle"]


def test_an_entry_says_everything_that_its_author_wrote(as_learner: Actor) -> None:
    page = as_learner.get("/glossary").text
    text = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "Also: bleeps, bleeped, pager" in text
    assert "Example “Bleep me when the scan is back.”" in text
    assert "How to reply Ring the number within a few minutes" in text
    assert "Take care: On a drug chart it could be read as morphine sulfate" in text
    assert text.count("Understand it, do not say it.") == 2
    assert "Regional word, heard in Scotland" in text


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("q=PAGER", ["bleep"]),
        ("q=ward", ["ward round", "board round"]),
        ("q=blep", ["bleep"]),
        ("kind=role", ["PA", "reg"]),
        ("q=reg&kind=role", ["reg"]),
        ("q=bleep&kind=idiom", []),
        ("q=+&kind=", None),
        ("kind=no-such-kind", None),
    ],
)
def test_the_form_finds_by_text_and_by_kind(
    as_learner: Actor, query: str, terms: list[str] | None
) -> None:
    found = _terms(as_learner, f"/glossary?{query}")
    assert found == (_terms(as_learner) if terms is None else terms)


def test_what_was_found_is_said_in_a_sentence(as_learner: Actor) -> None:
    assert "1 entry for “pager”." in as_learner.get("/glossary?q=pager").text
    assert "No entry is written like “blep”. This comes close:" in (
        as_learner.get("/glossary?q=blep").text
    )
    nothing = as_learner.get("/glossary?q=xylophone").text
    assert "No entry for “xylophone”." in nothing
    assert "Show the whole glossary" in nothing


def test_a_text_that_would_do_harm_is_shown_as_text(as_learner: Actor) -> None:
    page = as_learner.get("/glossary?q=%22%3E%3Cscript%3E" + "x" * 500).text
    assert "<script>" not in page
    assert "x" * 101 not in page


def test_a_topic_leads_to_the_entry_of_each_of_its_terms(as_learner: Actor) -> None:
    page = as_learner.get("/learn/small/first-day").text
    assert re.findall(r'popovertargetaction="show"[^>]*>([^<]+)<', page) == ["board round", "bleep"]
    assert re.findall(r'href="(/glossary\?[^"]+)"', page) == [
        "/glossary?letter=b#term-board-round",
        "/glossary?letter=b#term-bleep",
    ]


def test_a_long_glossary_is_shown_a_letter_at_a_time(
    as_learner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view, "AT_ONCE", 11)
    assert _terms(as_learner) == ["bleep", "board round", "Bob’s your uncle"]
    assert _terms(as_learner, "/glossary?letter=b") == _terms(as_learner)
    page = as_learner.get("/glossary?letter=r").text
    assert '<a href="/glossary?letter=r" aria-current="page">R</a>' in page
    assert '<a href="/glossary?letter=b">B</a>' in page
    assert TERM.findall(page) == ["reg"]
    assert len(_terms(as_learner, "/glossary?letter=all")) == 12
    assert _terms(as_learner, "/glossary?letter=nothing") == _terms(as_learner)
    # What a search finds is never cut by a letter.
    assert _terms(as_learner, "/glossary?q=ward&letter=b") == ["ward round", "board round"]


def test_an_empty_glossary_says_so(
    course_with_glossary: dict[str, str], request: pytest.FixtureRequest
) -> None:
    (Path(course_with_glossary["FIRSTSHIFT_MODULES"]) / FILE).unlink()
    app: Flask = request.getfixturevalue("app")
    actor: Actor = request.getfixturevalue("as_learner")
    assert app and "The glossary is still empty" in actor.get("/glossary").text
