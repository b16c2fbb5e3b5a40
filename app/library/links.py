"""The links of the library: whose they are, how they last answered, and what to look at again."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, cast

from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.library.checking import STATES, Answer, State
from app.library.models import LinkCheck, OwnResource
from app.library.resources import Resource, of_entry, own
from app.organisations.models import Organisation
from course.library.model import LibraryEntry
from course.model import Course

_ORDER: Final = tuple(STATES)


class LinkRow(Struct, frozen=True):
    """A link with how it answered. title: of the page that has it; checked: none where nobody has asked yet.

    endpoint and key: of the page, for ``url_for``; empty for one that readers are not shown.
    """

    address: str
    title: str
    endpoint: str
    key: str
    state: State | None
    status: int | None
    moved_to: str
    detail: str
    checked: dt.datetime | None

    @property
    def word(self) -> str:
        """The state in words."""
        return STATES[self.state] if self.state else "Not asked yet"


class Kept(Struct, frozen=True):
    """What an editor sees. rows: of all links, what is wrong first; old: pages to look at again.

    waiting: ours that readers are not shown, since nobody has seen them; last: when a link was last asked.
    """

    rows: tuple[LinkRow, ...]
    old: tuple[Resource, ...]
    waiting: tuple[LibraryEntry, ...]
    last: dt.datetime | None

    @property
    def wrong(self) -> tuple[LinkRow, ...]:
        """The links to look at."""
        return tuple(row for row in self.rows if row.state not in {None, "works"})

    @property
    def others(self) -> tuple[LinkRow, ...]:
        """The links that work, and those that nobody has asked yet."""
        return tuple(row for row in self.rows if row.state in {None, "works"})

    @property
    def dead(self) -> int:
        """How many links are dead."""
        return sum(row.state == "dead" for row in self.rows)


def kept(
    session: Session, course: Course, organisation_id: uuid.UUID | None, today: dt.date
) -> Kept:
    """Return how the links of ours and of one organisation answered, and of no other's."""
    there = own(session, organisation_id)
    pages = [*there, *(of_entry(entry) for entry in course.library.values() if entry.shown)]
    waiting = tuple(entry for entry in course.library.values() if not entry.shown)
    found = {row.address: row for row in session.scalars(select(LinkCheck))}
    rows = [
        _row(address, page, found.get(address)) for page in pages for address in _addresses(page)
    ]
    rows.sort(key=lambda row: _ORDER.index(row.state) if row.state else len(_ORDER))
    return Kept(
        rows=tuple(rows),
        old=tuple(page for page in pages if page.old(today)),
        waiting=waiting,
        last=max((row.checked for row in rows if row.checked), default=None),
    )


def all_addresses(session: Session, course: Course) -> dict[str, tuple[str, ...]]:
    """Return every address of ours and of all organisations, with the pages that have it.

    An organisation's page is told by the organisation's name. For whoever runs the server.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for entry in course.library.values():
        for address in entry.addresses:
            found[address].append(entry.title)
    wanted = (
        select(OwnResource.address, OwnResource.title, Organisation.name)
        .join(Organisation, Organisation.id == OwnResource.organisation_id)
        .where(OwnResource.address.is_not(None), OwnResource.withdrawn.is_(None))
        .order_by(OwnResource.made)
    )
    for link, title, owner in session.execute(wanted):
        if link:
            found[link].append(f"{title}, {owner}")
    return {address: tuple(pages) for address, pages in found.items()}


def keep(session: Session, answers: Iterable[Answer], at: dt.datetime) -> None:
    """Keep how links answered, in the place of what was kept before. session: a writing one."""
    session.execute(delete(LinkCheck))
    session.add_all(
        LinkCheck(
            address=each.address,
            state=each.state,
            status=each.status,
            moved_to=each.moved_to,
            detail=each.detail,
            checked=at,
        )
        for each in answers
    )


def _addresses(page: Resource) -> tuple[str, ...]:
    return tuple(each for each in (page.address, *(a.address for a in page.also)) if each)


def _row(address: str, page: Resource, found: LinkCheck | None) -> LinkRow:
    return LinkRow(
        address=address,
        title=page.title,
        endpoint=page.endpoint,
        key=page.key,
        state=cast(State, found.state) if found else None,
        status=found.status if found else None,
        moved_to=found.moved_to if found else "",
        detail=found.detail if found else "",
        checked=found.checked if found else None,
    )
