"""What the address of “Who is where” asks for: which doctors, in which order, which page."""

import uuid
from collections.abc import Collection, Mapping
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from app.asked import chosen, one_of, page_number
from app.supervision.standing import STATE_WORDS, State
from app.welcome.standing import HELD
from course.visible import one_line

Order = Literal["need", "name", "active"]

ORDERS: Final[dict[Order, str]] = {
    "need": "Who needs me first",
    "name": "Name",
    "active": "Last active, longest ago first",
}
LATE: Final = "late"
INDUCTION: Final = {"": "Any", "none": "No list yet", "begun": "List begun"}
AWAY: Final = "away"
LIST: Final = "supervision.imgs"
"""The page to which a wrong address of the table leads back, of the files too."""
SHOWN: Final = {
    LATE: "Late",
    **{state.value: STATE_WORDS[state] for state in State},
    AWAY: "Account deactivated",
}
LONGEST_NAME: Final = 100


class Choice(Struct, frozen=True):
    """A supervisor, a site or a cohort by whose doctors a lead can narrow the table."""

    id: uuid.UUID
    name: str


class Narrowings(Struct, frozen=True):
    """What somebody can narrow the table by; nothing for who only sees their own doctors."""

    supervisors: tuple[Choice, ...] = ()
    sites: tuple[Choice, ...] = ()
    cohorts: tuple[Choice, ...] = ()


class View(Struct, frozen=True):
    """What is asked for. state: only those; none for everybody. late: only who is overdue.

    away: those whose account is deactivated, who are left out otherwise; without: only who has not
    passed this module; supervisor, site, cohort: only those of this one; induction: a key of INDUCTION;
    meeting: a key of ``welcome.standing.HELD``; name: a part of the names; page: from 1.
    """

    state: State | None = None
    order: Order = "need"
    late: bool = False
    away: bool = False
    without: str = ""
    supervisor: uuid.UUID | None = None
    site: uuid.UUID | None = None
    cohort: uuid.UUID | None = None
    induction: str = ""
    meeting: str = ""
    name: str = ""
    page: int = 1

    @property
    def show(self) -> str:
        """What the list “Show” says."""
        if self.late or self.away:
            return LATE if self.late else AWAY
        return self.state or ""

    @property
    def narrowed(self) -> bool:
        """Say whether it leaves anybody out."""
        return self.everybody != replace(self, order="need", page=1)

    @property
    def everybody(self) -> "View":
        """The view without any choice."""
        return View()

    def address(self, **changes: object) -> dict[str, object]:
        """Return the words of the address of this view, with some of them changed."""
        words: dict[str, object] = {
            "show": self.show,
            "order": "" if self.order == "need" else self.order,
            "without": self.without,
            "supervisor": self.supervisor,
            "site": self.site,
            "cohort": self.cohort,
            "induction": self.induction,
            "meeting": self.meeting,
            "name": self.name,
            "page": "" if self.page == 1 else self.page,
        }
        return {word: value or None for word, value in (words | changes).items()}

    @classmethod
    def of(
        cls,
        words: Mapping[str, str],
        modules: Collection[str],
        narrowings: "Narrowings | None" = None,
    ) -> "View":
        """Return the view of an address's words, each empty where it says nothing.

        modules and narrowings: those that can be chosen. Raises BadAddress for anything else.
        """
        by = narrowings or Narrowings()
        shown = one_of(words, "show", "Show", ("", *SHOWN), LIST)
        return cls(
            state=State(shown) if shown not in {"", LATE, AWAY} else None,
            order=one_of(words, "order", "Order", ORDERS, LIST),
            late=shown == LATE,
            away=shown == AWAY,
            without=one_of(words, "without", "Not passed", ("", *modules), LIST),
            supervisor=_chosen(words, "supervisor", "Supervisor", by.supervisors),
            site=_chosen(words, "site", "Site", by.sites),
            cohort=_chosen(words, "cohort", "Cohort", by.cohorts),
            induction=one_of(words, "induction", "Induction", INDUCTION, LIST),
            meeting=one_of(words, "meeting", "Welcome meeting", HELD, LIST),
            name=one_line(words.get("name", ""))[:LONGEST_NAME],
            page=page_number(words, LIST),
        )


def _chosen(
    words: Mapping[str, str], name: str, label: str, choices: Collection[Choice]
) -> uuid.UUID | None:
    return chosen(words, name, label, (each.id for each in choices), LIST)
