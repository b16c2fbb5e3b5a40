"""What the address of “How far each induction has got” asks for: which doctors."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Final, Literal

from msgspec import Struct

from app.asked import chosen, one_of
from app.induction.listed import Row
from app.induction.matrix import Line
from course.visible import one_line

State = Literal["", "not-begun", "under-way", "late", "signed-off"]

STATES: Final[Mapping[State, str]] = {
    "": "Any list",
    "not-begun": "Not begun",
    "under-way": "Under way",
    "late": "Late",
    "signed-off": "Signed off",
}
LIST: Final = "inductions.doctors"
"""The page to which a wrong address of the table leads back, of the file too."""
LONGEST_NAME: Final = 100


class Choice(Struct, frozen=True):
    """Somebody, or a cohort, by whom the table can be narrowed. offered: whether the page's list has it."""

    id: uuid.UUID
    name: str
    offered: bool = True


class Narrowings(Struct, frozen=True):
    """What a lead can narrow the table by; nothing for who only sees their own doctors."""

    owners: tuple[Choice, ...] = ()
    supervisors: tuple[Choice, ...] = ()
    cohorts: tuple[Choice, ...] = ()


class View(Struct, frozen=True):
    """What is asked for. state: empty for every list that has begun; owner: to whom something open falls.

    supervisor, cohort: only doctors of this one; name: a part of the names.
    """

    state: State = ""
    owner: uuid.UUID | None = None
    supervisor: uuid.UUID | None = None
    cohort: uuid.UUID | None = None
    name: str = ""

    @property
    def narrowed(self) -> bool:
        """Say whether it leaves anybody out."""
        return self != View()

    @property
    def of_waiting(self) -> bool:
        """Say whether it asks for doctors without a list, of whom only the names are known."""
        return self.state == "not-begun"

    @property
    def address(self) -> dict[str, object]:
        """The words of its address."""
        words = {
            "state": self.state,
            "owner": self.owner,
            "supervisor": self.supervisor,
            "cohort": self.cohort,
            "name": self.name,
        }
        return {word: value for word, value in words.items() if value}

    @classmethod
    def of(cls, words: Mapping[str, str], by: Narrowings) -> "View":
        """Return the view of an address's words, each empty where it says nothing. Raises BadAddress."""
        return cls(
            state=one_of(words, "state", "State", STATES, LIST),
            owner=_chosen(words, "owner", "Owner of open items", by.owners),
            supervisor=_chosen(words, "supervisor", "Supervisor", by.supervisors),
            cohort=_chosen(words, "cohort", "Cohort", by.cohorts),
            name=one_line(words.get("name", ""))[:LONGEST_NAME],
        )


def has_name(name: str, wanted: str) -> bool:
    """Say whether every word of what is looked for stands in a name."""
    return all(word in name.casefold() for word in wanted.casefold().split())


def is_like(line: Line, view: View, on: dt.date) -> bool:
    """Say whether a list is in the state that a view asks for, for the owner whom it names. on: today.

    Late is what the trust owes, as the table's column has it; signed off: every part of the list is.
    """
    rows = _of_owner(line.found.rows, view.owner)
    if view.owner is not None and not any(row.open for row in rows):
        return False
    signed = all(cell.signed for cell in line.cells if cell.asked)
    match view.state:
        case "late":
            return any(row.trust_late(on) for row in rows)
        case "under-way":
            return not signed
        case "signed-off":
            return signed
    return True


def _of_owner(rows: Collection[Row], owner: uuid.UUID | None) -> Collection[Row]:
    return rows if owner is None else [row for row in rows if owner in row.owners]


def _chosen(
    words: Mapping[str, str], name: str, label: str, choices: Collection[Choice]
) -> uuid.UUID | None:
    return chosen(words, name, label, (each.id for each in choices), LIST)
