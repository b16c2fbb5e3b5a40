"""What assignments hold about a person: what is assigned to them, and what they assigned."""

from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Whose
from app.assignments.models import Assignment, AssignmentRule


def _forget_assigner(session: Session, whose: Whose) -> None:
    own = Assignment.made_by.in_(whose.membership_ids)
    session.execute(update(Assignment).where(own).values(made_by=None))


def _forget_rule_maker(session: Session, whose: Whose) -> None:
    own = AssignmentRule.made_by.in_(whose.membership_ids)
    session.execute(update(AssignmentRule).where(own).values(made_by=None))


HOLDINGS: Final = (
    Holding(
        "assignments",
        "Modules assigned",
        Assignment,
        lambda whose: Assignment.membership_id.in_(whose.membership_ids),
    ),
    Holding(
        "assignments_made",
        "Modules assigned to others",
        Assignment,
        lambda whose: Assignment.made_by.in_(whose.membership_ids),
        hidden={"membership_id": "it is about somebody else"},
        stays="What is assigned to others stays assigned, without saying by whom.",
        loosen=_forget_assigner,
    ),
    Holding(
        "assignment_rules",
        "Rules that assign modules",
        AssignmentRule,
        lambda whose: AssignmentRule.made_by.in_(whose.membership_ids),
        stays="The organisation's rules stay, without saying who made them.",
        loosen=_forget_rule_maker,
    ),
)
