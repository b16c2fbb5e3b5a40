"""What an administrator reads of seats and of open visits, and what they can do about them."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import select

from app.database import Database, now
from app.dispatch.models import DispatchLicence, DispatchSeat
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.dispatch.conftest import MakeLicence
from tests.app.trust import Trust
from tests.support.html import words_of


@pytest.fixture
def licence(database: Database, make_licence: MakeLicence) -> uuid.UUID:
    """Give a licence with a seat in use, one unused for a hundred days, and a provisional one."""
    made = make_licence(seats=5)
    long_ago = now().date() - dt.timedelta(days=100)
    with database.write() as session:
        session.add_all(
            [
                DispatchSeat(licence_id=made, seat="a" * 12, kept=now()),
                DispatchSeat(licence_id=made, seat="b" * 12, kept=now(), used=long_ago),
                DispatchSeat(licence_id=made, seat="c" * 12),
            ]
        )
    return made


def seats_of(database: Database, licence: uuid.UUID) -> str:
    """Return the first letters of the seats that are there."""
    with database.read() as session:
        found = session.scalars(
            select(DispatchSeat.seat).where(DispatchSeat.licence_id == licence)
        ).all()
    return "".join(sorted(seat[0] for seat in found))


def test_seats_are_released_after_their_number_was_read(
    as_lms_administrator: Actor, database: Database, licence: uuid.UUID
) -> None:
    path = f"/packages/dispatch/{licence}"
    assert f'href="{path}/seats"' in as_lms_administrator.get(path).text
    page = words_of(as_lms_administrator.get(f"{path}/seats").text)
    for words in (
        "Seats taken: 3 of 5. Provisional: 1.",
        "Provisional: 1 </label>",
        "Not used for 90 days: 1 </label>",
        "Not used for 365 days: 0 </label>",
        "free again by itself after 14 days",
    ):
        assert words in page, words
    answer = as_lms_administrator.send(f"{path}/seats", days="90")
    assert (answer.status_code, answer.headers["Location"]) == (303, path)
    assert "1 seat released." in as_lms_administrator.get(path).text
    assert seats_of(database, licence) == "ac"
    as_lms_administrator.send(f"{path}/seats", days="0")
    assert seats_of(database, licence) == "a"
    assert "1 of 5" in as_lms_administrator.get(path).text


@pytest.mark.parametrize("days", [{}, {"days": "1"}, {"days": "-90"}, {"days": "all"}])
def test_no_seat_is_released_where_none_was_chosen(
    as_lms_administrator: Actor, database: Database, licence: uuid.UUID, days: dict[str, str]
) -> None:
    answer = as_lms_administrator.send(f"/packages/dispatch/{licence}/seats", **days)
    assert answer.status_code == 400
    assert "There is a problem" in answer.text
    assert seats_of(database, licence) == "abc"


def test_another_trust_releases_no_seat(
    sign_in: SignIn, other_trust: Trust, database: Database, licence: uuid.UUID
) -> None:
    stranger = sign_in(other_trust.email("lms-administrator"))
    path = f"/packages/dispatch/{licence}/seats"
    assert stranger.get(path).status_code == 404
    assert stranger.send(path, days="0").status_code == 404
    assert seats_of(database, licence) == "abc"


def test_a_licence_says_whom_its_seats_count(
    as_lms_administrator: Actor, licence: uuid.UUID
) -> None:
    page = words_of(as_lms_administrator.get(f"/packages/dispatch/{licence}").text)
    assert "Seats count learners who are recorded" in page
    assert (
        "whoever only looks, where your LMS records nothing, takes none and reads the whole course"
        in page
    )


def test_what_is_open_is_ended_with_the_licence_or_later(
    as_lms_administrator: Actor, database: Database, make_licence: MakeLicence
) -> None:
    def ended(licence: uuid.UUID) -> bool:
        with database.read() as session:
            return session.get_one(DispatchLicence, licence).visits_ended is not None

    at_once, later = make_licence(), make_licence()
    path = f"/packages/dispatch/{at_once}"
    assert "End what is open now, too" in as_lms_administrator.get(f"{path}/revoke").text
    as_lms_administrator.send(f"{path}/revoke", at_once="yes")
    assert ended(at_once)
    page = words_of(as_lms_administrator.get(path).text)
    assert "and what is open ends." in page and "What was open has ended too, since" in page
    path = f"/packages/dispatch/{later}"
    as_lms_administrator.send(f"{path}/revoke")
    assert not ended(later)
    page = words_of(as_lms_administrator.get(path).text)
    assert "may be finished, within twelve hours" in page and "End what is open now" in page
    assert 'name="at_once" value="yes"' in page
    as_lms_administrator.send(f"{path}/revoke", at_once="yes")
    assert ended(later)
