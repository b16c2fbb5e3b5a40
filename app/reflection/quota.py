"""How much a journal holds: so that one person cannot fill the disk of everybody."""

import uuid
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.reflection.errors import JournalFull
from app.reflection.models import JournalEntry
from app.wording import file_size

MOST_ENTRIES: Final = 1_000
"""Two a week for ten years, which is more than any portfolio asks for."""

MOST_BYTES: Final = 10_000_000
"""A thousand entries of 1,500 words; a hospital of 300 doctors then fills 3 GB at most."""


def make_room(session: Session, person_id: uuid.UUID, entry_id: uuid.UUID, size: int) -> None:
    """See that an entry of a size fits beside a person's other ones. Raises JournalFull."""
    entries, used = session.execute(
        select(func.count(), func.coalesce(func.sum(JournalEntry.size), 0)).where(
            JournalEntry.person_id == person_id, JournalEntry.id != entry_id
        )
    ).one()
    if entries >= MOST_ENTRIES:
        raise JournalFull(
            f"Your journal is full: it holds {MOST_ENTRIES:,} entries. Your text is still here, and is"
            " not saved yet. Download older entries and delete them, then save this one."
        )
    if used + size > MOST_BYTES:
        raise JournalFull(
            f"Your journal is full: it holds {file_size(MOST_BYTES)} of text. Your text is still here,"
            " and is not saved yet. Download older entries and delete them, then save this one."
        )
