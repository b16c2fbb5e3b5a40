"""The plan and the small improvements of an organisation."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.readiness.models import AssessmentAction, ImprovementCycle
from app.viewer import Member


class ActionDraft(Struct, frozen=True):
    """A line of the plan as a form gives it. owner: a code of the course."""

    standard: str
    text: str
    owner: str
    due: dt.date


class CycleDraft(Struct, frozen=True):
    """A small improvement as a form gives it."""

    standard: str
    aim: str
    plan: str
    measure: str
    found: str
    next: str
    begun: dt.date
    ended: dt.date | None


def action(session: Session, asker: Member, action_id: uuid.UUID) -> AssessmentAction:
    """Return a line of the asker's plan. Raises NotFound."""
    row = session.get(AssessmentAction, action_id)
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound("There is no such action in your organisation’s plan.")
    return row


def save_action(
    session: Session, asker: Member, draft: ActionDraft, action_id: uuid.UUID | None = None
) -> None:
    """Add a line to the plan, or change one. Raises NotFound."""
    if action_id is None:
        row = AssessmentAction(organisation_id=asker.organisation_id, made_by=asker.membership_id)
        session.add(row)
    else:
        row = action(session, asker, action_id)
    row.standard, row.text, row.owner, row.due = (
        draft.standard,
        draft.text,
        draft.owner,
        draft.due,
    )
    session.flush()


def mark_action(
    session: Session, asker: Member, action_id: uuid.UUID, done: dt.date | None
) -> None:
    """Say that a line of the plan is done, or open again. Raises NotFound."""
    action(session, asker, action_id).done = done


def remove_action(session: Session, asker: Member, action_id: uuid.UUID) -> None:
    """Take a line from the plan. Raises NotFound."""
    session.delete(action(session, asker, action_id))


def cycles(session: Session, asker: Member) -> tuple[ImprovementCycle, ...]:
    """Return the log, what runs first, then the latest."""
    rows = session.scalars(
        select(ImprovementCycle).where(ImprovementCycle.organisation_id == asker.organisation_id)
    ).all()
    latest = sorted(rows, key=lambda row: (row.begun, row.made), reverse=True)
    return tuple(sorted(latest, key=lambda row: row.ended is not None))


def cycle(session: Session, asker: Member, cycle_id: uuid.UUID) -> ImprovementCycle:
    """Return an improvement of the asker's organisation. Raises NotFound."""
    row = session.get(ImprovementCycle, cycle_id)
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound("There is no such improvement in your organisation’s log.")
    return row


def save_cycle(
    session: Session, asker: Member, draft: CycleDraft, cycle_id: uuid.UUID | None = None
) -> None:
    """Add an improvement to the log, or change one. Raises NotFound."""
    if cycle_id is None:
        row = ImprovementCycle(organisation_id=asker.organisation_id, made_by=asker.membership_id)
        session.add(row)
    else:
        row = cycle(session, asker, cycle_id)
    row.standard, row.aim, row.plan, row.measure = (
        draft.standard,
        draft.aim,
        draft.plan,
        draft.measure,
    )
    row.found, row.next, row.begun, row.ended = draft.found, draft.next, draft.begun, draft.ended
    session.flush()
