"""What an LMS is to be told of a learner: kept with the act itself, sent afterwards, the latest counts.

The best score counts, as a later try never lowers an earlier one here. A score that waits is overwritten
by a later one: an LMS that was away is told how things stand, not how they came to be.
Source: Assignment and Grade Services 2.0, 3.4 (score, activityProgress, gradingProgress).
"""

import datetime as dt
import uuid
from typing import Any

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.learning.models import Attempt, Enrolment
from app.lti.models import LtiLink, LtiScore, LtiUser
from app.tenancy import within


class Standing(Struct, frozen=True):
    """How a learner stands in a module, as an LMS is told it. score: the best, per cent."""

    score: float | None
    activity: str
    grading: str


def place(session: Session, link: LtiLink, user: LtiUser, moment: dt.datetime) -> None:
    """Keep that somebody came by a link; whatever they have done before is told there as well."""
    wanted = select(LtiScore).where(LtiScore.link_id == link.id, LtiScore.user_id == user.id)
    row = session.scalars(wanted).first()
    if row is None:
        row = LtiScore(id=uuid.uuid4(), link_id=link.id, user_id=user.id, made=moment)
        try:
            with session.begin_nested():
                session.add(row)
                session.flush()
        except IntegrityError:  # in two tabs at once
            return
    with within(user.membership.organisation_id):  # whoever comes may have been signed in elsewhere
        stands = standing(session, user.membership_id, link.module)
    if stands is not None and _can_be_told(link) and (row.told_at is None or _differs(row, stands)):
        _tell(row, stands, moment)


def standing_changed(
    session: Session, *, enrolment: Enrolment, at: dt.datetime, **_more: Any
) -> None:
    """Let every LMS link by which a learner came to a module be told how they stand now."""
    rows = session.execute(
        select(LtiScore, LtiLink)
        .join(LtiUser, LtiUser.id == LtiScore.user_id)
        .join(LtiLink, LtiLink.id == LtiScore.link_id)
        .where(LtiUser.membership_id == enrolment.membership_id, LtiLink.module == enrolment.module)
    ).all()
    if not rows:
        return
    stands = standing(session, enrolment.membership_id, enrolment.module)
    for row, link in rows:
        if stands is not None and _can_be_told(link):
            _tell(row, stands, at)


def standing(session: Session, membership_id: uuid.UUID, module: str) -> Standing | None:
    """Return how somebody stands in a module; none before they have completed it or sent a try.

    Whoever has read everything and sent no try is on the way: nothing is to be graded yet.
    """
    own = select(Enrolment.id).where(
        Enrolment.membership_id == membership_id, Enrolment.module == module
    )
    tries = session.execute(
        select(Attempt.score, Attempt.passed).where(
            Attempt.enrolment_id.in_(own),
            Attempt.purpose == "assessment",
            Attempt.finished.is_not(None),
        )
    ).all()
    if tries:
        passed = any(each.passed for each in tries)
        best = max(each.score or 0.0 for each in tries)
        return Standing(best, "Completed" if passed else "Submitted", "FullyGraded")
    completed = own.where(Enrolment.completed.is_not(None))
    if session.scalars(completed).first() is None:
        return None
    return Standing(None, "InProgress", "NotReady")


def _can_be_told(link: LtiLink) -> bool:
    return link.may_score and bool(link.line_item or (link.may_add and link.line_items))


def _differs(row: LtiScore, stands: Standing) -> bool:
    return (row.score, row.activity, row.grading) != (
        stands.score,
        stands.activity,
        stands.grading,
    )


def _tell(row: LtiScore, stands: Standing, at: dt.datetime) -> None:
    row.score, row.activity, row.grading = stands.score, stands.activity, stands.grading
    # An LMS takes no score that is as old as the one before (AGS 2.0, 3.4.8); Moodle compares whole seconds.
    row.told_at = max(at, row.told_at + dt.timedelta(seconds=1)) if row.told_at else at
    row.waiting, row.tries, row.claimed_until, row.refused = True, 0, None, ""
