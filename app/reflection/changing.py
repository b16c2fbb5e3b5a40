"""The entries of a journal as they change: saved, gone on with, and nothing overwritten unseen."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy.orm import Session

from app.errors import Conflict
from app.reflection.errors import Clash
from app.reflection.journal import draft_place, kept_place, opened, own_row
from app.reflection.models import JournalEntry
from app.reflection.own import Own
from app.reflection.quota import make_room
from app.reflection.writing import Writing


class Posted(Struct, frozen=True):
    """A text as a page sends it. form_id: of the page; version: of the entry that it was shown, 0 for none."""

    entry_id: uuid.UUID
    form_id: uuid.UUID
    version: int
    writing: Writing


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
        now_there = opened(own, row)
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
        _write(own, row, opened(own, row).latest, moment, final=True)


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


def rewrite_kept(
    session: Session,
    own: Own,
    entry_id: uuid.UUID,
    version: int,
    writing: Writing,
    moment: dt.datetime,
) -> int:
    """Put another text in the place of the saved one; a draft beside it stays. Return the new version.

    Raises Conflict where the entry has changed, or is only a draft, and NotFound.
    """
    row = draft_row(session, own, entry_id, version)
    if row.kept is None:
        raise Conflict("This entry is only a draft. Save it first.")
    row.kept, row.saved = own.close(writing, kept_place(row.id)), moment
    _count(row, moment)
    session.flush()
    return row.version


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
        row.draft = own.close(writing, draft_place(row.id))
    _count(row, moment)


def _count(row: JournalEntry, moment: dt.datetime) -> None:
    row.size = len(row.kept or b"") + len(row.draft or b"")
    row.version = (row.version or 0) + 1
    row.changed = moment
