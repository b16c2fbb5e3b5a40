"""What assessments hold about a person: that they made, chose, answered or planned something."""

from typing import Final

from sqlalchemy import ColumnElement, or_, update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Whose
from app.readiness.models import (
    Assessment,
    AssessmentAction,
    AssessmentLevel,
    ImprovementCycle,
)

_ANOTHER: Final = "it is somebody else"


def _assessments(whose: Whose) -> ColumnElement[bool]:
    return or_(
        Assessment.made_by.in_(whose.membership_ids),
        Assessment.reviewer_id.in_(whose.membership_ids),
    )


def _forget_assessments(session: Session, whose: Whose) -> None:
    for column in (Assessment.made_by, Assessment.reviewer_id):
        own = column.in_(whose.membership_ids)
        session.execute(update(Assessment).where(own).values({column.key: None}))


def _forget_levels(session: Session, whose: Whose) -> None:
    own = AssessmentLevel.by_id.in_(whose.membership_ids)
    session.execute(update(AssessmentLevel).where(own).values(by_id=None))


def _forget_answers(session: Session, whose: Whose) -> None:
    own = AssessmentLevel.verdict_by.in_(whose.membership_ids)
    # Their own words go; "agree" or "not yet" is the organisation's finding.
    session.execute(update(AssessmentLevel).where(own).values(verdict_by=None, verdict_note=""))


def _forget_actions(session: Session, whose: Whose) -> None:
    own = AssessmentAction.made_by.in_(whose.membership_ids)
    session.execute(update(AssessmentAction).where(own).values(made_by=None))


def _forget_cycles(session: Session, whose: Whose) -> None:
    own = ImprovementCycle.made_by.in_(whose.membership_ids)
    session.execute(update(ImprovementCycle).where(own).values(made_by=None))


HOLDINGS: Final = (
    Holding(
        "assessments",
        "Assessments of the organisation that this person began or was asked to answer",
        Assessment,
        _assessments,
        hidden={"made_by": _ANOTHER, "reviewer_id": _ANOTHER},
        stays="The organisation's assessments stay, without saying who made or answered them.",
        loosen=_forget_assessments,
    ),
    Holding(
        "assessment_levels",
        "Levels that this person chose for the organisation",
        AssessmentLevel,
        lambda whose: AssessmentLevel.by_id.in_(whose.membership_ids),
        hidden={"verdict_by": _ANOTHER, "verdict_note": "somebody else wrote it"},
        stays="Levels stay, without saying who chose them.",
        loosen=_forget_levels,
    ),
    Holding(
        "assessment_answers",
        "What this person said of the organisation's levels",
        AssessmentLevel,
        lambda whose: AssessmentLevel.verdict_by.in_(whose.membership_ids),
        hidden={"by_id": _ANOTHER},
        stays="“Agree” and “not yet” stay, without the words and without saying whose they are.",
        loosen=_forget_answers,
    ),
    Holding(
        "assessment_actions",
        "Lines of the organisation's plan that this person wrote",
        AssessmentAction,
        lambda whose: AssessmentAction.made_by.in_(whose.membership_ids),
        stays="The organisation's plan stays, without saying who wrote it.",
        loosen=_forget_actions,
    ),
    Holding(
        "improvements",
        "Improvements of the organisation that this person wrote down",
        ImprovementCycle,
        lambda whose: ImprovementCycle.made_by.in_(whose.membership_ids),
        stays="The organisation's log stays, without saying who wrote it.",
        loosen=_forget_cycles,
    ),
)
