"""What assigns modules, changes the day, and withdraws."""

import datetime as dt
import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assignments.models import Assignment, AssignmentRule
from app.assignments.reach import may_rule, reached
from app.errors import Conflict, NotAllowed, NotFound
from app.organisations.models import Role
from app.organisations.people_queries import hold, hold_organisation
from app.viewer import Member


def assign(
    session: Session,
    asker: Member,
    memberships: Collection[uuid.UUID],
    modules: Collection[str],
    due: dt.date | None,
) -> None:
    """Ask modules of members, or give what is asked already another day.

    Raises NotFound where one of them is not the asker's to assign to.
    """
    for row in _locked(session, asker, memberships, modules):
        row.due, row.withdrawn = due, False


def withdraw(session: Session, asker: Member, membership_id: uuid.UUID, module: str) -> None:
    """Ask a module of a member no longer, whatever a rule says. Raises NotFound as ``assign`` does."""
    for row in _locked(session, asker, [membership_id], [module]):
        row.due, row.withdrawn = None, True


def make_rule(
    session: Session, asker: Member, role: Role, module: str, days: int | None, at: dt.datetime
) -> None:
    """Ask a module of everybody with a role, from now on. Raises Conflict where a rule does so already."""
    _lock_organisation(session, asker)
    same = select(AssignmentRule).filter_by(
        organisation_id=asker.organisation_id, role=role, module=module
    )
    if session.scalars(same).first() is not None:
        raise Conflict("There is a rule for this module already. Change that one instead.")
    session.add(
        AssignmentRule(
            organisation_id=asker.organisation_id,
            role=role,
            module=module,
            days=days,
            made_by=asker.membership_id,
            made=at,
        )
    )


def change_rule(session: Session, asker: Member, rule_id: uuid.UUID, days: int | None) -> None:
    """Give a rule another number of days; whoever it was made for first keeps that beginning."""
    _lock_organisation(session, asker)
    rule(session, asker, rule_id).days = days


def end_rule(session: Session, asker: Member, rule_id: uuid.UUID) -> None:
    """Take a rule away; what was assigned to somebody by name stays."""
    _lock_organisation(session, asker)
    session.delete(rule(session, asker, rule_id))


def rules(session: Session, asker: Member) -> tuple[AssignmentRule, ...]:
    """Return the rules of the asker's organisation, the first one made first."""
    wanted = select(AssignmentRule).filter_by(organisation_id=asker.organisation_id)
    return tuple(session.scalars(wanted.order_by(AssignmentRule.made, AssignmentRule.id)))


def rule(session: Session, asker: Member, rule_id: uuid.UUID) -> AssignmentRule:
    """Return a rule of the asker's organisation. Raises NotFound for any other."""
    found = session.get(AssignmentRule, rule_id)
    if found is None or found.organisation_id != asker.organisation_id:
        raise NotFound("There is no such rule in your organisation; it may have been taken away.")
    return found


def _locked(
    session: Session,
    asker: Member,
    memberships: Collection[uuid.UUID],
    modules: Collection[str],
) -> list[Assignment]:
    """Return a row for each member and module, made where there was none."""
    if not {each.membership_id for each in reached(session, asker)}.issuperset(memberships):
        raise NotFound("There is no such person among those to whom you assign modules.")
    hold(session, memberships)  # two who assign at once act one after the other
    wanted = select(Assignment).where(
        Assignment.membership_id.in_(memberships), Assignment.module.in_(modules)
    )
    there = {(row.membership_id, row.module): row for row in session.scalars(wanted)}
    rows = []
    for key in memberships:
        for module in modules:
            row = there.get((key, module))
            if row is None:
                row = Assignment(
                    organisation_id=asker.organisation_id, membership_id=key, module=module
                )
                session.add(row)
            row.made_by = asker.membership_id
            rows.append(row)
    return rows


def _lock_organisation(session: Session, asker: Member) -> None:
    if not may_rule(asker):
        raise NotAllowed("Rules for everybody are for the organisation's administrators.")
    hold_organisation(session, asker.organisation_id)
