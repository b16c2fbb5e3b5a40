"""What a licence allows, without a database."""

import datetime as dt

import pytest

from app.dispatch.errors import Expired, Full, Revoked
from app.dispatch.rules import Terms, check_open, check_room, state_of

LAST = dt.date(2027, 3, 31)
DAY = dt.timedelta(days=1)


def test_the_last_day_belongs_to_the_licence() -> None:
    terms = Terms(LAST, 0, revoked=False)
    check_open(terms, LAST)
    assert state_of(terms, LAST) == "open"
    with pytest.raises(Expired):
        check_open(terms, LAST + DAY)
    assert state_of(terms, LAST + DAY) == "expired"


def test_a_revoked_licence_is_revoked_on_every_day() -> None:
    terms = Terms(LAST, 0, revoked=True)
    for day in (LAST - DAY, LAST + DAY):
        assert state_of(terms, day) == "revoked"
        with pytest.raises(Revoked):
            check_open(terms, day)


@pytest.mark.parametrize(
    ("seats", "taken", "fits"), [(0, 10_000, True), (3, 2, True), (3, 3, False)]
)
def test_seats_are_for_as_many_as_agreed_and_none_stands_for_all(
    seats: int, taken: int, fits: bool
) -> None:
    terms = Terms(LAST, seats, revoked=False)
    if fits:
        check_room(terms, taken)
        return
    with pytest.raises(Full):
        check_room(terms, taken)


def test_a_licence_that_shrank_below_what_is_taken_is_full() -> None:
    with pytest.raises(Full):
        check_room(Terms(LAST, 2, revoked=False), 5)
