"""What a learner needs to go on where they were: enrolment, visits, opened topics, attempts, answers.

This is the learner's bookmark. What others see of a learner is read from the statements instead
(``app/supervision``).
"""

import datetime as dt
import uuid

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from app.database import Base, now
from app.organisations.models import Membership
from app.tenancy import Distributed, of_same


class Enrolment(Distributed, Base):
    """A membership in a module. Its id is the registration of every statement about it.

    location: where the learner was, as ``app/learning/resume.py`` reads it; empty before the first act.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        Index(None, "membership_id", "module", "made"),
        of_same("membership_id", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    membership_id: Mapped[uuid.UUID]
    module: Mapped[str] = mapped_column(Text)
    made: Mapped[dt.datetime] = mapped_column(default=now)
    location: Mapped[str] = mapped_column(Text, default="")
    completed: Mapped[dt.datetime | None]
    passed: Mapped[dt.datetime | None]

    membership: Mapped[Membership] = relationship(
        primaryjoin=lambda: foreign(Enrolment.membership_id) == Membership.id
    )


class Visit(Distributed, Base):
    """A stretch of learning without a long pause; its id is the session of its statements.

    seconds: sum of the gaps between acts, each counted at most 15 minutes. platform_id: of the LMS from
    which the learner came, none where they came by themselves.
    """

    __tablename__ = "visit"
    __table_args__ = (
        Index(None, "enrolment_id", "ended"),
        of_same("enrolment_id", "enrolment"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    enrolment_id: Mapped[uuid.UUID]
    sign_in_id: Mapped[uuid.UUID | None]
    platform_id: Mapped[uuid.UUID | None]
    started: Mapped[dt.datetime] = mapped_column(default=now)
    last_act: Mapped[dt.datetime] = mapped_column(default=now)
    seconds: Mapped[float] = mapped_column(default=0.0)
    ended: Mapped[dt.datetime | None]


class TopicOpened(Distributed, Base):
    """A topic that the learner has opened in an enrolment; visit_id: the latest visit in which they did."""

    __tablename__ = "topic_opened"
    __table_args__ = (
        of_same("enrolment_id", "enrolment"),
        of_same("visit_id", "visit"),
    )

    enrolment_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(Text, primary_key=True)
    visit_id: Mapped[uuid.UUID]
    opened: Mapped[dt.datetime] = mapped_column(default=now)


class Attempt(Distributed, Base):
    """A try at a module's assessment (or pre-check): what was drawn, with which seed, and what came of it.

    questions: ids in the order shown; seed: of 31 bits; seconds: spent on it, each gap counted at most 15
    minutes; score: per cent, cut to two decimals, none until finished; redrawn: when a change of the module
    made another draw necessary.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("organisation_id", "enrolment_id", "purpose", "number"),
        of_same("enrolment_id", "enrolment"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    enrolment_id: Mapped[uuid.UUID]
    purpose: Mapped[str] = mapped_column(Text)
    number: Mapped[int]
    seed: Mapped[int]
    questions: Mapped[list[str]] = mapped_column(JSON)
    module_version: Mapped[str] = mapped_column(Text)
    started: Mapped[dt.datetime] = mapped_column(default=now)
    redrawn: Mapped[dt.datetime | None]
    finished: Mapped[dt.datetime | None]
    seconds: Mapped[float] = mapped_column(default=0.0)
    score: Mapped[float | None]
    passed: Mapped[bool | None]


class Answer(Distributed, Base):
    """The latest answer to a question: in an attempt, or (attempt_id none) in practice.

    key: attempt's or enrolment's id, so that the pair (key, question) is unique without a null in it.
    module_version: in which the answer was marked; seconds: how long it took, changes of it included, each
    gap counted at most 15 minutes; none where that is not known.
    """

    __tablename__ = "answer"
    __table_args__ = (
        UniqueConstraint("organisation_id", "key", "question"),
        of_same("enrolment_id", "enrolment"),
        of_same("attempt_id", "attempt"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    key: Mapped[uuid.UUID]
    enrolment_id: Mapped[uuid.UUID] = mapped_column(index=True)
    attempt_id: Mapped[uuid.UUID | None]
    question: Mapped[str] = mapped_column(Text)
    module_version: Mapped[str] = mapped_column(Text)
    response: Mapped[list[str]] = mapped_column(JSON)
    success: Mapped[bool]
    scaled: Mapped[float]
    tries: Mapped[int] = mapped_column(default=1)
    seconds: Mapped[float | None]
    answered: Mapped[dt.datetime] = mapped_column(default=now)


class TalkUnderWay(Distributed, Base):
    """A conversation that has begun and not ended. path: ``turn.choice`` for each line said."""

    __tablename__ = "talk_under_way"
    __table_args__ = (of_same("enrolment_id", "enrolment"),)

    enrolment_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(Text, primary_key=True)
    path: Mapped[list[str]] = mapped_column(JSON)
    at: Mapped[dt.datetime] = mapped_column(default=now)
