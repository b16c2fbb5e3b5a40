"""Sum up what is known of registrations into their progress rows: each is a function of the rows beneath it."""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from app.supervision.models import (
    Progress,
    ProgressResult,
    ProgressTopic,
    ProgressVisit,
    ProgressVoided,
)
from course.vocabulary import Verb


def sum_up(session: Session, rows: Mapping[uuid.UUID, Progress]) -> None:
    """Bring progress rows up to date, in as many statements for five hundred as for one."""
    topics = dict(
        session.execute(
            select(ProgressTopic.registration, func.count())
            .where(ProgressTopic.registration.in_(rows))
            .group_by(ProgressTopic.registration)
        ).all()
    )
    seconds = dict(
        session.execute(
            select(ProgressVisit.registration, func.sum(ProgressVisit.seconds))
            .where(ProgressVisit.registration.in_(rows))
            .group_by(ProgressVisit.registration)
        ).all()
    )
    results = _results(session, rows)
    for registration, row in rows.items():
        row.topics_opened = topics.get(registration, 0)
        row.seconds = seconds.get(registration) or 0.0
        _judge(row, results[registration])


def _results(
    session: Session, rows: Mapping[uuid.UUID, Progress]
) -> defaultdict[uuid.UUID, list[ProgressResult]]:
    """Return the results of registrations that nobody has voided, in their order."""
    voided = exists().where(
        ProgressVoided.organisation_id == ProgressResult.organisation_id,
        ProgressVoided.statement_id == ProgressResult.statement_id,
    )
    found: defaultdict[uuid.UUID, list[ProgressResult]] = defaultdict(list)
    wanted = (
        select(ProgressResult)
        .where(ProgressResult.registration.in_(rows), ~voided)
        .order_by(ProgressResult.at, ProgressResult.statement_id)
        .execution_options(populate_existing=True)
    )
    for each in session.scalars(wanted):
        found[each.registration].append(each)
    return found


def _judge(row: Progress, results: Sequence[ProgressResult]) -> None:
    completions = [each for each in results if each.verb == Verb.COMPLETED]
    passes = [each for each in results if each.verb == Verb.PASSED]
    failures = [each for each in results if each.verb == Verb.FAILED]
    tries = [each for each in results if each.verb != Verb.COMPLETED]
    row.completed = completions[0].at if completions else None
    row.completion_statement = completions[0].statement_id if completions else None
    row.passed = passes[0].at if passes else None
    row.failed = failures[-1].at if failures else None
    row.tries = len(tries)
    # A status once passed is never lowered: the first pass is what stands behind the row.
    behind = passes[:1] or tries[-1:]
    row.result_statement = behind[0].statement_id if behind else None
    row.score = behind[0].score if behind else None
