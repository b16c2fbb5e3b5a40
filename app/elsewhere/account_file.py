"""Whose accounts elsewhere are whose, from a file: taken whole, or not at all."""

import uuid
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.csv_text import as_written
from app.elsewhere.accounts import COLUMNS, NOBODY
from app.elsewhere.actors import actor_written, is_ours
from app.elsewhere.saying import SOMEBODYS, known_by_rule, say_all
from app.importing.reading import MAX_ROWS, Layout, Row, decode, read
from app.organisations.models import Membership
from app.viewer import Member

LAYOUT: Final = Layout(
    {
        "home page": "home page",
        "homepage": "home page",
        "system": "home page",
        "lms": "home page",
        "account": "account",
        "account name": "account",
        "name": "account",
        "user": "account",
        "username": "account",
        "user id": "account",
        "email": "email",
        "e mail": "email",
        "person": "email",
        "email address": "email",
        "e mail address": "email",
    },
    COLUMNS,
    f"This file has more than {MAX_ROWS:,} accounts.",
    "There is no account in this file: only its first row says something.",
)


class Mistake(Struct, frozen=True):
    """A row that cannot be taken, and why."""

    row: int
    sentence: str


class Taken(Struct, frozen=True):
    """What came of a file. changed, same: accounts; left: rows without a person, which stay as they are."""

    changed: int = 0
    same: int = 0
    left: int = 0
    mistakes: tuple[Mistake, ...] = ()


def take(session: Session, asker: Member, home_page: str, content: bytes) -> Taken:
    """Take what a file says, unless something in it is wrong: then nothing of it.

    home_page: of the accounts of this server. Raises UnreadableFileError (`app.importing`).
    """
    rows = read(decode(content).text, LAYOUT).rows
    people = _people(session, asker, rows)
    said: dict[str, tuple[int, str]] = {}
    mistakes: list[Mistake] = []
    left = 0
    for row in rows:
        email = _email(row)
        try:
            actor = _actor(home_page, row)
            if not email:
                left += 1
                continue
            if email != NOBODY and email not in people:
                raise ValueError(f"Nobody of your organisation has the address “{email[:80]}”.")
            before = said.setdefault(actor, (row.number, email))
            if before[1] != email:
                raise ValueError(f"Row {before[0]} gives this account to somebody else.")
        except ValueError as error:
            mistakes.append(Mistake(row.number, str(error)))
    owners = known_by_rule(session, asker, said)
    for actor, (number, email) in said.items():
        if email != NOBODY and owners.get(actor, people[email]) != people[email]:
            mistakes.append(Mistake(number, SOMEBODYS))
    if mistakes:
        return Taken(mistakes=tuple(sorted(mistakes, key=lambda each: each.row)))
    whose = {actor: people.get(email) for actor, (_, email) in said.items()}
    new = say_all(session, asker, home_page, whose, from_file=True)
    return Taken(new, len(whose) - new, left)


def _actor(home_page: str, row: Row) -> str:
    actor = actor_written(*(as_written(row.cells[name]) for name in ("home page", "account")))
    if is_ours(home_page, actor):
        raise ValueError("This is an account of First Shift itself, which is its own person’s.")
    return actor


def _email(row: Row) -> str:
    return as_written(row.cells["email"]).lower()


def _people(session: Session, asker: Member, rows: Sequence[Row]) -> dict[str, uuid.UUID]:
    emails = {_email(row) for row in rows}
    wanted = (
        select(Person.email, Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organisation_id == asker.organisation_id, Membership.ended.is_(None))
    )
    return {email: key for email, key in session.execute(wanted) if email in emails}
