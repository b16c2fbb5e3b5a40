"""The projection: what the statements say of each registration, kept as rows so that pages are fast.

It can be thrown away and built again from the statements at any time, with the same result.
"""

import datetime as dt
import uuid

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class Progress(Base):
    """One registration as the statements tell it. Scores per cent; seconds: time of the visits that ended.

    passed, failed: when last; completion_statement and result_statement: the ones behind the status.
    """

    __tablename__ = "progress"
    __table_args__ = (Index(None, "organisation_id", "actor"),)

    registration: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    organisation_id: Mapped[uuid.UUID]
    actor: Mapped[uuid.UUID]
    module: Mapped[str] = mapped_column(Text)
    module_version: Mapped[str] = mapped_column(Text, default="")
    started: Mapped[dt.datetime | None]
    last_active: Mapped[dt.datetime | None]
    topics_opened: Mapped[int] = mapped_column(default=0)
    completed: Mapped[dt.datetime | None]
    passed: Mapped[dt.datetime | None]
    failed: Mapped[dt.datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    best_score: Mapped[float | None]
    latest_score: Mapped[float | None]
    seconds: Mapped[float] = mapped_column(default=0.0)
    completion_statement: Mapped[uuid.UUID | None]
    result_statement: Mapped[uuid.UUID | None]


class ProgressTopic(Base):
    """A topic that a registration's statements say was opened: so that each is counted once."""

    __tablename__ = "progress_topic"

    registration: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(Text, primary_key=True)


class ProgressResult(Base):
    """A try at the assessment, by the id of its statement: so that each is counted once, in any order."""

    __tablename__ = "progress_result"

    statement_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    registration: Mapped[uuid.UUID] = mapped_column(index=True)
    at: Mapped[dt.datetime]
    score: Mapped[float]
    passed: Mapped[bool]


class ProgressVisit(Base):
    """The length of a visit that has ended, by its session: so that each is counted once."""

    __tablename__ = "progress_visit"

    session: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    registration: Mapped[uuid.UUID] = mapped_column(index=True)
    seconds: Mapped[float]


class ProgressCursor(Base):
    """How far the statements have been read. source: which record store; position: its own mark."""

    __tablename__ = "progress_cursor"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    position: Mapped[str] = mapped_column(Text)
    read_until: Mapped[dt.datetime]
