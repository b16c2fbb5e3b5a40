"""Whom somebody may assign modules to: an administrator everybody who learns, a supervisor their own doctors."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.errors import NotFound
from app.learning.audiences import audiences_of
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.viewer import Member
from course.model import Course, Module

LEARNING_ROLES = (Role.LEARNER, Role.SUPERVISOR)


class Reached(Struct, frozen=True):
    """Somebody to whom the asker may assign modules. roles: those with which one learns."""

    membership_id: uuid.UUID
    name: str
    since: dt.datetime
    roles: frozenset[Role]


def may_rule(asker: Member) -> bool:
    """Say whether somebody assigns for the whole organisation."""
    return Role.ORGANISATION_ADMINISTRATOR in asker.roles


def reached(session: Session, asker: Member) -> tuple[Reached, ...]:
    """Return everybody to whom the asker may assign, by name; those who left are not among them."""
    return _read(session, _within_reach(asker))


def reached_one(session: Session, asker: Member, membership_id: uuid.UUID) -> Reached:
    """Return one of them. Raises NotFound for anybody else."""
    found = _read(session, _within_reach(asker).where(Membership.id == membership_id))
    if not found:
        raise NotFound("There is no such person among those to whom you assign modules.")
    return found[0]


def reaches(session: Session, asker: Member, membership_id: uuid.UUID) -> bool:
    """Say whether the asker may assign to somebody. Their page leads to the assignments only then."""
    return bool(_read(session, _within_reach(asker).where(Membership.id == membership_id)))


def modules_for(course: Course, roles: frozenset[Role]) -> tuple[Module, ...]:
    """Return the modules that people with some roles can learn, in the order in which they see them."""
    if not roles:
        return ()
    audiences = audiences_of(roles)
    return tuple(module for audience in audiences for module in course.for_audience(audience))


def _within_reach(asker: Member) -> Select[uuid.UUID, str, dt.datetime, Role]:
    wanted = (
        select(Membership.id, Person.name, Membership.made, MembershipRole.role)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(Membership.organisation_id == asker.organisation_id, Membership.ended.is_(None))
        .where(MembershipRole.role.in_(LEARNING_ROLES))
        .order_by(Person.name, Membership.id)
    )
    if may_rule(asker):
        return wanted
    own = select(Supervision.learner_id).where(Supervision.supervisor_id == asker.membership_id)
    learners = select(MembershipRole.membership_id).where(MembershipRole.role == Role.LEARNER)
    return wanted.where(Membership.id.in_(own), Membership.id.in_(learners))


def _read(
    session: Session, wanted: Select[uuid.UUID, str, dt.datetime, Role]
) -> tuple[Reached, ...]:
    people: dict[uuid.UUID, Reached] = {}
    for key, name, since, role in session.execute(wanted):
        before = people[key].roles if key in people else frozenset()
        people[key] = Reached(key, name, since, before | {role})
    return tuple(people.values())
