"""Reminders of the welcome meeting: on day 3 and day 10, of what was agreed, and of reviews, with no word of a form."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from app.database import Database
from app.organisations.models import Membership
from app.welcome.models import WelcomeAction, WelcomeForm, WelcomeVersion
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.reminders.conftest import FRIDAY, MONDAY, Reminded
from tests.app.trust import Trust

DAY = dt.timedelta(days=1)
MEETING, LEARNING, DOCTORS = (
    "First Shift: the welcome meeting",
    "First Shift: what is due",
    "First Shift: your doctors this week",
)
Form = Callable[..., uuid.UUID]


@pytest.fixture
def form(database: Database, trust: Trust) -> Form:
    """Give a function that keeps a form of the doctor with their supervisor, in some state."""

    def make(**state: Any) -> uuid.UUID:
        with database.write() as session:
            row = WelcomeForm(
                organisation_id=trust.organisation,
                learner_id=trust.members["learner"],
                supervisor_id=trust.members["supervisor"],
                **state,
            )
            session.add(row)
            session.flush()
            return row.id

    return make


def joins(database: Database, trust: Trust, moment: dt.datetime) -> None:
    """Let the doctor come at a moment."""
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).made = moment.astimezone(dt.UTC)


def texts(sent: dict[str, Any], trust: Trust, subject: str) -> dict[str, str]:
    """Return the texts of the mails with a subject, by who got them."""
    return {
        who: sent[key].get_content()
        for who in ("learner", "supervisor", "other-learner", "other-supervisor", "lead")
        if (key := f"{trust.email(who)} {subject}") in sent
    }


@BOTH
def test_both_are_told_on_day_3_and_day_10_and_never_again(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    joins(database, trust, MONDAY)
    told = {}
    for number in range(25):
        if found := texts(reminded(MONDAY + number * DAY), trust, MEETING):
            told[number] = found
        assert not texts(reminded(MONDAY + number * DAY), trust, MEETING)
    assert {number: set(found) for number, found in told.items()} == {
        3: {"learner", "supervisor"},
        10: {"learner", "supervisor"},
    }
    assert "Dr Ngozi Eze: not booked yet" in told[3]["supervisor"]
    assert "not to judge you" in told[3]["learner"] and "Marsh" not in told[3]["learner"]


def test_a_machine_that_was_off_tells_it_two_days_later_and_not_after(
    reminded: Reminded, trust: Trust, database: Database
) -> None:
    joins(database, trust, MONDAY)
    assert set(texts(reminded(MONDAY + 5 * DAY), trust, MEETING)) == {"learner", "supervisor"}
    assert not texts(reminded(MONDAY + 6 * DAY), trust, MEETING)
    assert not texts(reminded(MONDAY + 13 * DAY), trust, MEETING)


def test_a_meeting_that_is_booked_is_not_asked_for_on_day_3(
    reminded: Reminded, trust: Trust, database: Database, form: Form
) -> None:
    joins(database, trust, MONDAY)
    form(meeting=MONDAY + 12 * DAY)
    assert not texts(reminded(MONDAY + 3 * DAY), trust, MEETING)
    found = texts(reminded(MONDAY + 10 * DAY), trust, MEETING)
    assert "booked for 19 December 2026, not held yet" in found["supervisor"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"discussed": MONDAY}, "held, and the form is not signed by both yet"),
        ({"discussed": MONDAY, "signed": MONDAY}, None),
        ({"withdrawn": MONDAY}, None),
    ],
)
def test_day_10_asks_for_what_is_lacking_and_nothing_that_was_withdrawn(
    reminded: Reminded,
    trust: Trust,
    database: Database,
    form: Form,
    state: dict[str, Any],
    words: str | None,
) -> None:
    joins(database, trust, MONDAY)
    form(**state)
    found = texts(reminded(MONDAY + 10 * DAY), trust, MEETING)
    assert (words in found["supervisor"] and words in found["learner"]) if words else not found


def test_the_days_count_from_the_first_day_in_post(
    reminded: Reminded, trust: Trust, database: Database, form: Form
) -> None:
    form(start=MONDAY.date())
    assert not texts(reminded(MONDAY + 2 * DAY), trust, MEETING)
    assert texts(reminded(MONDAY + 3 * DAY), trust, MEETING)


def test_what_was_agreed_is_counted_for_who_owns_it(
    reminded: Reminded, trust: Trust, database: Database, form: Form
) -> None:
    key = form(signed=MONDAY)
    with database.write() as session:
        for owner, days in (("img", -2), ("img", 3), ("img", 30), ("sup", 1), ("other", -1)):
            due = MONDAY.date() + days * DAY
            session.add(
                WelcomeAction(
                    organisation_id=trust.organisation,
                    form_id=key,
                    owner=owner,
                    due=due,
                    tags=[],
                    kept=b"sealed",
                )
            )
    (text,) = texts(reminded(MONDAY), trust, LEARNING).values()
    assert "yours to do: 2 actions, the first 2 days late." in text
    (text,) = texts(reminded(FRIDAY), trust, DOCTORS).values()
    assert "- Dr Ngozi Eze: 2 actions, the first 5 days late" in text


def test_a_review_is_told_from_two_weeks_before_until_both_have_signed(
    reminded: Reminded, trust: Trust, database: Database, form: Form
) -> None:
    key = form(signed=MONDAY, start=dt.date(2026, 9, 20))
    assert not texts(reminded(MONDAY - 7 * DAY), trust, LEARNING)
    (text,) = texts(reminded(MONDAY), trust, LEARNING).values()
    assert "Your review after 3 months is due 20 December." in text
    (text,) = texts(reminded(FRIDAY + 14 * DAY), trust, DOCTORS).values()
    assert "- Dr Ngozi Eze: review after 3 months is 5 days late" in text
    with database.write() as session:
        session.add(
            WelcomeVersion(
                organisation_id=trust.organisation,
                form_id=key,
                number=2,
                months=3,
                digest="",
                frozen=MONDAY + 15 * DAY,
            )
        )
    assert not texts(reminded(MONDAY + 21 * DAY), trust, LEARNING)


def test_it_can_be_switched_off(
    as_learner: Actor, reminded: Reminded, trust: Trust, database: Database
) -> None:
    joins(database, trust, MONDAY)
    page = as_learner.get("/account/reminders").text
    assert "selected>On the day" in page
    as_learner.send("/account/reminders", meeting="never")
    assert set(texts(reminded(MONDAY + 3 * DAY), trust, MEETING)) == {"supervisor"}
