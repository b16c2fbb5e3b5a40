"""What is typed is not lost: drafts while one types, two windows, a sign-in that has ended."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from app.accounts.models import SignIn
from app.database import Database
from app.reflection import unsaved
from app.reflection.models import JournalEntry, JournalUnsaved
from tests.app.actors import Actor
from tests.app.conftest import SignIn as Signs
from tests.app.conftest import new_actor
from tests.app.databases import BOTH
from tests.app.reflection.writing import HIDDEN, NEW, carried, save, send, version_of, write
from tests.app.trust import Trust
from tests.support.html import words_of

LONG = "A long text, typed on a night bus."


def draft(actor: Actor, hidden: dict[str, str], text: str) -> TestResponse:
    """Send a draft as the page's script does."""
    return actor.post("/journal/save-draft", data={**hidden, "part-what": text})


def end_sign_ins(database: Database) -> None:
    with database.write() as session:
        for row in session.scalars(select(SignIn)):
            session.delete(row)


def test_drafts_are_saved_as_one_types_and_then_the_entry(as_learner: Actor) -> None:
    hidden = carried(as_learner.get(NEW))
    assert draft(as_learner, hidden, " ").get_json() == {"version": 0, "sentence": ""}
    first = draft(as_learner, hidden, "I").get_json()
    assert first["version"] == 1 and first["sentence"].startswith("Draft saved at ")
    assert first["address"] == f"/journal/entries/{hidden['entry']}/write"
    second = draft(as_learner, hidden | {"version": "1"}, "I stood").get_json()
    assert second["version"] == 2
    # An answer may get lost on the way: the same page is still the same page.
    assert draft(as_learner, hidden | {"version": "1"}, "I stood there").get_json()["version"] == 3
    assert send(as_learner, hidden, what="I stood there.").status_code == 303
    assert as_learner.get("/journal").text.count("I stood there.") == 1


def test_a_draft_that_finds_no_room_says_so(as_learner: Actor) -> None:
    hidden = carried(as_learner.get(NEW))
    answer = draft(as_learner, hidden, "x" * 30_001)
    assert answer.status_code == 400 and "30,000" in answer.get_json()["sentence"]
    stranger = hidden | {"entry": str(uuid.uuid4()), "version": "x"}
    assert draft(as_learner, stranger, "x").status_code == 400


def test_two_windows_show_both_texts_and_nothing_is_overwritten(as_learner: Actor) -> None:
    entry = save(as_learner, "At first.")
    here, there = (carried(as_learner.get(f"{entry}/write")) for _ in range(2))
    assert send(as_learner, there, what="From there.").status_code == 303
    refused = draft(as_learner, here, "From here.")
    assert refused.status_code == 409 and "Press “Save”" in refused.get_json()["sentence"]
    page = send(as_learner, here, what="From here.")
    assert page.status_code == 409
    assert "From here." in page.text and "From there." in page.text
    assert "From there." in as_learner.get(entry).text


@pytest.mark.parametrize("choice", [0, 1, 2])
def test_one_chooses_which_text_is_kept(as_learner: Actor, choice: int) -> None:
    entry = save(as_learner, "At first.")
    here, there = (carried(as_learner.get(f"{entry}/write")) for _ in range(2))
    send(as_learner, there, what="From there.", so_what="Same.")
    page = send(as_learner, here, what="From here.", so_what="Same.").text
    forms = page.split('action="/journal/save"')[1:]
    kept = ["From here.", "From there.", "From there.\n\nFrom here."][choice]
    hidden = dict(HIDDEN.findall(forms[choice].partition("</form>")[0]))
    assert hidden["part-what"] == kept and hidden["part-so-what"] == "Same."
    assert as_learner.post("/journal/save", data={**hidden, "do": "save"}).status_code == 303
    assert kept in as_learner.get(entry).text


@BOTH
def test_a_page_that_is_sent_many_times_at_once_makes_one_entry(
    app: Flask, as_learner: Actor, database: Database
) -> None:
    hidden = carried(as_learner.get(NEW))
    cookie = as_learner.get_cookie("firstshift")
    assert cookie is not None

    def press(_: int) -> int:
        actor = new_actor(app)
        actor.set_cookie("firstshift", cookie.value)
        return send(actor, hidden, what="Once.").status_code

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(press, range(4))) == [303] * 4
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(JournalEntry)) == 1


@pytest.mark.parametrize("way", ["the sign-in has ended", "somebody has signed out"])
@pytest.mark.parametrize("path", ["/journal/save", "/journal/save-draft"])
def test_a_text_that_comes_after_the_sign_in_has_ended_is_offered_again(
    as_learner: Actor, database: Database, trust: Trust, way: str, path: str
) -> None:
    hidden = carried(as_learner.get(NEW))
    if way == "the sign-in has ended":
        end_sign_ins(database)
    else:
        as_learner.sign_out()
    fields = {**hidden, "part-what": LONG, "part-so-what": "", "do": "save"}
    answer = as_learner.post(path, data=fields)
    wanted = f"/journal/unsaved/{hidden['form']}"
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/sign-in?next={wanted}"
    told = "Your sign-in had ended. What you wrote is kept: sign in and it is there."
    assert told in as_learner.get(answer.headers["Location"]).text
    assert as_learner.sign_in(trust.email("learner"), next=wanted).headers["Location"] == wanted
    listed = as_learner.get("/journal").text
    assert wanted in listed and LONG not in listed
    page = as_learner.get(wanted)
    assert LONG in page.text and "Here it is again" in page.text
    assert send(as_learner, carried(page), what=LONG).status_code == 303
    assert wanted not in as_learner.get("/journal").text
    assert as_learner.get(wanted).status_code == 404


def test_who_has_signed_in_again_elsewhere_goes_on_at_once(as_learner: Actor, trust: Trust) -> None:
    hidden = carried(as_learner.get(NEW))
    as_learner.sign_out()
    as_learner.sign_in(trust.email("learner"))
    answer = send(as_learner, hidden, what=LONG)
    assert answer.headers["Location"] == f"/journal/unsaved/{hidden['form']}"
    assert LONG in as_learner.get(answer.headers["Location"]).text


def test_nothing_is_shown_to_who_signs_in_next(as_learner: Actor, trust: Trust) -> None:
    hidden = carried(as_learner.get(NEW))
    as_learner.sign_out()
    as_learner.sign_in(trust.email("other-learner"))
    answer = send(as_learner, hidden, what=LONG)
    assert answer.status_code == 409 and LONG not in answer.text
    assert "belongs to another person" in words_of(answer.text)
    assert as_learner.get(f"/journal/unsaved/{hidden['form']}").status_code == 404
    assert "Nothing is written yet." in as_learner.get("/journal").text
    # Even with the token of now: whose page it was decides.
    with_token = {**hidden, "csrf_token": as_learner.token()}
    assert send(as_learner, with_token, what=LONG).status_code == 409
    as_learner.sign_out()
    as_learner.sign_in(trust.email("learner"))
    assert LONG in as_learner.get(f"/journal/unsaved/{hidden['form']}").text


@pytest.mark.parametrize("mark", ["", "x", "AAAA", None])
def test_nothing_is_kept_without_the_mark_of_a_page_of_ours(
    as_learner: Actor, sign_in: Signs, trust: Trust, database: Database, mark: str | None
) -> None:
    hidden = carried(as_learner.get(NEW))
    if mark is None:  # that of another page
        mark = carried(as_learner.get(NEW))["writer"]
    as_learner.sign_out()
    assert send(as_learner, hidden | {"writer": mark}, what=LONG).status_code == 400
    with database.read() as session:
        assert session.scalars(select(JournalUnsaved)).all() == []


def test_a_waiting_text_that_is_thrown_away_is_gone_and_the_latest_are_kept(
    as_learner: Actor, database: Database, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsaved, "MOST", 2)
    pages = [carried(as_learner.get(NEW)) for _ in range(3)]
    end_sign_ins(database)
    for number, hidden in enumerate(pages):
        for text in ("first", f"text {number}"):  # a page leaves one text
            send(as_learner, hidden, what=text)
    as_learner.sign_in(trust.email("learner"))
    waiting = [f"/journal/unsaved/{hidden['form']}" for hidden in pages]
    assert [as_learner.get(each).status_code for each in waiting] == [404, 200, 200]
    as_learner.send(f"{waiting[1]}/throw-away")
    assert [as_learner.get(each).status_code for each in waiting] == [404, 404, 200]


def test_a_waiting_text_of_an_entry_that_changed_meanwhile_shows_both(
    as_learner: Actor, database: Database, trust: Trust
) -> None:
    entry = save(as_learner, "At first.")
    here, there = (carried(as_learner.get(f"{entry}/write")) for _ in range(2))
    send(as_learner, there, what="From there.")
    end_sign_ins(database)
    wanted = send(as_learner, here, what=LONG).headers["Location"].partition("next=")[2]
    as_learner.sign_in(trust.email("learner"))
    page = send(as_learner, carried(as_learner.get(wanted)), what=LONG)
    assert page.status_code == 409 and LONG in page.text and "From there." in page.text


def test_a_draft_goes_on_from_its_latest_text(as_learner: Actor) -> None:
    entry = save(as_learner)
    version = version_of(as_learner, entry)
    write(as_learner, f"{entry}/write", "draft", what="Later.")
    assert version_of(as_learner, entry) == version + 1


def test_what_waits_of_one_person_is_bounded_and_the_latest_stays(
    as_learner: Actor, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unsaved, "MOST_BYTES", 3_000)
    pages = [carried(as_learner.get(NEW)) for _ in range(3)]
    end_sign_ins(database)
    for hidden in pages:
        send(as_learner, hidden, what="word " * 500)
    with database.read() as session:
        kept = session.scalars(select(JournalUnsaved)).all()
    assert [str(each.id) for each in kept] == [pages[-1]["form"]]
