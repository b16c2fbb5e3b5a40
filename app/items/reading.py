"""First sittings of an organisation's assessments, as they were kept: answers without people."""

import uuid
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, TypeAlias

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.items.statistics import NO_REPLY, Reply, Sitting
from app.learning.models import Answer, Attempt, Enrolment
from app.organisations.models import Membership

Rows: TypeAlias = Select[*tuple[Any, ...]]


def sittings(session: Session, organisation_id: uuid.UUID) -> Mapping[str, tuple[Sitting, ...]]:
    """Return the first finished try of each member at each module's assessment, by module.

    Later tries are left out: who comes again has read the feedback.
    """
    wanted = _of_organisation(
        select(Attempt, Enrolment.module, Enrolment.membership_id), organisation_id
    ).order_by(Attempt.finished, Attempt.id)
    firsts: dict[tuple[str, uuid.UUID], Attempt] = {}
    for attempt, module, membership_id in session.execute(wanted):
        firsts.setdefault((module, membership_id), attempt)
    answers = _answers(session, organisation_id)
    found: defaultdict[str, list[Sitting]] = defaultdict(list)
    for (module, _), attempt in firsts.items():
        given = answers.get(attempt.id, {})
        replies = {key: given.get(key, NO_REPLY) for key in attempt.questions}
        found[module].append(Sitting(attempt.module_version, replies))
    return {module: tuple(each) for module, each in found.items()}


def _answers(session: Session, organisation_id: uuid.UUID) -> dict[uuid.UUID, dict[str, Reply]]:
    columns = (Answer.question, Answer.response, Answer.success, Answer.scaled, Answer.seconds)
    wanted = _of_organisation(
        select(Attempt.id, *columns).join(Answer, Answer.attempt_id == Attempt.id), organisation_id
    )
    found: defaultdict[uuid.UUID, dict[str, Reply]] = defaultdict(dict)
    for attempt_id, question, response, success, scaled, seconds in session.execute(wanted):
        found[attempt_id][question] = Reply(tuple(response), success, scaled, seconds)
    return found


def _of_organisation(wanted: Rows, organisation_id: uuid.UUID) -> Rows:
    """Narrow a statement to the finished assessments of an organisation."""
    return (
        wanted.join(Enrolment, Enrolment.id == Attempt.enrolment_id)
        .join(Membership, Membership.id == Enrolment.membership_id)
        .where(
            Membership.organisation_id == organisation_id,
            Attempt.purpose == "assessment",
            Attempt.finished.is_not(None),
        )
    )
