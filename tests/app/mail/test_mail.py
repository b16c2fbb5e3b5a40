"""Letters: sent after the act that they tell of, again when the server was away, and never logged."""

import datetime as dt
import logging
import re
import smtplib
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from wtforms import ValidationError

from app.accounts.forms import check_email
from app.accounts.letters import password_changed
from app.accounts.models import OneTimeLink, Person
from app.database import Database, now
from app.errors import SettingError
from app.mail.letters import Letter, write
from app.mail.models import LetterWaiting
from app.mail.postman import send_letters
from app.mail.server import message
from app.settings import SETTINGS, Settings, read_settings, shown
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of
from tests.app.mail.conftest import Mailbox
from tests.app.trust import Trust

NEW = "four patient cormorants"


def waiting(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(LetterWaiting)) or 0


def link_in(text: str) -> str:
    found = re.search(r"https?://[^/\s]+(/welcome/[\w-]+)", text)
    assert found, text
    return found[1]


@BOTH
def test_a_forgotten_password_is_chosen_anew_by_a_link(
    app: Flask,
    client: Actor,
    trust: Trust,
    mailbox: Mailbox,
    sign_in: SignIn,
    database: Database,
) -> None:
    before = sign_in(trust.email("learner"))
    assert (
        client.send("/sign-in/forgotten", email=trust.email("learner").upper()).status_code == 200
    )
    assert mailbox.letters == []
    send_letters(parts_of(app), now)
    assert mailbox.letters[0]["To"] == trust.email("learner")
    link = link_in(mailbox.text())
    assert client.send(link, password=NEW).headers["Location"] == "/"
    assert client.get("/account").status_code == 200
    assert before.get("/account").status_code == 302
    assert new_actor(app).get(link).status_code == 404
    mailbox.letters.clear()
    send_letters(parts_of(app), now)
    assert "Your password was changed" in mailbox.text()
    assert waiting(database) == 0


@pytest.mark.parametrize("who", ["learner", "nobody"])
def test_known_and_unknown_addresses_get_the_same_answer_and_the_same_work(
    client: Actor, trust: Trust, database: Database, who: str
) -> None:
    email = trust.email(who)
    answer = client.send("/sign-in/forgotten", email=email)
    assert answer.status_code == 200
    assert "a link is on its way" in answer.text
    assert waiting(database) == 1
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(OneTimeLink)) == 0


def test_nobody_gets_a_letter_where_nobody_has_the_address(
    app: Flask, client: Actor, mailbox: Mailbox, database: Database
) -> None:
    client.send("/sign-in/forgotten", email="nobody@alder.example")
    send_letters(parts_of(app), now)
    assert mailbox.letters == []
    assert waiting(database) == 0


def test_three_links_an_hour_go_to_one_address_and_the_answer_stays_the_same(
    client: Actor, trust: Trust, database: Database
) -> None:
    answers = {
        client.send("/sign-in/forgotten", email=trust.email("learner")).status_code
        for _ in range(5)
    }
    assert answers == {200}
    assert waiting(database) == 3


def test_a_link_that_anybody_can_ask_for_ends_no_invitation(
    app: Flask, client: Actor, as_administrator: Actor, trust: Trust, mailbox: Mailbox
) -> None:
    page = as_administrator.send(f"/people/{trust.members['learner']}/link").text
    assert "This link is being sent to" in page
    send_letters(parts_of(app), now)
    invitation = link_in(mailbox.text())
    assert invitation in page
    mailbox.letters.clear()
    client.send("/sign-in/forgotten", email=trust.email("learner"))
    send_letters(parts_of(app), now)
    assert new_actor(app).get(invitation).status_code == 200
    assert client.send(link_in(mailbox.text()), password=NEW).status_code == 302
    assert new_actor(app).get(invitation).status_code == 404


def test_the_link_names_the_server_whatever_host_the_request_claims(
    app: Flask, client: Actor, trust: Trust, mailbox: Mailbox
) -> None:
    token = client.token()
    client.post(
        "/sign-in/forgotten",
        data={"csrf_token": token, "email": trust.email("learner")},
        headers={"X-Forwarded-Host": "evil.example"},
    )
    send_letters(parts_of(app), now)
    assert "https://firstshift.example/welcome/" in mailbox.text()


def test_a_link_is_too_old_after_an_hour(
    app: Flask, client: Actor, trust: Trust, mailbox: Mailbox, database: Database
) -> None:
    client.send("/sign-in/forgotten", email=trust.email("learner"))
    send_letters(parts_of(app), now)
    with database.write() as session:
        expires = session.scalars(select(OneTimeLink.expires)).one()
        assert expires - now() < dt.timedelta(hours=1, seconds=1)
        session.execute(update(OneTimeLink).values(expires=now()))
    assert client.get(link_in(mailbox.text())).status_code == 404


@BOTH
def test_letters_wait_while_the_server_is_away_and_no_log_names_anybody(
    app: Flask,
    as_learner: Actor,
    trust: Trust,
    mailbox: Mailbox,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    as_learner.send("/account/password", old=PASSWORD, password=NEW)
    mailbox.away = True
    with caplog.at_level(logging.DEBUG):
        send_letters(parts_of(app), now)
        send_letters(parts_of(app), now)  # claimed: not tried again at once
    assert waiting(database) == 1
    assert caplog.text.count("does not take letters now") == 1
    assert "alder.example" not in caplog.text
    mailbox.away = False
    send_letters(parts_of(app), lambda: now() + dt.timedelta(hours=1))
    assert "Your password was changed" in mailbox.text()
    assert waiting(database) == 0


def test_an_address_that_is_refused_for_good_is_not_tried_again(
    app: Flask,
    as_learner: Actor,
    mailbox: Mailbox,
    database: Database,
    caplog: pytest.LogCaptureFixture,
) -> None:
    as_learner.send("/account/password", old=PASSWORD, password=NEW)
    mailbox.refuses = 451
    send_letters(parts_of(app), now)
    assert waiting(database) == 1
    mailbox.refuses = 550
    send_letters(parts_of(app), lambda: now() + dt.timedelta(hours=1))
    assert waiting(database) == 0
    assert "alder.example" not in caplog.text


def test_a_letter_that_is_of_no_use_any_more_goes_unsent(
    app: Flask, client: Actor, trust: Trust, mailbox: Mailbox, database: Database
) -> None:
    client.send("/sign-in/forgotten", email=trust.email("learner"))
    send_letters(parts_of(app), lambda: now() + dt.timedelta(hours=2))
    assert mailbox.letters == []
    assert waiting(database) == 0


def test_the_database_holds_no_letter_that_can_be_read(
    app: Flask, trust: Trust, database: Database
) -> None:
    letter = Letter("somebody@alder.example", "Subject", "A text with a link")
    with database.write() as session:
        write(parts_of(app), session, letter, now(), person_id=None)
    with database.read() as session:
        kept = session.scalars(select(LetterWaiting.letter)).one()
    assert b"link" not in kept
    assert b"somebody" not in kept


def test_nothing_is_sent_of_an_act_that_did_not_hold(
    app: Flask, trust: Trust, database: Database
) -> None:
    def act() -> None:
        with database.write() as session:
            person = session.scalars(select(Person)).all()[0]
            password_changed(parts_of(app), session, person, now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert waiting(database) == 0


def test_a_message_says_that_a_program_sent_it(settings: Settings) -> None:
    made = message(settings, Letter("a@alder.example", "Hello", "Text"))
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["Message-ID"].endswith("@alder.example>")
    with pytest.raises(ValueError, match="end of line"):
        message(settings, Letter("a@alder.example\nBcc: b@evil.example", "Hello", "Text"))


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SMTP_SENDER", "", "SMTP_SENDER too"),
        ("SMTP_SENDER", "nobody", "firstshift@example.nhs.uk"),
        ("SMTP_SECURITY", "ssl", "one of starttls, tls, none"),
        ("SMTP_PORT", "0", "a whole number from 1 to 65535"),
    ],
)
def test_wrong_settings_are_named(
    environment: dict[str, str], name: str, value: str, words: str
) -> None:
    with pytest.raises(SettingError, match=words):
        read_settings({**environment, f"FIRSTSHIFT_{name}": value})


def test_the_password_of_the_mail_server_is_not_shown(environment: dict[str, str]) -> None:
    settings: Any = read_settings({**environment, "FIRSTSHIFT_SMTP_PASSWORD": "geheim"})
    assert all("geheim" not in shown(each, settings) for each in SETTINGS)


def test_a_letter_that_cannot_be_sent_holds_up_no_other(
    app: Flask, mailbox: Mailbox, database: Database, trust: Trust
) -> None:
    for to in ("a@[x.y", "one@alder.example", "two@alder.example"):
        with database.write() as session:
            write(parts_of(app), session, Letter(to, "Subject", "Text"), now(), person_id=None)
    send_letters(parts_of(app), now)
    assert {letter["To"] for letter in mailbox.letters} == {
        "one@alder.example",
        "two@alder.example",
    }
    assert waiting(database) == 0


@pytest.mark.parametrize(("code", "left"), [(450, 1), (550, 0)])
def test_a_letter_that_is_refused_waits_alone_or_goes(
    app: Flask,
    mailbox: Mailbox,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    left: int,
) -> None:
    for to in ("full@alder.example", "one@alder.example"):
        with database.write() as session:
            write(parts_of(app), session, Letter(to, "Subject", "Text"), now(), person_id=None)
    taken = mailbox.send_message

    def send(made: EmailMessage) -> None:
        if made["To"].startswith("full"):
            raise smtplib.SMTPDataError(code, b"no")
        taken(made)

    monkeypatch.setattr(mailbox, "send_message", send)
    send_letters(parts_of(app), now)
    assert [letter["To"] for letter in mailbox.letters] == ["one@alder.example"]
    assert waiting(database) == left


@pytest.mark.parametrize(
    "coded", ["=?utf-8?q?x=0abcc=3av=40t.example?=", "=?utf-8?b?CkJjYzogdkB0LmV4YW1wbGU=?="]
)
def test_an_encoded_word_begins_no_other_header(app: Flask, coded: str) -> None:
    letter = Letter("a@x.example", f"First Shift: {coded} invites you", "Dear you")
    made = message(parts_of(app).settings, letter)
    read = message_from_bytes(made.as_bytes(policy=SMTP), policy=SMTP)
    assert read["Bcc"] is None and coded.replace("=?", "= ?") in str(read["Subject"])
    assert set(made.keys()) >= set(read.keys())
    with pytest.raises(ValueError, match="encoded word"):
        message(parts_of(app).settings, Letter(f"{coded}@x.example", "s", "t"))
    with pytest.raises(ValidationError):
        check_email(f"{coded}@x.example")


def test_a_letter_that_ends_the_connection_holds_up_no_other(
    app: Flask, mailbox: Mailbox, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, send = parts_of(app), mailbox.send_message

    def dropped(letter: EmailMessage) -> None:
        if letter["To"] == "bad@x.example":
            raise smtplib.SMTPServerDisconnected("Connection unexpectedly closed")
        send(letter)

    monkeypatch.setattr(mailbox, "send_message", dropped)
    with database.write() as session:
        for place, to in enumerate(("one@x.example", "bad@x.example", "two@x.example")):
            moment = now() + dt.timedelta(milliseconds=place)
            write(parts, session, Letter(to, "s", "t"), moment, person_id=None)
    send_letters(parts, now)
    assert [each["To"] for each in mailbox.letters] == ["one@x.example", "two@x.example"]
    with database.read() as session:
        assert [row.tries for row in session.scalars(select(LetterWaiting))] == [1]


def test_the_maker_of_an_invitation_is_not_shown_what_the_mail_holds_nor_writes_without_end(
    as_administrator: Actor, mailbox: Mailbox, database: Database
) -> None:
    fields = {"name": "Dr X", "email": "x@x.example", "roles": ["learner"]}
    first = as_administrator.send("/people/add", **fields)
    assert first.status_code == 200
    assert "/invitation/" not in first.text
    seen = [as_administrator.send("/people/add", **fields).status_code for _ in range(5)]
    assert seen == [200] * 4 + [429]
