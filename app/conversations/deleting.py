"""Deleting records that were never agreed by both. One that was belongs to both, and goes with an erasure."""

import uuid

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app.conversations.models import Conversation, ConversationEvent
from app.conversations.parties import Seen, find
from app.errors import NotFound
from app.viewer import Viewer


def deletable(session: Session, asker: Viewer, talk_id: uuid.UUID) -> Seen:
    """Return a record that the doctor may delete: not agreed by both, and no longer shared.

    Raises NotFound for any other, and for everybody else.
    """
    found = find(session, asker, talk_id)
    if found.parties.side != "doctor" or found.row.frozen or found.share_id is not None:
        raise NotFound("There is no such record that you can delete.")
    return found


def delete_one(session: Session, asker: Viewer, talk_id: uuid.UUID) -> None:
    """Delete such a record for good. Raises NotFound as ``deletable``."""
    _delete(session, [deletable(session, asker, talk_id).row.id])


def delete_unagreed(session: Session, person_id: uuid.UUID) -> None:
    """Delete every record about a doctor's reflections that was not agreed by both."""
    wanted = select(Conversation.id).where(
        Conversation.person_id == person_id,
        or_(Conversation.doctor_agreed.is_(None), Conversation.supervisor_agreed.is_(None)),
    )
    _delete(session, list(session.scalars(wanted)))


def _delete(session: Session, talks: list[uuid.UUID]) -> None:
    session.execute(delete(ConversationEvent).where(ConversationEvent.conversation_id.in_(talks)))
    session.execute(delete(Conversation).where(Conversation.id.in_(talks)))
