"""A reader's ticks in the checklists: theirs alone, kept for their membership."""

import hashlib
import uuid
from collections.abc import Collection

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.database import now
from app.learning import enrol
from app.library.models import LibraryTick


def line_key(words: str) -> str:
    """Return the key of a line: another for other words."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def ticked(session: Session, membership_id: uuid.UUID, entry: str) -> frozenset[str]:
    """Return the keys of the lines of an entry that a member has ticked."""
    wanted = select(LibraryTick.line).where(
        LibraryTick.membership_id == membership_id, LibraryTick.entry == entry
    )
    return frozenset(session.scalars(wanted))


def keep(
    session: Session,
    membership_id: uuid.UUID,
    entry: str,
    checklist: Collection[str],
    chosen: Collection[str],
) -> None:
    """Keep exactly these ticks of an entry. chosen: keys of lines; what is none of the checklist's falls away.

    session: a writing one.
    """
    enrol.lock_membership(session, membership_id)
    before = ticked(session, membership_id, entry)
    wanted = {line_key(line) for line in checklist} & set(chosen)
    of_entry = (LibraryTick.membership_id == membership_id, LibraryTick.entry == entry)
    session.execute(delete(LibraryTick).where(*of_entry, LibraryTick.line.not_in(wanted)))
    session.add_all(
        LibraryTick(membership_id=membership_id, entry=entry, line=line, made=now())
        for line in sorted(wanted - before)
    )
