"""The plan and the small improvements of an organisation."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final, TypeVar

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.readiness.models import AssessmentAction, ImprovementCycle
from app.viewer import Member

Row = TypeVar("Row", AssessmentAction, ImprovementCycle)

_NOT_FOUND: Final[Mapping[type[AssessmentAction] | type[ImprovementCycle], str]] = {
    AssessmentAction: "There is no such action in your organisation’s plan.",
    ImprovementCycle: "There is no such improvement in your organisation’s log.",
}


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
    return _own(session, asker, AssessmentAction, action_id)


def save_action(
    session: Session, asker: Member, draft: ActionDraft, action_id: uuid.UUID | None = None
) -> None:
    """Add a line to the plan, or change one. Raises NotFound."""
    _save(session, asker, AssessmentAction, draft, action_id)


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
    return _own(session, asker, ImprovementCycle, cycle_id)


def save_cycle(
    session: Session, asker: Member, draft: CycleDraft, cycle_id: uuid.UUID | None = None
) -> None:
    """Add an improvement to the log, or change one. Raises NotFound."""
    _save(session, asker, ImprovementCycle, draft, cycle_id)


def _own(session: Session, asker: Member, table: type[Row], key: uuid.UUID) -> Row:
    row = session.get(table, key)
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound(_NOT_FOUND[table])
    return row


def _save(
    session: Session,
    asker: Member,
    table: type[Row],
    draft: ActionDraft | CycleDraft,
    key: uuid.UUID | None,
) -> None:
    """Add a row, or change one: each field of a draft is the column of its name."""
    if key is None:
        row = table(organisation_id=asker.organisation_id, made_by=asker.membership_id)
        session.add(row)
    else:
        row = _own(session, asker, table, key)
    for name in draft.__struct_fields__:
        setattr(row, name, getattr(draft, name))
    session.flush()
