"""Open forms whose supervisor supervises the doctor no more: they wait for the doctor to pass them on.

Nobody but the doctor opens such a form. Who took over sees nothing of it until it is passed on to them.
"""

import uuid

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from app.organisations.models import Supervision
from app.welcome.models import WelcomeForm


def is_open() -> ColumnElement[bool]:
    """Say of forms whether they are still written in."""
    return WelcomeForm.closed.is_(None) & WelcomeForm.transferred.is_(None)


def is_stranded() -> ColumnElement[bool]:
    """Say of forms whether they are open, and their supervisor supervises the doctor no more."""
    tie = exists().where(
        Supervision.supervisor_id == WelcomeForm.supervisor_id,
        Supervision.learner_id == WelcomeForm.learner_id,
    )
    return is_open() & ~tie.correlate(WelcomeForm)


def stranded(session: Session, form_id: uuid.UUID) -> bool:
    """Say whether one form waits to be passed on."""
    found = select(WelcomeForm.id).where(WelcomeForm.id == form_id, is_stranded())
    return session.scalar(found) is not None


def with_open_form(session: Session, supervisor_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return the doctors who have an open form with somebody, whatever is in it."""
    rows = select(WelcomeForm.learner_id).where(
        WelcomeForm.supervisor_id == supervisor_id, is_open()
    )
    return frozenset(session.scalars(rows))
