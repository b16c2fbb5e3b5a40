"""Spaced practice as it is kept: cards with what is known of a memory, the cards of a day, pauses."""

import datetime as dt
import uuid

from sqlalchemy import JSON, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same


class PracticeCard(Distributed, Base):
    """A thing that a learner practises: a term of the glossary, or a question that they missed.

    module: through which it came; kind: ``term`` or ``question``; item: id of the entry or question.
    state, stability, difficulty, due and last_review are the memory of ``fsrs.Card``. turn: how often
    it was rated; a form names it, so that a rating sent twice counts once. response: the answer to a
    question that waits for its rating.
    """

    __tablename__ = "practice_card"
    __table_args__ = (
        UniqueConstraint("organisation_id", "membership_id", "module", "kind", "item"),
        of_same("membership_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    membership_id: Mapped[uuid.UUID]
    module: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    item: Mapped[str] = mapped_column(Text)
    state: Mapped[int]
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
    due: Mapped[dt.datetime]
    last_review: Mapped[dt.datetime | None]
    turn: Mapped[int] = mapped_column(default=0)
    response: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    made: Mapped[dt.datetime] = mapped_column(default=now)


class PracticeDay(Distributed, Base):
    """What a learner practises on a day. cards: ids, in the order in which they are asked."""

    __tablename__ = "practice_day"
    __table_args__ = (of_same("membership_id", "membership"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    day: Mapped[dt.date] = mapped_column(primary_key=True)
    cards: Mapped[list[str]] = mapped_column(JSON)
    begun: Mapped[dt.datetime] = mapped_column(default=now)


class PracticePause(Distributed, Base):
    """A module that a learner does not practise for now."""

    __tablename__ = "practice_pause"
    __table_args__ = (of_same("membership_id", "membership"),)

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    module: Mapped[str] = mapped_column(Text, primary_key=True)
    since: Mapped[dt.datetime] = mapped_column(default=now)
