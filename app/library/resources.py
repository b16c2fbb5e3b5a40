"""A resource as pages show it, be it one of ours or a trust's own."""

import datetime as dt
import uuid
from collections.abc import Iterable
from urllib.parse import urlsplit

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.library.models import OwnResource
from app.organisations.models import Organisation
from course.library.model import READERS, Elsewhere, LibraryEntry, Reader, Theme, is_old
from course.model import Course
from course.nations import HomeNation


class Resource(Struct, frozen=True):
    """A resource of the library.

    key: of ours the id of its entry, of a trust's own its number as text; owner: the name of the trust
    whose own it is, empty for ours; source: who publishes it, as a line; place: where it lies, if not
    on the web; theme: empty for a trust's own; summary and when: inline Markdown for ours, plain for a
    trust's own.
    """

    key: str
    title: str
    source: str
    summary: str
    readers: tuple[Reader, ...]
    tags: tuple[str, ...]
    checked: dt.date
    fits: tuple[str, ...] = ()
    owner: str = ""
    when: str = ""
    theme: Theme | None = None
    edition: str = ""
    address: str = ""
    leads_to: str = ""
    place: str = ""
    also: tuple[Elsewhere, ...] = ()
    nations: tuple[HomeNation, ...] = ()
    checklist: tuple[str, ...] = ()
    partly: bool = False

    @property
    def endpoint(self) -> str:
        """The page of it, for ``url_for`` with ``key``."""
        return "library.own_page" if self.owner else "library.entry"

    def old(self, today: dt.date) -> bool:
        """Say whether nobody has looked at it for too long."""
        return is_old(self.checked, today)


def of_entry(entry: LibraryEntry) -> Resource:
    """Return one of ours."""
    return Resource(
        key=entry.id,
        title=entry.title,
        source=entry.publisher,
        summary=entry.summary,
        readers=entry.readers,
        tags=entry.tags,
        checked=entry.checked,
        fits=entry.fits,
        when=entry.when,
        theme=entry.theme,
        edition=entry.edition,
        address=entry.address,
        leads_to=entry.leads_to,
        also=entry.also,
        nations=entry.nations,
        checklist=entry.checklist,
        partly=entry.status == "partly",
    )


def of_row(row: OwnResource, owner: str) -> Resource:
    """Return a trust's own. owner: the trust's name."""
    return Resource(
        key=str(row.id),
        title=row.title,
        source=f"from {owner}",
        summary=row.summary,
        readers=tuple(each for each in READERS if each in row.readers),
        tags=tuple(row.tags),
        checked=row.checked,
        owner=owner,
        address=row.address or "",
        place=row.place,
    )


def ours(course: Course) -> tuple[Resource, ...]:
    """Return all of ours that readers are shown, in the order of the file."""
    return tuple(of_entry(entry) for entry in course.library.values() if entry.shown)


def find_entry(course: Course, entry_id: str) -> Resource:
    """Return one of ours. Raises NotFound, also for one that readers are not shown yet."""
    entry = course.library.get(entry_id)
    if entry is None or not entry.shown:
        raise NotFound("The library has no such page.")
    return of_entry(entry)


def own_rows(session: Session, organisation_id: uuid.UUID) -> tuple[OwnResource, ...]:
    """Return an organisation's own resources that are not withdrawn, by title."""
    wanted = select(OwnResource).where(
        OwnResource.organisation_id == organisation_id, OwnResource.withdrawn.is_(None)
    )
    return tuple(sorted(session.scalars(wanted), key=lambda row: row.title.casefold()))


def own(session: Session, organisation_id: uuid.UUID | None) -> tuple[Resource, ...]:
    """Return an organisation's own resources; nothing without an organisation."""
    if organisation_id is None:
        return ()
    rows = own_rows(session, organisation_id)
    if not rows:
        return ()
    name = session.get_one(Organisation, organisation_id).name
    return tuple(of_row(row, name) for row in rows)


def find_row(session: Session, organisation_id: uuid.UUID, key: uuid.UUID) -> OwnResource:
    """Return a trust's own resource. Raises NotFound for another trust's, or a withdrawn one."""
    row = session.get(OwnResource, key)
    if row is None or row.organisation_id != organisation_id or row.withdrawn is not None:
        raise NotFound("The library has no such page.")
    return row


def titles_of(session: Session, organisation_id: uuid.UUID) -> dict[str, str]:
    """Return the titles of an organisation's own resources by key, withdrawn ones included."""
    wanted = select(OwnResource.id, OwnResource.title).where(
        OwnResource.organisation_id == organisation_id
    )
    return {str(key): title for key, title in session.execute(wanted)}


def reader_words(readers: Iterable[Reader]) -> str:
    """Return for whom something is, as a list for people."""
    names = [READERS[each] for each in readers]
    words = [names[0], *(_small(each) for each in names[1:])] if names else []
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def host_of(address: str) -> str:
    """Return whose server an address names, without "www."."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def _small(name: str) -> str:
    return name if name.startswith("IMG") else name[:1].lower() + name[1:]
