"""What the cells of one row say, each by itself."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from msgspec import Struct
from wtforms.validators import ValidationError

from app.accounts.forms import check_email
from app.accounts.mailboxes import NO_ADDRESS
from app.days import DayOutOfRangeError, read_day
from app.importing.reading import Row
from app.organisations.models import Role

MAX_NAME: Final = 200
MAX_EMAIL: Final = 254
_SPLIT: Final = re.compile(r"\s*[;,|\n]\s*")
_ALIASES: Final = {
    "doctor": Role.LEARNER,
    "img": Role.LEARNER,
    "administrator": Role.ORGANISATION_ADMINISTRATOR,
}

Wrong = Callable[[str, str, str], None]
"""Takes a mistake: the column, what is wrong, how it is mended."""


class Problem(Struct, frozen=True):
    """A mistake in a cell. sentence: what is wrong; mend: how it is put right."""

    row: int
    column: str
    sentence: str
    mend: str


class Said(Struct, frozen=True):
    """A row as it was meant. None, or empty for texts, where its cell is empty or not there.

    supervisors: e-mail addresses; cohorts: names; doubtful: some of the roles make no sense, so that
    nothing can be said of what follows from them.
    """

    number: int
    name: str
    email: str
    roles: frozenset[Role] | None
    supervisors: frozenset[str] | None
    site: str
    cohorts: tuple[str, ...] | None
    first_day: dt.date | None
    doubtful: bool = False


def read_row(row: Row) -> tuple[Said, list[Problem]]:
    """Return what a row says as far as it makes sense, and all that does not."""
    problems: list[Problem] = []

    def wrong(column: str, sentence: str, mend: str) -> None:
        problems.append(Problem(row.number, column, sentence, mend))

    name, email = row.cells["name"], row.cells["email"].lower()
    if not name:
        wrong("name", "The name is missing.", "Enter the person’s name.")
    elif len(name) > MAX_NAME:
        wrong("name", "The name is too long.", f"Use {MAX_NAME} characters at most.")
    elif any(not char.isprintable() for char in name):
        wrong("name", "The name holds a character that cannot be shown.", "Type the name anew.")
    _check_email(email, wrong)
    roles = _roles(row.cells.get("roles", ""), wrong)
    doubtful = any(each.column == "roles" for each in problems)
    day = _day(row.cells.get("first day", ""), wrong)
    emails = frozenset(each.lower() for each in _list(row.cells.get("supervisor", "")))
    cohorts = tuple(_list(row.cells.get("cohort", "")))
    site = row.cells.get("site", "")
    said = Said(
        row.number, name, email, roles, emails or None, site, cohorts or None, day, doubtful
    )
    return said, problems


def _check_email(email: str, wrong: Wrong) -> None:
    if not email:
        wrong(
            "email",
            "The e-mail address is missing.",
            f"Enter it, or take the row out: who has “{NO_ADDRESS}” cannot be in a file.",
        )
        return
    try:
        check_email(email)
        if len(email) > MAX_EMAIL:
            raise ValidationError
    except ValidationError:
        mend = "Write one address, such as name@example.nhs.uk."
        wrong("email", f"“{_short(email)}” is no e-mail address.", mend)


def _roles(text: str, wrong: Wrong) -> frozenset[Role] | None:
    found = set()
    for word in _list(text):
        role = _role(word)
        if role is None:
            known = ", ".join(each.label for each in Role)
            wrong("roles", f"“{_short(word)}” is no role.", f"Choose among: {known}.")
        else:
            found.add(role)
    return frozenset(found) or None


def _role(word: str) -> Role | None:
    plain = re.sub(r"[_\-\s]+", " ", word.lower()).strip()
    for role in Role:
        if plain in (role.value.replace("_", " "), role.label.lower()):
            return role
    return _ALIASES.get(plain)


def _day(text: str, wrong: Wrong) -> dt.date | None:
    if not text:
        return None
    try:
        return read_day(text)
    except DayOutOfRangeError as error:
        wrong("first day", f"“{_short(text)}” lies too far away.", str(error))
    except ValueError as error:
        wrong("first day", f"“{_short(text)}” is no day that can be read.", str(error))
    return None


def _list(text: str) -> list[str]:
    return [each for each in _SPLIT.split(text.strip()) if each]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
