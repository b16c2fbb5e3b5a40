"""The projection: what the statements say of each registration, kept as rows so that pages are fast.

It can be thrown away and built again from the statements at any time, with the same result.
"""

import datetime as dt
import uuid

from sqlalchemy import Index, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base
from app.tenancy import Distributed, Local, of_same


class Progress(Distributed, Base):
    """One registration as the statements tell it. Scores per cent; seconds: time of the visits that ended.

    passed: when first; failed: when last; score: of the result that makes the status;
    completion_statement, result_statement: the ones behind the status.
    """

    __tablename__ = "progress"
    __table_args__ = (Index(None, "organisation_id", "actor", "module", "passed"),)

    registration: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    actor: Mapped[uuid.UUID]
    module: Mapped[str] = mapped_column(Text)
    module_version: Mapped[str] = mapped_column(Text, default="")
    started: Mapped[dt.datetime]
    last_active: Mapped[dt.datetime]
    topics_opened: Mapped[int] = mapped_column(default=0)
    completed: Mapped[dt.datetime | None]
    passed: Mapped[dt.datetime | None]
    failed: Mapped[dt.datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    score: Mapped[float | None]
    seconds: Mapped[float] = mapped_column(default=0.0)
    completion_statement: Mapped[uuid.UUID | None]
    result_statement: Mapped[uuid.UUID | None]


class ProgressTopic(Distributed, Base):
    """A topic that a registration's statements say was opened: so that each is counted once."""

    __tablename__ = "progress_topic"

    registration: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(Text, primary_key=True)


class ProgressResult(Distributed, Base):
    """A statement that makes a status (completed, passed, failed), by its id: so that each counts once.

    score: per cent; none for a completion.
    """

    __tablename__ = "progress_result"
    __table_args__ = (Index(None, "organisation_id", "statement_id"),)

    registration: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    statement_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    verb: Mapped[str] = mapped_column(Text)
    at: Mapped[dt.datetime]
    score: Mapped[float | None]


class ProgressVisit(Distributed, Base):
    """The length of a visit that has ended, by its session: so that each is counted once."""

    __tablename__ = "progress_visit"

    registration: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    session: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    seconds: Mapped[float]


class ProgressVoided(Distributed, Base):
    """A statement that another one has voided: it makes no status, whichever of the two was read first."""

    __tablename__ = "progress_voided"

    statement_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)


class ProgressCursor(Local, Base):
    """How far the statements have been read. source: which record store; position: its own mark."""

    __tablename__ = "progress_cursor"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    position: Mapped[str] = mapped_column(Text)
    read_until: Mapped[dt.datetime]


class LearnerStanding(Distributed, Base):
    """A doctor's line in the table “Who is where”, summed up so that the database can sort and page it.

    It is made from the progress, from what is asked of the doctor and from the modules that are served,
    and can be made again from them. away: the account is deactivated; rank: of the state, as in
    ``standing.STATES``; due: how many modules are assigned and not passed; due_by: the earliest day by
    which something is due that is not passed, ``NO_DAY`` for none; active: when last, or since when they
    are here. The index holds all of it, so that a trust's lines are counted and sorted from it alone.
    """

    __tablename__ = "learner_standing"
    __table_args__ = (
        Index(
            "ix_learner_standing_table",
            "organisation_id",
            "away",
            "rank",
            "due_by",
            "active",
            "due",
            "membership_id",
        ),
        of_same("membership_id", "membership"),
    )

    membership_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    away: Mapped[bool] = mapped_column(server_default=false())
    rank: Mapped[int]
    due: Mapped[int]
    due_by: Mapped[dt.date]
    active: Mapped[dt.datetime]


class StandingMark(Local, Base):
    """Says that a line is to be made again: of one doctor, of an organisation, or where both are none of all.

    Marks are only added and taken away, never changed: whoever makes lines again takes away those that it
    has seen, and one that came meanwhile stays.
    """

    __tablename__ = "standing_mark"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    membership_id: Mapped[uuid.UUID | None]
    organisation_id: Mapped[uuid.UUID | None]


class StandingEdition(Local, Base):
    """The modules for which the lines were made: when others are served, all are made again."""

    __tablename__ = "standing_edition"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    modules: Mapped[str] = mapped_column(Text)
