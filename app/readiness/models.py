"""An organisation's assessments of itself, its plan, and its small improvements."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same, organisation_column


class Assessment(Distributed, Base):
    """The look of one year. reviewer_id: the doctor who says "agree" or "not yet"; closed: kept as it is."""

    __tablename__ = "self_assessment"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year"),
        of_same("reviewer_id", "membership"),
        of_same("made_by", "membership"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    reviewer_id: Mapped[uuid.UUID | None]
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
    closed: Mapped[dt.datetime | None]


class AssessmentLevel(Distributed, Base):
    """What was chosen for a standard, and what the second person says of it.

    verdict: ``agree``, ``not_yet`` or empty; it falls when the level changes.
    """

    __tablename__ = "self_assessment_level"
    __table_args__ = (
        of_same("assessment_id", "self_assessment"),
        of_same("by_id", "membership"),
        of_same("verdict_by", "membership"),
    )

    assessment_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    standard: Mapped[str] = mapped_column(Text, primary_key=True)
    level: Mapped[int]
    evidence: Mapped[str] = mapped_column(Text, default="")
    link: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[uuid.UUID | None]
    at: Mapped[dt.datetime] = mapped_column(default=now)
    verdict: Mapped[str] = mapped_column(Text, default="")
    verdict_note: Mapped[str] = mapped_column(Text, default="")
    verdict_by: Mapped[uuid.UUID | None]
    verdict_at: Mapped[dt.datetime | None]


class AssessmentAction(Distributed, Base):
    """Something to do for a standard. owner: a code of the course, never a person's name."""

    __tablename__ = "self_assessment_action"
    __table_args__ = (of_same("made_by", "membership"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    standard: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text)
    due: Mapped[dt.date]
    done: Mapped[dt.date | None]
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)


class ImprovementCycle(Distributed, Base):
    """A small improvement: plan, do, study, act. found: what was measured; ended: none while it runs."""

    __tablename__ = "improvement_cycle"
    __table_args__ = (of_same("made_by", "membership"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    standard: Mapped[str] = mapped_column(Text)
    aim: Mapped[str] = mapped_column(Text)
    plan: Mapped[str] = mapped_column(Text)
    measure: Mapped[str] = mapped_column(Text)
    found: Mapped[str] = mapped_column(Text, default="")
    next: Mapped[str] = mapped_column(Text, default="")
    begun: Mapped[dt.date]
    ended: Mapped[dt.date | None]
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)
