"""Where the words of a journal are not: in the database, the statements, the log, an error's page."""

import logging
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from app.accounts.models import Person
from app.database import Database
from app.reflection import changing, journal
from app.reflection.models import JournalEntry, JournalUnsaved
from app.reflection.own import own_of
from app.sealing import SealBrokenError
from app.settings import Settings
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.learning.walking import statements
from tests.app.reflection.test_sharing import share
from tests.app.reflection.writing import NEW, carried, id_of, save, send, write
from tests.app.trust import Trust

WORD = "Zwetschgenknödel"
SECRET = f"{WORD}, said the patient, and nobody laughed."


def everything(as_learner: Actor, trust: Trust) -> str:
    """Leave the word wherever the journal keeps texts; return the address of the entry."""
    entry = save(as_learner, SECRET, title=WORD, so_what=SECRET)
    share(as_learner, trust, entry)
    write(as_learner, f"{entry}/write", "draft", what=f"{SECRET} Later.")
    hidden = carried(as_learner.get(NEW))
    as_learner.sign_out()
    send(as_learner, hidden, what=SECRET)
    as_learner.sign_in(trust.email("learner"))
    return entry


@BOTH
def test_the_database_holds_no_word_of_it(
    as_learner: Actor, trust: Trust, database: Database, settings: Settings
) -> None:
    entry = everything(as_learner, trust)
    assert SECRET in as_learner.get(entry).text  # it is there for its writer
    with database.read() as session:
        assert session.scalars(select(JournalUnsaved)).all() != []
        tables = [
            name
            for name in ("entry", "share", "share_event", "unsaved")
            if session.execute(text(f"SELECT count(*) FROM journal_{name}")).scalar_one()
        ]
        assert tables == ["entry", "share", "share_event", "unsaved"]
        raw = "".join(
            repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
            for name in tables
            for row in session.execute(text(f"SELECT * FROM journal_{name}"))
        )
    assert WORD not in raw and "nobody laughed" not in raw and "so-what" not in raw
    if settings.database_url.startswith("sqlite"):
        file = Path(settings.database_url.removeprefix("sqlite:///"))
        for part in file.parent.glob(f"{file.name}*"):
            content = part.read_bytes()
            assert WORD.encode() not in content and b"nobody laughed" not in content


def test_nothing_of_it_is_told(
    app: Flask, as_learner: Actor, trust: Trust, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    everything(as_learner, trust)
    assert statements(app) == []
    assert WORD not in caplog.text and "nobody laughed" not in caplog.text


def test_an_error_logs_nothing_of_it_and_gives_it_back_to_its_writer_alone(
    app: Flask,
    as_learner: Actor,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    hidden = carried(as_learner.get(NEW))
    app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
    monkeypatch.setattr(changing, "make_room", broken)
    answer = send(as_learner, hidden, what=SECRET)
    assert answer.status_code == 500 and answer.headers["Cache-Control"] == "no-store"
    assert answer.text.count(WORD) == 1 and re.search(rf"<textarea[^>]*>\s*{SECRET}<", answer.text)
    assert "the disk is full" in caplog.text and WORD not in caplog.text


def test_an_entry_that_is_moved_to_another_person_does_not_open(
    app: Flask, as_learner: Actor, trust: Trust, database: Database
) -> None:
    entry = save(as_learner, SECRET)
    with database.write() as session:
        other = session.scalars(
            select(Person.id).where(Person.email == trust.email("other-learner"))
        ).one()
        session.execute(update(JournalEntry).values(person_id=other))
    as_learner.sign_out()
    as_learner.sign_in(trust.email("other-learner"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    page = as_learner.get(entry)
    assert page.status_code == 500 and WORD not in page.text
    with app.app_context(), database.read() as session:
        thief = own_of(other)
        with pytest.raises(SealBrokenError):
            journal.entry(session, thief, id_of(entry))
