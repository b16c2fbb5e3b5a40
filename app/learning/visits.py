"""Visits: stretches of learning without a long pause, and the time that is counted in them."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.learning import enrol
from app.learning.models import Enrolment, Visit
from app.tracking import Tracker, Trail
from course.model import Module

LONGEST_GAP_SECONDS: Final = 15 * 60
IDLE: Final = dt.timedelta(minutes=30)


class Learner(Struct, frozen=True):
    """Who learns, from where.

    home_page: of the account that statements name; platform_id: of the LMS that they came from, if any.
    """

    home_page: str
    organisation_id: uuid.UUID
    membership_id: uuid.UUID
    sign_in_id: uuid.UUID
    platform_id: uuid.UUID | None = None


class Act(Struct, frozen=True):
    """One act of a learner in its transaction: what it changes, and what tells it.

    seconds: since the act before in the same visit, at most LONGEST_GAP_SECONDS; none for the first.
    """

    session: Session
    at: dt.datetime
    module: Module
    enrolment: Enrolment
    visit: Visit
    tracker: Tracker
    seconds: float | None

    @property
    def late(self) -> bool:
        """Say whether the learner has done something later already, on another device."""
        return self.visit.last_act > self.at


def begin_act(session: Session, learner: Learner, module: Module, at: dt.datetime) -> Act:
    """Enter a module: enrol at the first time, begin a visit after a pause, count the time between.

    session: a writing one; the act is told and kept, or neither, when it is committed.
    """
    enrolment = enrol.enter(session, learner.membership_id, module.slug, at)
    visit = open_visit(session, enrolment.id)
    if visit is not None and at - visit.last_act >= IDLE:
        end(_tracker(session, learner, module, enrolment, visit), visit)
        visit = None
    seconds = None if visit is None else _count(visit, at)
    begun = visit is None
    if visit is None:
        visit = Visit(
            id=uuid.uuid4(),
            organisation_id=enrolment.organisation_id,
            enrolment_id=enrolment.id,
            started=at,
            last_act=at,
        )
        visit.seconds = 0.0
        visit.platform_id = learner.platform_id
        session.add(visit)
        session.flush()
    visit.sign_in_id = learner.sign_in_id
    tracker = _tracker(session, learner, module, enrolment, visit)
    if begun:
        tracker.initialized(at)
    return Act(session, at, module, enrolment, visit, tracker, seconds)


def open_visit(session: Session, enrolment_id: uuid.UUID) -> Visit | None:
    """Return the visit to an enrolment that has not ended."""
    running = select(Visit).where(Visit.enrolment_id == enrolment_id, Visit.ended.is_(None))
    return session.scalars(running).first()


def end(tracker: Tracker, visit: Visit) -> None:
    """End a visit at its last act."""
    visit.ended = visit.last_act
    tracker.terminated(visit.seconds, visit.last_act)


def leave(session: Session, learner: Learner, module: Module, at: dt.datetime) -> None:
    """End the visit now, since the learner says so; without one, do nothing."""
    enrolment = enrol.locked(session, learner.membership_id, module.slug)
    visit = None if enrolment is None else open_visit(session, enrolment.id)
    if enrolment is None or visit is None:
        return
    if at - visit.last_act < IDLE:
        _count(visit, at)
    end(_tracker(session, learner, module, enrolment, visit), visit)


def seconds_spent(act: Act) -> float:
    """Return the time of all visits to the enrolment, this one until now included."""
    act.session.flush()
    spent = select(func.sum(Visit.seconds)).where(Visit.enrolment_id == act.enrolment.id)
    return act.session.scalar(spent) or 0.0


def _count(visit: Visit, at: dt.datetime) -> float:
    # A clock may be set back, and two devices may disagree: time never runs backwards here.
    gap = min(max((at - visit.last_act).total_seconds(), 0.0), LONGEST_GAP_SECONDS)
    visit.seconds += gap
    visit.last_act = max(visit.last_act, at)
    return gap


def _tracker(
    session: Session, learner: Learner, module: Module, enrolment: Enrolment, visit: Visit
) -> Tracker:
    trail = Trail(
        home_page=learner.home_page,
        organisation_id=learner.organisation_id,
        membership_id=learner.membership_id,
        registration=enrolment.id,
        session=visit.id,
        slug=enrolment.module,
        module=module,
    )
    return Tracker(session, trail)
