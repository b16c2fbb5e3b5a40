"""What the library holds: immutable, typed, free of Flask, of files and of databases."""

import datetime as dt
from typing import Final, Literal

from msgspec import Struct

from course.nations import HomeNation

Reader = Literal["doctors", "supervisors", "leads", "educators", "hr"]
Theme = Literal[
    "guidance", "standards", "reflection", "employment", "places", "support", "learning"
]
Status = Literal["seen", "partly", "check"]

READERS: Final[dict[Reader, str]] = {
    "doctors": "Doctors",
    "supervisors": "Supervisors",
    "leads": "IMG leads",
    "educators": "Heads of education",
    "hr": "Human resources",
}
THEMES: Final[dict[Theme, str]] = {
    "guidance": "The guidance and its toolkits",
    "standards": "The regulator and its standards",
    "reflection": "Reflection, feedback, fairness",
    "employment": "Recruitment, work and careers",
    "places": "Nations, deaneries and colleges",
    "support": "Health, belonging, speaking up",
    "learning": "Learning and examples",
}
GOOD_FOR_MONTHS: Final = 24
"""How long a look at an entry is believed before the editors are asked for another."""


class Elsewhere(Struct, frozen=True):
    """A further address of an entry, with what it leads to."""

    title: str
    address: str


class LibraryEntry(Struct, frozen=True):
    """A resource. summary, when and checklist: our own words.

    address: empty where nobody has seen one; leads_to: what it leads to, where that is not the thing
    itself; nations: where it holds, none for everywhere; fits: ids of the form, the checklist and
    their rules; status: whether somebody has seen the thing itself, only a part of it, or neither.
    """

    id: str
    title: str
    publisher: str
    readers: tuple[Reader, ...]
    theme: Theme
    when: str
    summary: str
    checklist: tuple[str, ...]
    tags: tuple[str, ...]
    status: Status
    checked: dt.date
    edition: str = ""
    address: str = ""
    leads_to: str = ""
    also: tuple[Elsewhere, ...] = ()
    nations: tuple[HomeNation, ...] = ()
    fits: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        """Say whether readers see it: somebody has seen at least a part of it."""
        return self.status != "check"

    @property
    def addresses(self) -> tuple[str, ...]:
        """Every address of it."""
        return tuple(each for each in (self.address, *(a.address for a in self.also)) if each)


def is_old(checked: dt.date, today: dt.date) -> bool:
    """Say whether the last look at something is too long ago to be believed."""
    months = (today.year - checked.year) * 12 + today.month - checked.month
    return months > GOOD_FOR_MONTHS or (months == GOOD_FOR_MONTHS and today.day > checked.day)


class Tip(Struct, frozen=True):
    """A practical sentence. entry: the id of the entry of the library that says more."""

    says: str
    entry: str


class TipGroup(Struct, frozen=True):
    """Tips for one moment. tags: what they are about."""

    id: str
    title: str
    tags: tuple[str, ...]
    tips: tuple[Tip, ...]
