"""How a record is sealed: to its own row and to the doctor whose reflection it is about."""

import uuid
from typing import Final

from app.conversations.models import Conversation
from app.conversations.talk import Talk, from_text, to_text
from app.sealing import Seal, seal_for

PURPOSE: Final = "conversation"


def close(talk: Talk, talk_id: uuid.UUID, person_id: uuid.UUID) -> bytes:
    """Return a record sealed."""
    return seal_for(PURPOSE).seal(to_text(talk), talk_place(talk_id, person_id))


def opened(row: Conversation, seal: Seal | None = None) -> Talk:
    """Return what a row holds. seal: where no request is answered. Raises SealBrokenError."""
    found = seal or seal_for(PURPOSE)
    return from_text(found.open(row.kept, talk_place(row.id, row.person_id)))


def talk_place(talk_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """Return to which place a record is sealed."""
    return f"{person_id}/conversation/{talk_id}"
