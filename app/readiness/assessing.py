"""What is done with an assessment: begun, levels chosen, answered by a second person, closed."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Conflict, NotFound
from app.organisations.models import Membership, MembershipRole, Role
from app.organisations.people_queries import hold_organisation
from app.readiness.models import Assessment, AssessmentLevel
from app.upserts import held
from app.viewer import Member

Verdict = Literal["agree", "not_yet"]
VERDICTS: Final[Mapping[str, str]] = {"agree": "Agree", "not_yet": "Not yet"}


class Choice(Struct, frozen=True):
    """A level with what shows it."""

    level: int
    evidence: str
    link: str


class Said(Struct, frozen=True):
    """What the second person says of a level. note: empty where they gave none."""

    verdict: Verdict
    note: str


def begin(session: Session, asker: Member, year: int) -> uuid.UUID:
    """Begin the assessment of a year. Raises Conflict where there is one."""
    hold_organisation(session, asker.organisation_id)  # two may begin it at once
    there = select(Assessment.id).where(
        Assessment.organisation_id == asker.organisation_id, Assessment.year == year
    )
    if session.scalars(there).first() is not None:
        raise Conflict(f"The assessment of {year} has begun already.")
    row = Assessment(organisation_id=asker.organisation_id, year=year, made_by=asker.membership_id)
    session.add(row)
    session.flush()
    return row.id


def own(session: Session, asker: Member, assessment_id: uuid.UUID) -> Assessment:
    """Return an assessment of the asker's organisation. Raises NotFound."""
    row = session.get(Assessment, assessment_id)
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound("There is no such assessment in your organisation.")
    return row


def to_answer(session: Session, asker: Member, assessment_id: uuid.UUID) -> Assessment:
    """Return an assessment to which the asker was asked to answer. Raises NotFound."""
    row = own(session, asker, assessment_id)
    if row.reviewer_id != asker.membership_id:
        raise NotFound("There is no such assessment in your organisation.")
    return row


def asked_to_answer(session: Session, asker: Member) -> Assessment | None:
    """Return the open assessment to which somebody was asked to answer; none where there is none."""
    return session.scalars(
        select(Assessment)
        .where(Assessment.reviewer_id == asker.membership_id)
        .where(Assessment.organisation_id == asker.organisation_id)
        .where(Assessment.closed.is_(None))
        .order_by(Assessment.year.desc())
        .limit(1)
    ).first()


def choose(
    session: Session,
    asker: Member,
    assessment_id: uuid.UUID,
    standard: str,
    choice: Choice,
    moment: dt.datetime,
) -> None:
    """Choose a level. What was said of another level falls. Raises NotFound, Conflict when closed."""
    row = _open(own(session, asker, assessment_id))
    key = {
        "organisation_id": row.organisation_id,
        "assessment_id": row.id,
        "standard": standard,
    }
    found = held(session, AssessmentLevel, key, level=choice.level)
    if found.level != choice.level:
        found.verdict, found.verdict_note = "", ""
        found.verdict_by, found.verdict_at = None, None
    found.level, found.evidence, found.link = choice.level, choice.evidence, choice.link
    found.by_id, found.at = asker.membership_id, moment
    session.flush()


def say(
    session: Session,
    asker: Member,
    assessment_id: uuid.UUID,
    said: Mapping[str, Said],
    shown: Mapping[str, int],
    moment: dt.datetime,
) -> int:
    """Keep what the second person says; return how many levels have changed meanwhile, which stay unsaid.

    said: by standard; shown: the levels that the page showed. Raises as ``choose`` does.
    """
    row = _open(to_answer(session, asker, assessment_id))
    changed = 0
    for standard, each in said.items():
        found = session.get(AssessmentLevel, (row.id, standard))
        if found is None or found.level != shown.get(standard):
            changed += 1
            continue
        found.verdict, found.verdict_note = each.verdict, each.note
        found.verdict_by, found.verdict_at = asker.membership_id, moment
    session.flush()
    return changed


def ask(
    session: Session, asker: Member, assessment_id: uuid.UUID, reviewer: uuid.UUID | None
) -> None:
    """Ask a doctor to answer; none: nobody. What another has said stays. Raises as ``choose`` does."""
    row = _open(own(session, asker, assessment_id))
    row.reviewer_id = reviewer if reviewer in dict(doctors(session, asker)) else None


def close(
    session: Session, asker: Member, assessment_id: uuid.UUID, moment: dt.datetime | None
) -> None:
    """Keep an assessment as it is; none: open it again. Raises NotFound."""
    own(session, asker, assessment_id).closed = moment


def doctors(session: Session, asker: Member) -> tuple[tuple[uuid.UUID, str], ...]:
    """Return the doctors of the asker's organisation, who joined last first."""
    rows = session.scalars(
        select(Membership)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(MembershipRole.role == Role.LEARNER)
        .where(Membership.ended.is_(None), Membership.paused.is_(None))
        .where(Membership.organisation_id == asker.organisation_id)
        .order_by(Membership.made.desc(), Membership.id)
    )
    return tuple((row.id, row.person.name) for row in rows)


def _open(row: Assessment) -> Assessment:
    if row.closed is not None:
        raise Conflict("This assessment is closed. Open it again to change it.")
    return row
