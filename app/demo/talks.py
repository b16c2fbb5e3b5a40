"""The record of a conversation in the demonstration: begun and agreed to by the supervisor, not yet by the doctor."""

import datetime as dt
import uuid
from typing import Final

import msgspec
from sqlalchemy.orm import Session

from app.conversations import story
from app.conversations.models import Conversation
from app.conversations.sealed import close
from app.conversations.talk import Talk
from app.organisations.models import Membership

_TALKED: Final = Talk(
    minutes=25,
    topics="Worry that comes without a number\nBeing called while busy, and saying when one will come\nWhat a"
    " call from a nurse meant at home, and means here",
    takes="“What are you seeing?” before any score. A time, said aloud, is an answer too.",
    offers="To listen to two calls, and to say afterwards what went well before anything else.",
    step="Ask a nurse on the ward what makes a good answer to “I’m worried”.",
    owner="doctor",
)


def record(
    session: Session,
    entry_id: uuid.UUID,
    doctor: Membership,
    supervisor_id: uuid.UUID,
    shared: dt.datetime,
) -> None:
    """Record a conversation two days after an entry was shared."""
    key, at = uuid.uuid4(), shared + dt.timedelta(days=2)
    day, by = at.date(), at.date() + dt.timedelta(days=14)
    talk = msgspec.structs.replace(_TALKED, day=day.isoformat(), by=by.isoformat())
    made = Conversation(
        id=key,
        organisation_id=doctor.organisation_id,
        entry_id=entry_id,
        person_id=doctor.person_id,
        learner_id=doctor.id,
        supervisor_id=supervisor_id,
        kept=close(talk, key, doctor.person_id),
        version=1,
        supervisor_agreed=at + dt.timedelta(minutes=5),
        made=at,
        changed=at,
    )
    session.add(made)
    session.flush()
    story.note(session, made, "supervisor", story.BEGUN, at)
    story.note(session, made, "supervisor", story.AGREED, at + dt.timedelta(minutes=5))
