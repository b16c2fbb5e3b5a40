"""What is kept of a conversation about a reflection: one sealed text of two people, and what happened to it."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same


class Conversation(Distributed, Base):
    """A record of what a doctor and a supervisor of theirs talked about, about an entry that was shared.

    entry_id: of the journal's entry, which the doctor may have deleted since; person_id, learner_id: the
    doctor and their membership here; supervisor_id: none once that person's data are erased. number: from 1;
    the next about the same entry begins once both have agreed to the one before. kept: the text, sealed. version: goes up with each change. doctor_agreed, supervisor_agreed: when each has agreed
    to this version; where both have, it is not changed any more.
    """

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("organisation_id", "entry_id", "supervisor_id", "number"),
        of_same("learner_id", "membership"),
        of_same("supervisor_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    entry_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    learner_id: Mapped[uuid.UUID] = mapped_column(index=True)
    supervisor_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    number: Mapped[int] = mapped_column(default=1, server_default="1")
    kept: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column(default=1)
    doctor_agreed: Mapped[dt.datetime | None]
    supervisor_agreed: Mapped[dt.datetime | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    changed: Mapped[dt.datetime] = mapped_column(default=now)

    @property
    def frozen(self) -> bool:
        """Say whether both have agreed."""
        return self.doctor_agreed is not None and self.supervisor_agreed is not None


class ConversationEvent(Distributed, Base):
    """What happened to a record. side: who did it; what: a key of ``story.WORDS``; fields: what was changed,
    by the names of ``talk.FIELDS`` with commas between, and never how.
    """

    __tablename__ = "conversation_event"
    __table_args__ = (of_same("conversation_id", "conversation"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    conversation_id: Mapped[uuid.UUID] = mapped_column(index=True)
    side: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    fields: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[dt.datetime] = mapped_column(default=now)
