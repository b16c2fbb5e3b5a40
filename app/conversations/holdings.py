"""What records of conversations hold about a person: the doctor's go with them, the supervisor's name goes."""

from typing import Final

import msgspec
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row, Whose
from app.conversations.models import Conversation, ConversationEvent
from app.conversations.sealed import PURPOSE, opened
from app.sealing import Seal
from app.services import Services


def _doctors(whose: Whose) -> ColumnElement[bool]:
    return Conversation.learner_id.in_(whose.membership_ids)


def _supervisors(whose: Whose) -> ColumnElement[bool]:
    return Conversation.supervisor_id.in_(whose.membership_ids)


def _text(parts: Services, _session: Session, row: Conversation) -> Row:
    return {"text": msgspec.to_builtins(opened(row, Seal(parts.sealing_keys, PURPOSE)))}


def _forget_supervisor(session: Session, whose: Whose) -> None:
    session.execute(update(Conversation).where(_supervisors(whose)).values(supervisor_id=None))


def _history(whose: Whose) -> ColumnElement[bool]:
    """Say in SQL which lines go with a doctor; those of a supervisor's stay with the record."""
    return ConversationEvent.conversation_id.in_(select(Conversation.id).where(_doctors(whose)))


def _hidden(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, "it is somebody else's")


HOLDINGS: Final[tuple[Holding, ...]] = (
    Holding(
        "conversations",
        "Records of conversations about this person’s reflections",
        Conversation,
        _doctors,
        hidden={"kept": "sealed; its text is given", **_hidden("supervisor_id")},
        written=_text,
    ),
    Holding(
        "conversations_as_supervisor",
        "Records of conversations that this person had as a supervisor",
        Conversation,
        _supervisors,
        hidden={
            "kept": "it is about the doctor, who has it",
            **_hidden("entry_id", "person_id", "learner_id"),
        },
        stays="The record belongs to the doctor as well: it stays with them, without the supervisor’s name.",
        loosen=_forget_supervisor,
    ),
    Holding(
        "conversation_history",
        "When records of conversations were begun, changed and agreed to",
        ConversationEvent,
        _history,
    ),
)
