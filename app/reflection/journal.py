"""The entries of a journal: listed, opened, saved, deleted. Each function sees one person's own only."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import Conflict, NotFound
from app.reflection.errors import Clash
from app.reflection.models import JournalEntry
from app.reflection.own import Own
from app.reflection.quota import make_room
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


class Posted(Struct, frozen=True):
    """A text as a page sends it. form_id: of the page; version: of the entry that it was shown, 0 for none."""

    entry_id: uuid.UUID
    form_id: uuid.UUID
    version: int
    writing: Writing


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
    return Listing(tuple(_opened(own, row) for row in rows), page, pages, total)


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
    return tuple(_opened(own, row) for row in rows)


def entry(session: Session, own: Own, entry_id: uuid.UUID) -> Entry:
    """Return an entry. Raises NotFound."""
    return _opened(own, own_row(session, own, entry_id))


def own_row(session: Session, own: Own, entry_id: uuid.UUID) -> JournalEntry:
    """Return the row of an entry, to be changed. Raises NotFound."""
    row = session.get(JournalEntry, entry_id, with_for_update=True)
    if row is None or row.person_id != own.person_id:
        raise NotFound("There is no such entry in your journal.")
    return row


def save(session: Session, own: Own, posted: Posted, moment: dt.datetime, *, final: bool) -> int:
    """Save what a page sends, as a draft or for good; return the entry's version.

    The page that made the latest change may make the next one, whatever version it knows: what it
    sends holds what it sent before. Sent twice, it is saved once. Raises Clash, JournalFull, and
    NotFound for an entry of somebody else.
    """
    row = session.get(JournalEntry, posted.entry_id, with_for_update=True)
    if row is None:
        row = JournalEntry(id=posted.entry_id, person_id=own.person_id, made=moment, version=0)
        row.form_id = posted.form_id
        new = True
    else:
        row, new = own_row(session, own, posted.entry_id), False
        known = posted.version == row.version or posted.form_id == row.form_id
        now_there = _opened(own, row)
        if now_there.latest == posted.writing and not (final and row.draft is not None):
            return row.version
        if not known and now_there.latest != posted.writing:
            raise Clash(now_there.latest, row.version)
    _write(own, row, posted.writing, moment, final=final)
    make_room(session, own.person_id, row.id, row.size)
    row.form_id = posted.form_id
    if new:
        session.add(row)
    session.flush()
    return row.version


def finish(
    session: Session, own: Own, entry_id: uuid.UUID, version: int, moment: dt.datetime
) -> None:
    """Save a draft for good, as it stands. Raises Conflict where it has changed, NotFound."""
    row = draft_row(session, own, entry_id, version)
    if row.draft is not None:
        _write(own, row, _opened(own, row).latest, moment, final=True)


def rewrite_draft(
    session: Session,
    own: Own,
    entry_id: uuid.UUID,
    version: int,
    writing: Writing,
    moment: dt.datetime,
) -> None:
    """Put another text in a draft's place. Raises Conflict where it has changed, NotFound."""
    _write(own, draft_row(session, own, entry_id, version), writing, moment, final=False)


def discard_draft(
    session: Session, own: Own, entry_id: uuid.UUID, version: int, moment: dt.datetime
) -> None:
    """Go back to the text that was saved. Raises Conflict where the draft has changed, NotFound."""
    row = draft_row(session, own, entry_id, version)
    if row.kept is None:
        raise Conflict("This entry is only a draft. Delete the entry instead.")
    row.draft = None
    _count(row, moment)


def draft_row(session: Session, own: Own, entry_id: uuid.UUID, version: int) -> JournalEntry:
    """Return an entry's row if it is as a page showed it. Raises Conflict, NotFound."""
    row = own_row(session, own, entry_id)
    if row.version != version:
        raise Conflict("This entry was changed in another window or on another device.")
    return row


def _write(
    own: Own, row: JournalEntry, writing: Writing, moment: dt.datetime, *, final: bool
) -> None:
    if final:
        row.kept, row.draft = own.close(writing, kept_place(row.id)), None
        row.saved = moment
    else:
        row.draft = own.close(writing, _draft_place(row.id))
    _count(row, moment)


def _count(row: JournalEntry, moment: dt.datetime) -> None:
    row.size = len(row.kept or b"") + len(row.draft or b"")
    row.version = (row.version or 0) + 1
    row.changed = moment


def kept_place(entry_id: uuid.UUID) -> str:
    """Return to which place the saved text of an entry is sealed."""
    return f"journal_entry.kept/{entry_id}"


def _draft_place(entry_id: uuid.UUID) -> str:
    return f"journal_entry.draft/{entry_id}"


def _opened(own: Own, row: JournalEntry) -> Entry:
    return Entry(
        id=row.id,
        made=row.made,
        changed=row.changed,
        saved=row.saved,
        version=row.version,
        kept=None if row.kept is None else own.open(row.kept, kept_place(row.id)),
        draft=None if row.draft is None else own.open(row.draft, _draft_place(row.id)),
    )
