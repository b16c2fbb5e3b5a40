"""What is asked of people: their own assignments and the rules for their roles, as one list each."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.assignments.due import due_words, today
from app.assignments.models import Assignment, AssignmentRule
from app.learning.models import Enrolment
from app.organisations.models import Membership, MembershipRole, Role


class Assigned(Struct, frozen=True):
    """A module that is asked of a member. passed: when first, whatever they did in it afterwards.

    by_rule: a rule of the organisation asks for it, no assignment of their own.
    """

    module: str
    due: dt.date | None
    by_rule: bool
    passed: dt.datetime | None

    def late(self, on: dt.date) -> bool:
        """Say whether it is not passed, and the day is over."""
        return self.passed is None and self.due is not None and self.due < on

    def words(self, on: dt.date) -> str:
        """Return how it stands in words, such as "due 3 December" or "9 days late"."""
        if self.passed is not None:
            return "passed"
        return due_words(self.due, on)

    @property
    def need(self) -> tuple[bool, bool, dt.date]:
        """Where it stands in a list: what is longest overdue first, then by day, what is passed last."""
        return (self.passed is not None, self.due is None, self.due or dt.date.max)


class _Person(Struct, frozen=True):
    organisation_id: uuid.UUID
    since: dt.datetime
    roles: frozenset[Role]


def assigned_to(session: Session, membership_id: uuid.UUID) -> tuple[Assigned, ...]:
    """Return what is asked of one member, what is most urgent first."""
    return assigned(session, [membership_id])[membership_id]


def asked_in(session: Session, membership_id: uuid.UUID, module: str) -> Assigned | None:
    """Return how a module is asked of a member; none where it is not, or is passed."""
    asked = assigned_to(session, membership_id)
    return next((each for each in asked if each.module == module and each.passed is None), None)


def assigned(
    session: Session, memberships: Collection[uuid.UUID]
) -> dict[uuid.UUID, tuple[Assigned, ...]]:
    """Return what is asked of each of some members, in as many statements for a hundred as for one."""
    people = _people(session, memberships)
    own = _own(session, memberships)
    rules = _rules(session, {each.organisation_id for each in people.values()})
    passes = _passes(session, memberships)
    found: dict[uuid.UUID, tuple[Assigned, ...]] = dict.fromkeys(memberships, ())
    for key, person in people.items():
        asked = {
            module: Assigned(module, due, True, passes.get((key, module)))
            for module, due in _by_rules(person, rules[person.organisation_id]).items()
        }
        for row in own[key]:
            asked.pop(row.module, None)
            if not row.withdrawn:
                passed = passes.get((key, row.module))
                asked[row.module] = Assigned(row.module, row.due, False, passed)
        found[key] = tuple(sorted(asked.values(), key=lambda each: (each.need, each.module)))
    return found


def _by_rules(person: _Person, rules: Iterable[AssignmentRule]) -> dict[str, dt.date | None]:
    """Return the days of the rules for a person by module: of two about one module the earlier."""
    days: dict[str, dt.date | None] = {}
    for rule in rules:
        if rule.role not in person.roles:
            continue
        begins = today(max(rule.made, person.since))
        due = None if rule.days is None else begins + dt.timedelta(days=rule.days)
        before = days.get(rule.module)
        days[rule.module] = min(filter(None, (before, due)), default=None)
    return days


def _people(session: Session, memberships: Collection[uuid.UUID]) -> dict[uuid.UUID, _Person]:
    rows = session.execute(
        select(Membership.id, Membership.organisation_id, Membership.made, MembershipRole.role)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(Membership.id.in_(memberships), Membership.ended.is_(None))
    )
    people: dict[uuid.UUID, _Person] = {}
    for key, organisation, since, role in rows:
        roles = people[key].roles if key in people else frozenset()
        people[key] = _Person(organisation, since, roles | {role})
    return people


def _own(
    session: Session, memberships: Collection[uuid.UUID]
) -> defaultdict[uuid.UUID, list[Assignment]]:
    found: defaultdict[uuid.UUID, list[Assignment]] = defaultdict(list)
    wanted = select(Assignment).where(Assignment.membership_id.in_(memberships))
    for row in session.scalars(wanted):
        found[row.membership_id].append(row)
    return found


def _rules(
    session: Session, organisations: Collection[uuid.UUID]
) -> defaultdict[uuid.UUID, list[AssignmentRule]]:
    found: defaultdict[uuid.UUID, list[AssignmentRule]] = defaultdict(list)
    wanted = select(AssignmentRule).where(AssignmentRule.organisation_id.in_(organisations))
    for row in session.scalars(wanted):
        found[row.organisation_id].append(row)
    return found


def _passes(
    session: Session, memberships: Collection[uuid.UUID]
) -> dict[tuple[uuid.UUID, str], dt.datetime]:
    rows = session.execute(
        select(Enrolment.membership_id, Enrolment.module, func.min(Enrolment.passed))
        .where(Enrolment.membership_id.in_(memberships), Enrolment.passed.is_not(None))
        .group_by(Enrolment.membership_id, Enrolment.module)
    )
    return {(key, module): passed for key, module, passed in rows if passed is not None}
