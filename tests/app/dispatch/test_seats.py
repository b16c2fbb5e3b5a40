"""Seats: one for each learner, never one too many, whatever the database."""

import datetime as dt
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from app.database import Database, now
from app.dispatch import held, seats
from app.dispatch.errors import Busy, Expired, Full, Refused, Revoked, Stranger, Unknown
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.dispatch.seats import Asked, take
from packager.dispatch import SEAT_CHARS
from tests.app.databases import BOTH
from tests.app.dispatch.conftest import LMS, MakeLicence, Take


def taken(database: Database, licence: uuid.UUID) -> int:
    """Return how many seats are taken."""
    with database.read() as session:
        counted = select(func.count()).where(DispatchSeat.licence_id == licence)
        return session.scalar(counted) or 0


def test_whoever_brings_a_seat_takes_no_second(
    database: Database, make_licence: MakeLicence, ask: Take
) -> None:
    licence = make_licence(seats=1)
    seat = ask(licence)
    assert seat and len(seat) == SEAT_CHARS
    assert ask(licence, seat) == seat
    assert taken(database, licence) == 1
    with pytest.raises(Full):
        ask(licence)
    assert ask(licence, seat) == seat


@pytest.mark.parametrize(
    "brought", ["unknown-seat", "x", "x" * 5000, "../../etc/pa", "'; DROP --x"]
)
def test_a_seat_that_is_none_of_ours_is_replaced_by_a_new_one(
    make_licence: MakeLicence, ask: Take, brought: str
) -> None:
    assert ask(make_licence(), brought) != brought


def test_a_seat_of_another_licence_is_none_here(make_licence: MakeLicence, ask: Take) -> None:
    elsewhere = ask(make_licence())
    full = make_licence(seats=1)
    ask(full)
    with pytest.raises(Full):
        ask(full, elsewhere)


def test_looking_takes_no_seat_even_where_none_is_left(
    database: Database, make_licence: MakeLicence, ask: Take
) -> None:
    licence = make_licence(seats=1)
    seat = ask(licence)
    assert ask(licence, looks=True) is None
    assert ask(licence, seat or "", looks=True) == seat
    assert taken(database, licence) == 1


def test_refusals_take_nothing(database: Database, make_licence: MakeLicence, ask: Take) -> None:
    over = make_licence(expires=dt.date(2026, 1, 31))
    revoked = make_licence()
    with database.write() as session:
        session.get_one(DispatchLicence, revoked).revoked = now()
    cases: list[tuple[uuid.UUID, str, type[Refused]]] = [
        (over, LMS, Expired),
        (revoked, LMS, Revoked),
        (make_licence(), "https://lms.birch.example", Stranger),
        (make_licence(), "", Stranger),
        (make_licence(), "null", Stranger),
        # Who is no LMS of the licence does not learn that it was revoked.
        (revoked, "https://lms.birch.example", Stranger),
    ]
    for licence, origin, error in cases:
        with pytest.raises(error):
            ask(licence, origin=origin)
        assert taken(database, licence) == 0
    with database.write() as session, pytest.raises(Unknown):
        take(session, Asked("nonsense", LMS, "", looks=False, network=b""), now())


def test_the_last_day_ends_at_midnight_in_the_united_kingdom(
    make_licence: MakeLicence, ask: Take
) -> None:
    licence = make_licence(expires=dt.date(2026, 6, 30))
    ask(licence, at=dt.datetime(2026, 6, 30, 22, 59, tzinfo=dt.UTC))
    with pytest.raises(Expired):
        ask(licence, at=dt.datetime(2026, 6, 30, 23, 1, tzinfo=dt.UTC))


def test_a_flood_of_new_seats_stops_and_lets_those_who_sit_back_in(
    make_licence: MakeLicence, ask: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seats, "NEW_SEATS_AN_HOUR", 3)
    licence = make_licence()
    at = now()
    seat = ask(licence, at=at)
    ask(licence, at=at)
    ask(licence, at=at)
    with pytest.raises(Busy):
        ask(licence, at=at)
    assert ask(licence, seat or "", at=at) == seat
    assert ask(licence, at=at + dt.timedelta(minutes=61))


def test_a_flood_from_one_network_stops_before_it_stops_anybody_else(
    database: Database,
    make_licence: MakeLicence,
    ask: Take,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(seats, "NEW_SEATS_OF_A_NETWORK", 2)
    licence = make_licence()
    at = now()
    seat = ask(licence, at=at, network=b"script")
    ask(licence, at=at, network=b"script")
    with pytest.raises(Busy):
        ask(licence, at=at, network=b"script")
    # Who has a seat, who only looks, and who asks from elsewhere, are not kept out.
    assert ask(licence, seat or "", at=at, network=b"script") == seat
    assert ask(licence, at=at, network=b"script", looks=True) is None
    assert ask(licence, at=at, network=b"ward")
    # Seats that are given back do not give the flood another turn.
    with database.write() as session:
        found = session.get_one(DispatchLicence, licence)
        held.release(session, found, held.PROVISIONAL, at)
    with pytest.raises(Busy):
        ask(licence, at=at, network=b"script")
    assert ask(licence, at=at + dt.timedelta(minutes=61), network=b"script")


@BOTH
def test_two_who_ask_for_the_last_seat_at_once_get_one_between_them(
    database: Database, make_licence: MakeLicence
) -> None:
    many = 8
    licence = make_licence(seats=1)
    with database.read() as session:
        token = session.get_one(DispatchLicence, licence).token
    together = threading.Barrier(many)

    def one(_: int) -> str:
        together.wait()
        try:
            with database.write() as session:
                return take(session, Asked(token, LMS, "", False, b""), now()) or ""
        except Full:
            return ""

    with ThreadPoolExecutor(many) as pool:
        got = [seat for seat in pool.map(one, range(many)) if seat]
    assert len(got) == 1
    assert taken(database, licence) == 1
