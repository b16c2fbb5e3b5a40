"""An assessment as it is read: two voices beside each other, disagreement first."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.organisations.models import Membership
from app.readiness.models import Assessment, AssessmentAction, AssessmentLevel
from app.viewer import Member
from course.induction.model import Induction, Standard
from course.induction.readiness import LEADING, Readiness, in_order, readiness


class Seen(Struct, frozen=True):
    """A standard in an assessment. level: none while it is not chosen; word: its name.

    verdict: of the second person, empty while they have said nothing; before: level a year ago.
    """

    standard: Standard
    level: int | None
    word: str
    evidence: str = ""
    link: str = ""
    verdict: str = ""
    verdict_note: str = ""
    before: int | None = None

    @property
    def disagreed(self) -> bool:
        """Say whether the second person says "not yet"."""
        return self.verdict == "not_yet"

    @property
    def step(self) -> str:
        """The next thing to do, as one action; empty at the highest level, and while none is chosen."""
        if self.level is None or self.level >= LEADING:
            return ""
        return self.standard.steps[self.level]


class Action(Struct, frozen=True):
    """A line of the plan. owner: its name; key: its code."""

    id: uuid.UUID
    standard: Standard
    text: str
    owner: str
    key: str
    due: dt.date
    done: dt.date | None


class AssessmentView(Struct, frozen=True):
    """An assessment. rows: in the order of the file; readiness: from the lead's levels alone."""

    id: uuid.UUID
    year: int
    closed: dt.datetime | None
    reviewer: str
    rows: tuple[Seen, ...]
    readiness: Readiness

    @property
    def disagreed(self) -> tuple[Seen, ...]:
        """Where the two do not agree."""
        return tuple(row for row in self.rows if row.disagreed)

    @property
    def ordered(self) -> tuple[Seen, ...]:
        """Disagreement first, then the safety of patients, then what is quickly won."""
        levels = {row.standard.id: row.level for row in self.rows if row.level is not None}
        places = {
            each.id: place
            for place, each in enumerate(in_order((row.standard for row in self.rows), levels))
        }
        return tuple(
            sorted(self.rows, key=lambda row: (not row.disagreed, places[row.standard.id]))
        )

    @property
    def chosen(self) -> int:
        """How many levels are chosen."""
        return sum(row.level is not None for row in self.rows)


class Year(Struct, frozen=True):
    """An assessment in a list of years."""

    id: uuid.UUID
    year: int
    closed: bool


class Changed(Struct, frozen=True):
    """A standard in two assessments. change: above 0 where it has risen, none where one is not chosen."""

    standard: Standard
    older: str
    newer: str
    change: int | None


def years(session: Session, asker: Member) -> tuple[Year, ...]:
    """Return the assessments of the asker's organisation, the latest first."""
    rows = session.scalars(
        select(Assessment)
        .where(Assessment.organisation_id == asker.organisation_id)
        .order_by(Assessment.year.desc())
    )
    return tuple(Year(row.id, row.year, row.closed is not None) for row in rows)


def view(session: Session, induction: Induction, row: Assessment) -> AssessmentView:
    """Return an assessment with both voices."""
    levels = _levels(session, row.id)
    before = session.scalars(
        select(Assessment)
        .where(Assessment.organisation_id == row.organisation_id, Assessment.year < row.year)
        .order_by(Assessment.year.desc())
        .limit(1)
    ).first()
    earlier = _levels(session, before.id) if before is not None else {}
    rows = tuple(
        _seen(induction, each, levels.get(each.id), earlier.get(each.id))
        for each in induction.standards
    )
    chosen = {key: each.level for key, each in levels.items()}
    return AssessmentView(
        row.id,
        row.year,
        row.closed,
        _name(session, row.reviewer_id),
        rows,
        readiness(induction.standards, chosen),
    )


def compared(older: AssessmentView, newer: AssessmentView) -> tuple[Changed, ...]:
    """Return two assessments side by side."""
    return tuple(
        Changed(
            one.standard,
            one.word,
            other.word,
            None if one.level is None or other.level is None else other.level - one.level,
        )
        for one, other in zip(older.rows, newer.rows, strict=True)
    )


def actions(session: Session, induction: Induction, asker: Member) -> tuple[Action, ...]:
    """Return the plan: what is open by day, then what is done. A standard that is no more has none."""
    known = {each.id: each for each in induction.standards}
    rows = session.scalars(
        select(AssessmentAction).where(AssessmentAction.organisation_id == asker.organisation_id)
    ).all()
    return tuple(
        Action(
            row.id,
            known[row.standard],
            row.text,
            induction.owners.get(row.owner, row.owner),  # type: ignore[call-overload]
            row.owner,
            row.due,
            row.done,
        )
        for row in sorted(rows, key=lambda each: (each.done is not None, each.due, each.made))
        if row.standard in known
    )


def planned(seen: AssessmentView, plan: Sequence[Action]) -> Mapping[str, Action]:
    """Return what the plan holds for a standard already: what is open, else the step of now that is done."""
    steps = {row.standard.id: row.step.casefold() for row in seen.rows if row.step}
    found: dict[str, Action] = {}
    for each in plan:  # what is open stands first
        if each.done is None or each.text.casefold() == steps.get(each.standard.id):
            found.setdefault(each.standard.id, each)
    return found


def _levels(session: Session, assessment_id: uuid.UUID) -> Mapping[str, AssessmentLevel]:
    found = session.scalars(
        select(AssessmentLevel).where(AssessmentLevel.assessment_id == assessment_id)
    )
    return {each.standard: each for each in found}


def _seen(
    induction: Induction,
    standard: Standard,
    found: AssessmentLevel | None,
    earlier: AssessmentLevel | None,
) -> Seen:
    before = earlier.level if earlier is not None else None
    if found is None:
        return Seen(standard, None, "Not chosen yet", before=before)
    return Seen(
        standard,
        found.level,
        induction.levels[found.level].name,
        found.evidence,
        found.link,
        found.verdict,
        found.verdict_note,
        before,
    )


def _name(session: Session, membership_id: uuid.UUID | None) -> str:
    if membership_id is None:
        return ""
    return (
        session.scalar(
            select(Person.name)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.id == membership_id, Membership.ended.is_(None))
        )
        or ""
    )
