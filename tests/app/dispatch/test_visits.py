"""Visits that are open: what is written for them, what they tell, and how they end at once."""

import uuid
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database import Database, now
from app.dispatch import held, licences, seats, tickets
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.dispatch.tickets import Ticket
from app.tries import CountedTry
from tests.app.actors import Actor
from tests.app.dispatch.conftest import CONTACT, MakeLicence
from tests.app.dispatch.launches import LMS, NONCE, issued_before, launch, launch_of, token_of

ELSEWHERE = "https://lms.birch.example"


@pytest.fixture
def no_writing(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Fail where the database's lock for writing is asked for; undo it to end that."""

    def refuse(_: Database) -> AbstractContextManager[Session]:
        raise AssertionError("this needs no lock for writing")

    monkeypatch.setattr(Database, "write", refuse)
    return monkeypatch


def change(database: Database, licence: uuid.UUID, **columns: object) -> None:
    """Write columns of a licence."""
    with database.write() as session:
        for name, value in columns.items():
            setattr(session.get_one(DispatchLicence, licence), name, value)


def seat_of(browser_of: FlaskClient, visit: str) -> str:
    """Return the seat of a launch."""
    return str(launch_of(browser_of.get(visit + "course-data.js").text)["seat"])


def provisional(database: Database, licence: uuid.UUID) -> int:
    """Return how many seats no LMS is known to have kept."""
    with database.read() as session:
        return held.count(session, session.get_one(DispatchLicence, licence), now()).provisional


def end(database: Database, licence: uuid.UUID) -> None:
    """Revoke a licence, and what is open with it."""
    with database.write() as session:
        licences.end(session.get_one(DispatchLicence, licence), now(), at_once=True)


def test_whoever_is_refused_keeps_nobody_waiting(
    client: Actor,
    database: Database,
    make_licence: MakeLicence,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    full, revoked, gone, busy = (
        make_licence(seats=1),
        make_licence(),
        make_licence(),
        make_licence(),
    )
    tokens = {each: token_of(database, each) for each in (full, revoked, gone, busy)}
    monkeypatch.setattr(seats, "NEW_SEATS_OF_A_NETWORK", 1)
    for each in (full, busy):
        assert launch(client, tokens[each]).status_code == 303
    change(database, revoked, revoked=now())
    change(database, gone, modules=["gone"])
    request.getfixturevalue("no_writing")
    asked = [
        (404, launch(client, "nonsense")),
        (403, launch(client, tokens[full], origin=ELSEWHERE)),
        (400, launch(client, tokens[full], nonce="")),
        (410, launch(client, tokens[revoked])),
        (410, launch(client, tokens[gone])),
        (403, launch(client, tokens[full])),
        (429, launch(client, tokens[busy])),
    ]
    for status, answer in asked:
        assert answer.status_code == status


def test_whoever_comes_back_on_the_same_day_keeps_nobody_waiting(
    client: Actor,
    browser_of: FlaskClient,
    token: str,
    visit: str,
    request: pytest.FixtureRequest,
) -> None:
    seat = seat_of(browser_of, visit)
    assert launch(client, token, seat=seat).status_code == 303
    request.getfixturevalue("no_writing")
    assert launch(client, token, seat=seat).status_code == 303
    assert launch(client, token, visit="look").status_code == 303


def test_a_network_address_takes_so_many_new_seats_of_a_licence_in_an_hour(
    client: Actor,
    browser_of: FlaskClient,
    database: Database,
    make_licence: MakeLicence,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seats, "NEW_SEATS_OF_A_NETWORK", 2)
    token, other = token_of(database, make_licence()), token_of(database, make_licence())
    first = launch(client, token)
    assert [launch(client, token).status_code for _ in range(2)] == [303, 429]
    assert "Very many people are opening this module" in launch(client, token).text
    # A learner who has a seat comes in from the same address, and so does a new one of another licence.
    seat = seat_of(browser_of, first.headers["Location"].removesuffix("index.html"))
    assert launch(client, token, seat=seat).status_code == 303
    assert launch(client, other).status_code == 303
    assert launch(client, token, address="192.0.2.2").status_code == 303
    # One household has all addresses of one network.
    for host, status in (("1", 303), ("2", 303), ("ffff:1", 429)):
        address = f"2001:db8:0:1::{host}"
        assert launch(client, token, address=address).status_code == status, host
    assert launch(client, token, address="2001:db8:0:2::1").status_code == 303
    with database.read() as session:
        for subject in session.scalars(select(CountedTry.subject)):
            assert len(subject) == 32 and b"192.0.2" not in subject


def test_an_open_course_tells_once_that_its_system_has_kept_the_seat(
    client: Actor,
    browser_of: FlaskClient,
    database: Database,
    make_licence: MakeLicence,
    request: pytest.FixtureRequest,
) -> None:
    licence = make_licence()
    visit = launch(client, token_of(database, licence)).headers["Location"]
    visit = visit.removesuffix("index.html")
    assert provisional(database, licence) == 1
    assert browser_of.post(visit + "kept").status_code == 204
    assert provisional(database, licence) == 0
    request.getfixturevalue("no_writing")
    assert browser_of.post(visit + "kept").status_code == 204
    assert browser_of.get(visit + "kept").status_code == 404


def test_only_a_ticket_of_the_licence_tells_that_a_seat_is_kept(
    app: Flask,
    browser_of: FlaskClient,
    database: Database,
    make_licence: MakeLicence,
) -> None:
    licence = make_licence()
    token = token_of(database, licence)
    with database.write() as session:
        session.add(DispatchSeat(licence_id=licence, seat="a" * 12))
    ticket = Ticket(token, LMS, NONCE, "a" * 12)
    forged = tickets.issue("another key", ticket)
    strange = tickets.issue(str(app.secret_key), Ticket("other", LMS, NONCE, "a" * 12))
    for wrong in (forged, strange, "x"):
        assert browser_of.post(f"/dispatch/{token}/visit/{wrong}/kept").status_code == 404
    assert provisional(database, licence) == 1
    look = tickets.issue(str(app.secret_key), Ticket(token, LMS, NONCE, None))
    assert browser_of.post(f"/dispatch/{token}/visit/{look}/kept").status_code == 204
    assert provisional(database, licence) == 1
    # A page may be open for longer than its ticket opens files.
    old = issued_before(app, ticket, tickets.SECONDS + 60)
    assert browser_of.get(f"/dispatch/{token}/visit/{old}/index.html").status_code == 410
    assert browser_of.post(f"/dispatch/{token}/visit/{old}/kept").status_code == 204
    assert provisional(database, licence) == 0


def test_what_is_open_ends_at_once_where_that_was_chosen(
    app: Flask,
    client: Actor,
    browser_of: FlaskClient,
    database: Database,
    make_licence: MakeLicence,
) -> None:
    licence, other = make_licence(), make_licence()
    token = token_of(database, licence)
    visit = launch(client, token).headers["Location"].removesuffix("index.html")
    untouched = launch(client, token_of(database, other)).headers["Location"]
    end(database, licence)
    for name in ("index.html", "course-data.js", "images/wards.svg", "player-relay.js"):
        answer = browser_of.get(visit + name)
        assert answer.status_code == 410, name
    page = browser_of.get(visit + "index.html")
    for words in ("has been ended", "Alder Valley Trust", CONTACT, "kept in your learning system"):
        assert words in page.text
    assert f"frame-ancestors 'self' {LMS}" in page.headers["Content-Security-Policy"]
    old = issued_before(app, Ticket(token, LMS, NONCE, None), tickets.SECONDS + 60)
    for kept in (visit + "kept", f"/dispatch/{token}/visit/{old}/kept"):
        assert browser_of.post(kept).status_code == 410
    assert provisional(database, licence) == 1
    assert browser_of.get(untouched).status_code == 200


def test_the_address_of_a_visit_is_told_to_nobody_and_kept_by_no_cache_that_is_shared(
    client: Actor, browser_of: FlaskClient, token: str, visit: str
) -> None:
    answers = {
        "launch": launch(client, token),
        "refusal": launch(client, token, origin=ELSEWHERE),
        "mistake": launch(client, token, nonce=""),
        "page": browser_of.get(visit + "index.html"),
        "data": browser_of.get(visit + "course-data.js"),
        "picture": browser_of.get(visit + "images/wards.svg"),
        "script": browser_of.get(visit + "player-relay.js"),
        "missing": browser_of.get(visit + "nowhere.html"),
        "kept": browser_of.post(visit + "kept"),
        "forged": browser_of.get(f"/dispatch/{token}/visit/x/index.html"),
    }
    for name, answer in answers.items():
        assert answer.headers["Referrer-Policy"] == "no-referrer", name
        kept = answer.headers["Cache-Control"]
        private = kept.startswith("private, max-age=") if name == "picture" else kept == "no-store"
        assert private, (name, kept)
    # The course may speak to this server, to tell what it has kept, and to no other.
    assert "connect-src 'self';" in answers["page"].headers["Content-Security-Policy"]
