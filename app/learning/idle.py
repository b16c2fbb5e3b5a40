"""End visits without their learner: at sign-out, and when they have been idle for long."""

import datetime as dt
import uuid
from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.accounts.models import SignIn
from app.database import Database
from app.learning.models import Enrolment, Visit
from app.learning.visits import IDLE, end
from app.organisations.models import Membership
from app.tenancy import within
from app.tracking import Tracker, Trail
from course.model import Course, Module


def end_idle_visits(database: Database, course: Course, home_page: str, at: dt.datetime) -> int:
    """End every visit whose last act is half an hour ago, at that act; return how many."""
    idle = select(Visit.id).where(Visit.ended.is_(None), Visit.last_act <= at - IDLE)
    with database.read() as session:
        found = session.execute(idle.add_columns(Visit.organisation_id)).all()
    ended = 0
    for visit_id, organisation_id in found:
        with within(organisation_id), database.write() as session:
            # Looked at again under the lock: the learner may have come back in this moment.
            still = idle.where(Visit.id == visit_id)
            ended += _end_all(session, course, home_page, still)
    return ended


def end_visits_of(session: Session, course: Course, home_page: str, sign_in_id: uuid.UUID) -> None:
    """End the visits of a sign-in that ends, each at its last act."""
    running = select(Visit.id).where(Visit.ended.is_(None), Visit.sign_in_id == sign_in_id)
    acted_in = select(Membership.organisation_id).join(
        SignIn, SignIn.membership_id == Membership.id
    )
    # The sign-in that ends may be one of a person who acts elsewhere in this moment.
    with within(session.scalar(acted_in.where(SignIn.id == sign_in_id))):
        _end_all(session, course, home_page, running)
        session.flush()


def _end_all(session: Session, course: Course, home_page: str, which: Select[uuid.UUID]) -> int:
    enrolments = session.scalars(
        select(Enrolment)
        .where(Enrolment.id.in_(select(Visit.enrolment_id).where(Visit.id.in_(which))))
        .with_for_update(of=Enrolment)
    ).all()
    visits = session.scalars(select(Visit).where(Visit.id.in_(which))).all()
    for visit in visits:
        enrolment = next(each for each in enrolments if each.id == visit.enrolment_id)
        trail = Trail(
            home_page=home_page,
            organisation_id=enrolment.membership.organisation_id,
            membership_id=enrolment.membership_id,
            registration=enrolment.id,
            session=visit.id,
            slug=enrolment.module,
            module=_module(course.modules, enrolment.module),
        )
        end(Tracker(session, trail), visit)
    return len(visits)


def _module(modules: Iterable[Module], slug: str) -> Module | None:
    return next((module for module in modules if module.slug == slug), None)
