"""Keys change while people read and write: nothing is lost, and nothing stays closed."""

import os
import threading
import time
import uuid
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import LargeBinary, delete, select

from app.accounts.models import Person
from app.bookmarks import own as notes
from app.bookmarks.models import Note
from app.cli import cli
from app.database import Database, now
from app.demo.start import demonstrate
from app.erasure.models import ErasureRequest
from app.erasure.reasons import reason_of, set_reason
from app.error_pages import CSRF_SENTENCE
from app.errors import StartError
from app.factory import create_app
from app.installation import prepare
from app.keys.changing import REST_SECONDS, add_sealing_key
from app.keys.resealing import reseal_all
from app.keys.sealed_columns import COLUMNS
from app.mail import letters
from app.mail.models import LetterWaiting
from app.models import METADATA
from app.reflection.models import JournalUnsaved
from app.reflection.own import own_of
from app.reflection.unsaved import unsaved_place
from app.sealing import KeyRing, Seal, fingerprint, read_keys
from app.second_step import totp
from app.second_step.models import Authenticator
from app.services import KEY, Services
from app.settings import Settings, read_settings
from app.tenancy import within
from tests.app.actors import Actor
from tests.app.conftest import HOME_PAGE, new_actor
from tests.app.databases import BOTH
from tests.app.trust import Trust, make_trust

NOT_SEALED = {
    "audit_name.salt",
    "launch_registration.package",
    "lti_arrival.browser",
    "organisation.logo",
    "outbox_statement.body",
    "package_zip.content",
    "passkey.credential_id",
    "passkey.public_key",
    "passkey_challenge.challenge",
    "welcome_form.salt",
    "welcome_own_form.content",
}


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["keys", *arguments], env=environment)


def done(environment: dict[str, str], *arguments: str) -> str:
    result = run(environment, *arguments)
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.output


def test_every_column_of_bytes_is_sealed_again_or_known_not_to_be_sealed() -> None:
    bytes_ = {
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    sealed = {f"{column.model.__tablename__}.{column.name}" for column in COLUMNS}
    digests = {name for name in bytes_ if name.endswith(("digest", ".subject"))}
    assert bytes_ - sealed - digests == NOT_SEALED
    assert sealed <= bytes_


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Give the settings of a demonstration, with all that its people have written."""
    settings = read_settings({"FIRSTSHIFT_INSTANCE": str(tmp_path_factory.mktemp("demo"))})
    demonstrate(settings, HOME_PAGE)
    return settings


def test_all_that_a_demonstration_holds_opens_with_the_newest_key_alone(
    demonstration: Settings,
) -> None:
    database = Database(demonstration.database_url)
    older, new = read_keys(demonstration.sealing_keys), os.urandom(32)
    outcome = reseal_all(database, (new, *older))
    assert outcome.closed == 0 and outcome.resealed > 20
    opened = set()
    with database.read() as session:
        for column in COLUMNS:
            seal = Seal((new,), column.purpose)
            for row in session.scalars(select(column.model)):
                sealed = getattr(row, column.name)
                if sealed is not None:
                    seal.open(sealed, column.place(row))
                    opened.add(column.model.__tablename__)
    rooms = {"note", "journal_entry", "journal_share", "welcome_answer", "welcome_filled"}
    assert rooms <= opened
    assert reseal_all(database, (new,)).resealed == 0
    database.close()


def test_what_no_demonstration_holds_opens_as_well(
    environment: dict[str, str], tmp_path: Path
) -> None:
    app = create_app(read_settings(environment | {"FIRSTSHIFT_MAIL_BACKEND": "file"}))
    parts: Services = app.extensions[KEY]
    database, seal = parts.database, Seal(parts.sealing_keys, totp.PURPOSE)
    trust = make_trust(database, "Alder Valley Trust", "alder.example")
    with app.app_context(), database.write() as session:
        person = session.scalars(select(Person)).first()
        assert person is not None
        totp.begin(session, seal, person.id, now())
        letter = letters.Letter("ada@example.org", "x", "what it says")
        letters.write(parts, session, letter, now(), person_id=person.id)
        asked = ErasureRequest(
            id=uuid.uuid4(), organisation_id=trust.organisation, due=now().date()
        )
        set_reason(parts, asked, "because")
        session.add(asked)
        form = uuid.uuid4()
        kept = own_of(person.id).close_text("typed", unsaved_place(form))
        session.add(JournalUnsaved(id=form, person_id=person.id, kept=kept, made=now()))
    file = tmp_path / "sealing-keys"
    assert "Sealed again: 4 texts" in done(environment, "rotate")
    newest = read_keys(file)[0]
    file.write_text(newest.hex())
    with app.app_context(), database.read() as session:
        asked = session.scalars(select(ErasureRequest)).one()
        assert reason_of(parts, asked) == "because"
        waiting = session.scalars(select(LetterWaiting)).one()
        assert letters.opened(parts, waiting).text == "what it says"
        row = session.scalars(select(Authenticator)).one()
        secret = totp.secret_to_confirm(session, seal, row.person_id, "a@b.example", now())
        assert secret is not None and len(secret.typed) > 30
        unsaved = session.scalars(select(JournalUnsaved)).one()
        text = own_of(unsaved.person_id).open_text(unsaved.kept, unsaved_place(unsaved.id))
        assert text == "typed"
    database.close()
    assert parts.embedded_lrs is not None
    parts.embedded_lrs.close()


@BOTH
def test_notes_are_read_and_written_while_the_key_changes(
    environment: dict[str, str], app: Flask, trust: Trust, database: Database
) -> None:
    ring, topics = app.extensions[KEY].sealing_keys, [f"topic-{n}" for n in range(120)]
    member = trust.members["learner"]
    expected = dict.fromkeys(topics, "0")

    def place(topic: str) -> notes.Place:
        return notes.Place(member, "culture", topic)

    with within(trust.organisation), database.write() as session:
        for topic in topics:
            notes.save_note(session, Seal(ring, "notes"), place(topic), "0", 0, now())
    first, over, faults = fingerprint(ring[0]), threading.Event(), []

    def work(own: list[str]) -> None:
        number = 0
        try:
            while not over.is_set():
                topic = own[number % len(own)]
                seal = Seal(ring, "notes")
                with database.write() as session:
                    before = notes.note_of(session, seal, place(topic))
                    assert before.text == expected[topic]
                    text = f"{int(before.text) + 1}"
                    notes.save_note(session, seal, place(topic), text, before.version, now())
                expected[topic] = text
                number += 1
        except Exception as error:
            faults.append(error)

    def read() -> None:
        try:
            while not over.is_set():
                seal = Seal(ring, "notes")
                with database.read() as session:
                    assert len(notes.all_kept(session, seal, member)) == len(topics)
        except Exception as error:
            faults.append(error)

    threads = [
        threading.Thread(target=work, args=(topics[:60],)),
        threading.Thread(target=work, args=(topics[60:],)),
        threading.Thread(target=read),
    ]
    for thread in threads:
        thread.start()
    try:
        told = done(environment, "rotate")
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert faults == []
    assert "Sealed again" in told and fingerprint(ring[0]) != first
    seal = Seal((ring[0],), "notes")
    with database.read() as session:
        for topic in topics:
            assert notes.note_of(session, seal, place(topic)).text == expected[topic]


def test_a_text_that_was_sealed_anew_after_the_seal_was_made_opens(tmp_path: Path) -> None:
    file = tmp_path / "sealing-keys"
    ring = KeyRing(file)
    before = Seal(ring, "x")
    add_sealing_key(file)
    sealed = Seal(read_keys(file)[:1], "x").seal("text", "here")
    assert before.open(sealed, "here") == "text"
    file.unlink()
    assert Seal(ring, "x").open(sealed, "here") == "text"


@pytest.fixture
def prepared(environment: dict[str, str], tmp_path: Path) -> Path:
    prepare(read_settings(environment), HOME_PAGE)
    read_keys(tmp_path / "sealing-keys")
    return tmp_path / "sealing-keys"


def test_older_keys_go_a_day_later_and_only_where_nothing_needs_them(
    prepared: Path, environment: dict[str, str], trust: Trust, database: Database
) -> None:
    assert "one sealing key only" in done(environment, "drop-older")
    done(environment, "rotate")
    refused = run(environment, "drop-older")
    assert isinstance(refused.exception, StartError)
    assert "younger than a day" in refused.exception.sentence
    yesterday = time.time() - REST_SECONDS - 1
    lost, member = Seal((b"l" * 32,), "notes"), trust.members["learner"]
    with within(trust.organisation), database.write() as session:
        notes.save_note(session, lost, notes.Place(member, "culture", "x"), "lost", 0, now())
    os.utime(prepared, (yesterday, yesterday))
    refused = run(environment, "drop-older")
    assert isinstance(refused.exception, StartError)
    assert "No key here opens 1 text" in refused.exception.sentence
    assert len(read_keys(prepared)) == 2
    with database.write() as session:
        session.execute(delete(Note))
    assert "Taken out: 1 key" in done(environment, "drop-older")
    assert len(done(environment, "list").splitlines()) == 1
    assert prepared.stat().st_mode & 0o777 == 0o600


def test_a_new_session_secret_signs_nobody_out_and_keeps_open_forms_good(
    environment: dict[str, str], as_learner: Actor, tmp_path: Path
) -> None:
    token = as_learner.token()
    cookie = as_learner.get_cookie("firstshift")
    assert cookie is not None
    for number, status in ((1, 200), (2, 302)):
        done(environment, "rotate-session")
        again = create_app(read_settings(environment))
        again.test_client_class = Actor
        actor = new_actor(again)
        actor.set_cookie("firstshift", cookie.value)
        assert actor.get("/account").status_code == status
        posted = actor.post("/account/password", data={"csrf_token": token})
        assert (CSRF_SENTENCE in posted.text) == (number == 2)
        again.extensions[KEY].database.close()
        again.extensions[KEY].embedded_lrs.close()
    assert len((tmp_path / "secret").read_text().split()) == 2
