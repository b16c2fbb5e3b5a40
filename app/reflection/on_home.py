"""What the learner's first page says of the journal: where to write, and what waits."""

import uuid

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.reflection.models import JournalEntry
from app.reflection.own import Own
from app.reflection.unsaved import waiting


class OnHome(Struct, frozen=True):
    """A journal in two facts. draft: the entry that was begun last and not saved; unsaved: a text whose
    sign-in had ended when it came. None where there is none.
    """

    draft: uuid.UUID | None
    unsaved: uuid.UUID | None


def on_home(session: Session, own: Own) -> OnHome:
    """Return what ``reflection/on_home.html`` shows, as ``journal``; no text is opened for it."""
    draft = session.scalars(
        select(JournalEntry.id)
        .where(JournalEntry.person_id == own.person_id, JournalEntry.draft.is_not(None))
        .order_by(JournalEntry.changed.desc())
        .limit(1)
    ).first()
    texts = waiting(session, own)
    return OnHome(draft, texts[0].id if texts else None)
