"""Seats that are provisional until an LMS has kept them, and seats that are given back."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import select

from app.database import Database
from app.dispatch import held, seats
from app.dispatch.errors import Full
from app.dispatch.models import DispatchLicence, DispatchSeat
from tests.app.databases import BOTH
from tests.app.dispatch.conftest import MakeLicence, Take

DAY = dt.timedelta(days=1)
START = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def counted(database: Database, licence: uuid.UUID, at: dt.datetime) -> tuple[int, int]:
    """Return how many seats are held, and how many of them are provisional."""
    with database.read() as session:
        found = held.count(session, session.get_one(DispatchLicence, licence), at)
    return found.taken, found.provisional


def keep(database: Database, licence: uuid.UUID, seat: str | None, at: dt.datetime) -> None:
    """Tell that the LMS has kept a seat."""
    with database.write() as session:
        seats.keep(session, session.get_one(DispatchLicence, licence), seat or "", at)


def release(database: Database, licence: uuid.UUID, days: int, at: dt.datetime) -> int:
    """Give seats back, after the number was shown that it is going to be."""
    with database.write() as session:
        found = session.get_one(DispatchLicence, licence)
        shown = held.spare(session, found, at).get(days)
        done = held.release(session, found, days, at)
    assert shown in (None, done)
    return done


def test_a_seat_that_no_system_has_kept_lapses_and_gives_its_place_to_another(
    database: Database, make_licence: MakeLicence, ask: Take
) -> None:
    licence = make_licence(seats=1)
    lost = ask(licence, at=START)
    assert counted(database, licence, START) == (1, 1)
    with pytest.raises(Full):
        ask(licence, at=START + held.LAPSE - dt.timedelta(minutes=1))
    later = START + held.LAPSE
    assert counted(database, licence, later) == (0, 0)
    # It is taken away with the next seat; whoever had it after all asks for one like everybody else.
    assert ask(licence, at=later) != lost
    with database.read() as session:
        assert lost not in session.scalars(select(DispatchSeat.seat)).all()
    with pytest.raises(Full):
        ask(licence, lost or "", at=later)


def test_a_seat_that_a_system_brings_back_or_has_stored_stays_for_good(
    database: Database, make_licence: MakeLicence, ask: Take
) -> None:
    licence = make_licence(seats=2)
    back, told = ask(licence, at=START), ask(licence, at=START)
    ask(licence, back or "", at=START + DAY)
    assert counted(database, licence, START + DAY) == (2, 1)
    keep(database, licence, told, START + DAY)
    assert counted(database, licence, START + 400 * DAY) == (2, 0)
    assert ask(licence, told or "", at=START + 300 * DAY) == told


def test_word_of_a_seat_that_is_held_no_longer_brings_it_not_back(
    database: Database, make_licence: MakeLicence, ask: Take
) -> None:
    licence = make_licence(seats=1)
    lost = ask(licence, at=START)
    later = START + held.LAPSE
    keep(database, licence, lost, later)
    assert counted(database, licence, later) == (0, 0)
    with database.read() as session:
        found = session.get_one(DispatchLicence, licence)
        assert not seats.is_provisional(session, found, lost or "", later)


@BOTH
def test_seats_that_nobody_uses_are_released_and_others_stay(
    database: Database, make_licence: MakeLicence, ask: Take
) -> None:
    licence, other = make_licence(seats=3), make_licence()
    used, unused, provisional = (ask(licence, at=START) for _ in range(3))
    elsewhere = ask(other, at=START)
    for seat in (used, unused):
        keep(database, licence, seat, START)
    ask(licence, used or "", at=START + 60 * DAY)
    today = START + 90 * DAY
    ask(other, elsewhere or "", at=START + DAY)
    assert release(database, licence, 91, today) == 0
    # The provisional seat has lapsed long ago, and is not counted again.
    assert release(database, licence, 90, today) == 1
    assert counted(database, licence, today) == (1, 0)
    assert ask(licence, used or "", at=today) == used
    assert ask(licence, unused or "", at=today) != unused
    assert counted(database, other, today) == (1, 0)
    assert provisional


def test_provisional_seats_are_released_before_they_lapse(
    database: Database, make_licence: MakeLicence, ask: Take
) -> None:
    licence = make_licence(seats=2)
    kept = ask(licence, at=START)
    keep(database, licence, kept, START)
    ask(licence, at=START)
    with pytest.raises(Full):
        ask(licence, at=START)
    assert release(database, licence, held.PROVISIONAL, START) == 1
    assert counted(database, licence, START) == (1, 0)
    assert ask(licence, kept or "", at=START) == kept
    assert ask(licence, at=START)
