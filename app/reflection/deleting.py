"""Deleting a whole journal at once: its entries, drafts, copies that were shared, and their history."""

import uuid

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.reflection.models import JournalEntry, JournalShare, JournalShareEvent, JournalUnsaved


def entries_of(session: Session, person_id: uuid.UUID) -> int:
    """Count what a person has written, drafts and texts that wait to be saved included."""
    return sum(
        session.scalar(select(func.count()).select_from(table).where(table.person_id == person_id))
        or 0
        for table in (JournalEntry, JournalUnsaved)
    )


def delete_journal(session: Session, person_id: uuid.UUID) -> None:
    """Delete a person's journal for good. What others have shared with them stays theirs."""
    shared = select(JournalShare.id).where(JournalShare.person_id == person_id)
    session.execute(delete(JournalShareEvent).where(JournalShareEvent.share_id.in_(shared)))
    for table in (JournalShare, JournalUnsaved, JournalEntry):
        session.execute(delete(table).where(table.person_id == person_id))
