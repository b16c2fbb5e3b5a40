"""Pages that are kept and notes beside them: one's own alone, sealed, and lost in no tab."""

import pytest
from flask import Flask
from sqlalchemy import select

from app.bookmarks.models import Bookmark, Note
from app.bookmarks.own import Kept, OwnNote, Place
from app.bookmarks.shelf import arranged, as_text
from app.database import now
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import SLUG, module_of, parts_of, statements
from tests.app.trust import Trust

SECRET = "Ask for the second bleep number.\nIt is on the whiteboard."


@pytest.fixture
def topic(app: Flask) -> str:
    return module_of(app).topics[1].slug


@pytest.fixture
def address(topic: str) -> str:
    return f"/learn/{SLUG}/{topic}"


@BOTH
def test_a_page_is_kept_and_kept_no_more(app: Flask, as_learner: Actor, address: str) -> None:
    title = module_of(app).topics[1].title
    for _ in range(2):  # pressed twice, it is kept once
        assert as_learner.send(f"{address}/keep", keep="yes").status_code == 302
    assert title in as_learner.get("/kept-pages").text
    assert "You keep this page." in as_learner.get(address).text
    as_learner.send(f"{address}/keep", keep="no")
    assert "Nothing is kept yet." in as_learner.get("/kept-pages").text
    with parts_of(app).database.read() as session:
        assert session.scalars(select(Bookmark)).all() == []


@BOTH
def test_a_note_is_sealed_and_read_by_its_writer_alone(
    app: Flask, as_learner: Actor, as_supervisor: Actor, address: str
) -> None:
    sent = as_learner.send(f"{address}/note", note=SECRET, version="0")
    assert sent.status_code == 302 and sent.location.endswith(f"{address}#own")
    for page in (address, f"{address}/note", "/kept-pages", "/kept-pages/notes.txt"):
        assert "second bleep number" in as_learner.get(page).text
        assert "second bleep number" not in as_supervisor.get(page).text
    with parts_of(app).database.read() as session:
        (row,) = session.scalars(select(Note)).all()
    assert b"bleep" not in row.text and row.version == 1
    assert all(b"bleep number" not in each.body for each in statements(app))


def test_two_tabs_lose_no_text(as_learner: Actor, address: str) -> None:
    as_learner.send(f"{address}/note", note="First.", version="0")
    as_learner.send(f"{address}/note", note="From one tab.", version="1")
    other = as_learner.send(f"{address}/note", note="From the other tab.", version="1")
    assert other.status_code == 409
    assert "From one tab." in other.text and "From the other tab." in other.text
    assert 'name="version" value="2"' in other.text
    saved = as_learner.send(f"{address}/note", note="From both tabs.", version="2")
    assert saved.status_code == 302
    assert "From both tabs." in as_learner.get(address).text


def test_the_same_note_sent_twice_is_no_change(as_learner: Actor, address: str) -> None:
    for _ in range(2):
        assert as_learner.send(f"{address}/note", note="Once.", version="0").status_code == 302


def test_an_empty_note_is_forgotten(app: Flask, as_learner: Actor, address: str) -> None:
    as_learner.send(f"{address}/note", note="First.", version="0")
    as_learner.send(f"{address}/note", note="  ", version="1")
    with parts_of(app).database.read() as session:
        assert session.scalars(select(Note)).all() == []


def test_a_note_that_is_too_long_is_given_back(as_learner: Actor, address: str) -> None:
    answer = as_learner.send(f"{address}/note", note="long " * 4500, version="0")
    assert answer.status_code == 400
    assert "Shorten your note to 20,000 characters." in answer.text
    assert answer.text.count("long ") >= 4499


def test_a_copy_on_a_phone_holds_no_note(as_learner: Actor, topic: str, address: str) -> None:
    as_learner.send(f"{address}/note", note=SECRET, version="0")
    assert "bleep number" not in as_learner.get(f"/learn/{SLUG}/kept/{topic}").text


@pytest.mark.parametrize("path", ["no-such-topic/note", "no-such-topic/keep"])
def test_what_is_not_there_cannot_be_kept(as_learner: Actor, path: str) -> None:
    assert as_learner.send(f"/learn/{SLUG}/{path}", note="x", version="0").status_code == 404


def test_notes_of_two_trusts_are_apart(
    sign_in: SignIn, trust: Trust, other_trust: Trust, address: str
) -> None:
    sign_in(trust.email("learner")).send(f"{address}/note", note=SECRET, version="0")
    assert "bleep number" not in sign_in(other_trust.email("learner")).get("/kept-pages").text


def test_notes_on_what_the_course_no_longer_has_stay_readable(app: Flask, trust: Trust) -> None:
    owner = trust.members["learner"]
    course = parts_of(app).shelf.course
    note = OwnNote("Still here.", 1, now())
    gone = [
        Kept(Place(owner, SLUG, "gone"), bookmarked=True, note=note),
        Kept(Place(owner, "gone-too", "gone"), bookmarked=False, note=note),
    ]
    shelves = arranged(course, gone)
    assert [shelf.module for shelf in shelves] == [SLUG, "gone-too"]
    assert as_text(shelves, now()).count("Still here.") == 2
