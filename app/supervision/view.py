"""What the address of “Who is where” asks for: which doctors, in which order, which page."""

import uuid
from collections.abc import Collection, Mapping
from typing import Final, Literal, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from app.errors import BadInput
from app.supervision.standing import STATE_WORDS, State
from app.welcome.standing import HELD
from course.visible import one_line

Order = Literal["need", "name", "active"]
T = TypeVar("T", bound=str)

ORDERS: Final[dict[Order, str]] = {
    "need": "Who needs me first",
    "name": "Name",
    "active": "Last active, longest ago first",
}
LATE: Final = "late"
INDUCTION: Final = {"": "Any", "none": "No list yet", "begun": "List begun"}
AWAY: Final = "away"
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

        modules and narrowings: those that can be chosen. Raises BadInput for anything else.
        """
        by = narrowings or Narrowings()
        shown = words.get("show", "")
        return cls(
            state=State(_one_of(SHOWN, shown, "Show")) if shown not in {"", LATE, AWAY} else None,
            order=_one_of(ORDERS, words.get("order") or "need", "Order"),
            late=shown == LATE,
            away=shown == AWAY,
            without=_one_of({"", *modules}, words.get("without", ""), "Not passed"),
            supervisor=_chosen(by.supervisors, words.get("supervisor", ""), "Supervisor"),
            site=_chosen(by.sites, words.get("site", ""), "Site"),
            cohort=_chosen(by.cohorts, words.get("cohort", ""), "Cohort"),
            induction=_one_of(INDUCTION, words.get("induction", ""), "Induction"),
            meeting=_one_of(HELD, words.get("meeting", ""), "Welcome meeting"),
            name=one_line(words.get("name", ""))[:LONGEST_NAME],
            page=_page(words.get("page", "")),
        )


def _one_of(known: Collection[T], word: str, list_name: str) -> T:
    for each in known:
        if each == word:
            return each
    raise BadInput(f"There is no “{word}” in the list “{list_name}”; choose from the list.")


def _chosen(choices: Collection[Choice], word: str, list_name: str) -> uuid.UUID | None:
    if not word:
        return None
    found = {str(each.id): each.id for each in choices}.get(word)
    if found is None:
        raise BadInput(f"There is no such {list_name.lower()}; choose from the list “{list_name}”.")
    return found


def _page(word: str) -> int:
    if not word:
        return 1
    if not (word.isascii() and word.isdecimal() and 0 < len(word) < 7 and int(word)):
        raise BadInput(f"There is no page “{word}”; the first is 1.")
    return int(word)
