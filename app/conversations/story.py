"""What happened to a record, as lines that both read: who began, changed and agreed, never the words."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.conversations.models import Conversation, ConversationEvent
from app.conversations.parties import Parties
from app.conversations.talk import FIELDS, OTHER, Side

BEGUN, CHANGED, REOPENED, AGREED = "begun", "changed", "reopened", "agreed"
WORDS: Final = {
    BEGUN: "{name} began this record",
    CHANGED: "{name} changed {fields}",
    REOPENED: "{name} changed {fields}, so {whose} agreement no longer holds",
    AGREED: "{name} agreed",
}

ONE_SITTING: Final = dt.timedelta(hours=1)
"""Changes by one person within this time are one line."""


class Line(Struct, frozen=True):
    """Something that happened, in words."""

    at: dt.datetime
    words: str


def note(
    session: Session,
    row: Conversation,
    side: Side,
    what: str,
    moment: dt.datetime,
    fields: Sequence[str] = (),
) -> None:
    """Write down what happens. what: a key of WORDS."""
    latest = session.scalars(_of(row.id).order_by(ConversationEvent.at.desc()).limit(1)).first()
    if (
        latest is not None
        and (latest.side, latest.what, what) == (side, CHANGED, CHANGED)
        and moment - latest.at <= ONE_SITTING
    ):
        names = {*latest.fields.split(","), *fields}
        latest.fields, latest.at = ",".join(each for each in FIELDS if each in names), moment
        return
    session.add(
        ConversationEvent(
            organisation_id=row.organisation_id,
            conversation_id=row.id,
            side=side,
            what=what,
            fields=",".join(fields),
            at=moment,
        )
    )
    session.flush()


def lines(session: Session, talk_id: uuid.UUID, parties: Parties) -> tuple[Line, ...]:
    """Return what happened, oldest first."""
    rows = session.scalars(_of(talk_id).order_by(ConversationEvent.at)).all()
    return tuple(Line(row.at, _words(row, parties)) for row in rows)


def _of(talk_id: uuid.UUID) -> Select[ConversationEvent]:
    return select(ConversationEvent).where(ConversationEvent.conversation_id == talk_id)


def _words(row: ConversationEvent, parties: Parties) -> str:
    side: Side = "doctor" if row.side == "doctor" else "supervisor"
    names = [FIELDS[each] for each in row.fields.split(",") if each in FIELDS]
    told = " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "it"
    return WORDS[row.what].format(
        name=parties.name(side), fields=told, whose=f"{parties.name(OTHER[side])}’s"
    )
