"""The entries of a journal: listed and opened. Each function sees one person's own only."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.reflection.models import JournalEntry
from app.reflection.own import Own
from app.reflection.writing import Writing

PAGE: Final = 30


class Entry(Struct, frozen=True):
    """An entry opened. kept: as it was saved last, draft: as it was typed since; one of them is there."""

    id: uuid.UUID
    made: dt.datetime
    changed: dt.datetime
    saved: dt.datetime | None
    version: int
    kept: Writing | None
    draft: Writing | None

    @property
    def latest(self) -> Writing:
        """What one goes on writing."""
        found = self.draft or self.kept
        assert found is not None  # noqa: S101  a row holds one of them from its first moment
        return found


class Listing(Struct, frozen=True):
    """A page of a journal, newest first. page: from 1, of ``pages``; total: of all entries."""

    entries: tuple[Entry, ...]
    page: int
    pages: int
    total: int


def listing(session: Session, own: Own, page: int) -> Listing:
    """Return a page of the journal; the first or last one for a number beyond."""
    mine = JournalEntry.person_id == own.person_id
    total = session.scalar(select(func.count()).select_from(JournalEntry).where(mine)) or 0
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    rows = session.scalars(
        select(JournalEntry)
        .where(mine)
        .order_by(JournalEntry.made.desc(), JournalEntry.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Listing(tuple(opened(own, row) for row in rows), page, pages, total)


def saved_between(
    session: Session, own: Own, first: dt.datetime | None, before: dt.datetime | None
) -> tuple[Entry, ...]:
    """Return the entries that were saved, begun within a span of time, oldest first."""
    wanted = select(JournalEntry).where(
        JournalEntry.person_id == own.person_id, JournalEntry.kept.is_not(None)
    )
    if first is not None:
        wanted = wanted.where(JournalEntry.made >= first)
    if before is not None:
        wanted = wanted.where(JournalEntry.made < before)
    rows = session.scalars(wanted.order_by(JournalEntry.made, JournalEntry.id))
    return tuple(opened(own, row) for row in rows)


def entry(session: Session, own: Own, entry_id: uuid.UUID) -> Entry:
    """Return an entry, to be read. Raises NotFound."""
    # Without a lock: a request that reads an entry and then changes it would wait for itself.
    return opened(own, _own(own, session.get(JournalEntry, entry_id)))


def own_row(session: Session, own: Own, entry_id: uuid.UUID) -> JournalEntry:
    """Return the row of an entry, to be changed. Raises NotFound."""
    return _own(own, session.get(JournalEntry, entry_id, with_for_update=True))


def _own(own: Own, row: JournalEntry | None) -> JournalEntry:
    if row is None or row.person_id != own.person_id:
        raise NotFound("There is no such entry in your journal.")
    return row


def kept_place(entry_id: uuid.UUID) -> str:
    """Return to which place the saved text of an entry is sealed."""
    return f"journal_entry.kept/{entry_id}"


def draft_place(entry_id: uuid.UUID) -> str:
    """Return to which place the draft of an entry is sealed."""
    return f"journal_entry.draft/{entry_id}"


def opened(own: Own, row: JournalEntry) -> Entry:
    """Return the entry of a row, which is the person's own."""
    return Entry(
        id=row.id,
        made=row.made,
        changed=row.changed,
        saved=row.saved,
        version=row.version,
        kept=None if row.kept is None else own.open(row.kept, kept_place(row.id)),
        draft=None if row.draft is None else own.open(row.draft, draft_place(row.id)),
    )
