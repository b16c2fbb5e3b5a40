"""Fixtures of the reminders: a mail server that keeps what it is given, and modules that are due."""

import datetime as dt
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from flask import Flask
from sqlalchemy import update

from app.assignments.models import Assignment
from app.database import Database
from app.mail.postman import send_letters
from app.organisations.models import Membership
from app.reminders.sending import remind
from app.supervision.lines import bring_up_to_date
from app.supervision.reading import learners_modules
from app.wording import LONDON
from tests.app.learning.walking import parts_of
from tests.app.mail.conftest import Mailbox, environment, mailbox
from tests.app.trust import Trust

__all__ = ["environment", "mailbox"]

BASE = "https://firstshift.example"
MONDAY = dt.datetime(2026, 12, 7, 8, tzinfo=LONDON)
FRIDAY = dt.datetime(2026, 12, 11, 8, tzinfo=LONDON)

Reminded = Callable[[dt.datetime], dict[str, EmailMessage]]


def assign(database: Database, trust: Trust, who: str, due: dt.date) -> None:
    """Ask somebody to learn the module by a day."""
    with database.write() as session:
        session.add(
            Assignment(
                organisation_id=trust.organisation,
                membership_id=trust.members[who],
                module="culture",
                due=due,
            )
        )


@pytest.fixture(autouse=True)
def settled(database: Database, trust: Trust) -> None:
    """Let everybody be here for long, so that nothing of a first week is told unless a test says so."""
    with database.write() as session:
        long_ago = MONDAY.astimezone(dt.UTC) - dt.timedelta(days=200)
        session.execute(update(Membership).values(made=long_ago))


@pytest.fixture
def reminded(app: Flask, mailbox: Mailbox) -> Reminded:
    """Give a function that runs the reminders at a moment, and returns what was sent then, by address."""

    def run(moment: dt.datetime) -> dict[str, EmailMessage]:
        parts = parts_of(app)
        mailbox.letters.clear()
        with app.app_context():
            bring_up_to_date(parts.database, learners_modules(parts))
            remind(parts, moment, BASE)
        send_letters(parts, lambda: moment)
        return {f"{each['To']} {each['Subject']}": each for each in mailbox.letters}

    return run
