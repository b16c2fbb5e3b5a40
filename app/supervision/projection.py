"""Fold statements into progress rows, once each, in whatever order they come.

Each row is a function of the set of statements about its registration: a statement that is read twice
changes nothing, and reading all of them again gives the same rows. Sums are kept as rows of their own
(results, visits, topics) for that reason.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Iterable
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.database import Database
from app.records.contract import Recorded
from app.records.store import RecordStore
from app.supervision.marks import mark_all, mark_members
from app.supervision.models import (
    Progress,
    ProgressCursor,
    ProgressResult,
    ProgressTopic,
    ProgressVisit,
    ProgressVoided,
)
from app.supervision.told import Told, tell, voided_by
from course.vocabulary import Verb

log = logging.getLogger(__name__)

PAGE: Final = 500
NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
TABLES: Final = (
    Progress,
    ProgressTopic,
    ProgressResult,
    ProgressVisit,
    ProgressVoided,
    ProgressCursor,
)


def catch_up(database: Database, records: RecordStore, home_page: str, at: dt.datetime) -> None:
    """Read what the record store has taken since the last time. Raises StoreAway when it is away.

    Each page of statements and the mark behind it are kept in one transaction. Two processes may do
    this at once: the second finds the mark moved on, and leaves its page to be read again.
    """
    while True:
        position = _position(database, records.name)
        harvest = records.read_since(position, PAGE)
        with database.write() as session:
            if not _advance(session, records.name, position, harvest.position, at):
                return
            fold(session, harvest.statements, home_page)
        if not harvest.more:
            return


def rebuild(database: Database, records: RecordStore, home_page: str, at: dt.datetime) -> None:
    """Throw every row away and read all statements again. Raises StoreAway when the store is away."""
    with database.write() as session:
        for table in TABLES:
            session.execute(delete(table))
        mark_all(session)
    catch_up(database, records, home_page, at)


def read_until(session: Session, records: RecordStore) -> dt.datetime:
    """Return when the record store was last read to its end; NEVER before the first time."""
    cursor = session.get(ProgressCursor, records.name)
    return cursor.read_until if cursor else NEVER


def fold(session: Session, statements: Iterable[Recorded], home_page: str) -> None:
    """Bring rows up to date with statements; those that tell nothing of a module are passed over."""
    touched: set[uuid.UUID] = set()
    for statement in statements:
        told = tell(statement, home_page)
        if told is not None:
            touched |= _take(session, told)
        elif statement.organisation_id is not None:
            touched |= _void(session, statement.organisation_id, voided_by(statement))
    session.flush()
    for registration in touched:
        _sum_up(session, registration)
    actors = select(Progress.actor).where(Progress.registration.in_(touched)).distinct()
    mark_members(session, session.scalars(actors).all())


def _position(database: Database, source: str) -> str:
    """Return the mark; make it at the first time, so that from then on it can be locked."""
    with database.read() as session:
        cursor = session.get(ProgressCursor, source)
    if cursor is not None:
        return cursor.position
    try:
        with database.write() as session:
            session.add(ProgressCursor(source=source, position="", read_until=NEVER))
    except IntegrityError:
        log.info("another process has just made the mark of %s", source)
    return ""


def _advance(session: Session, source: str, old: str, new: str, at: dt.datetime) -> bool:
    """Move the mark; say whether it still stood where it was read."""
    cursor = session.get(ProgressCursor, source, with_for_update=True)
    if cursor is None or cursor.position != old:
        return False
    cursor.position = new
    cursor.read_until = at
    return True


def _void(
    session: Session, organisation: uuid.UUID, statement_id: uuid.UUID | None
) -> set[uuid.UUID]:
    if statement_id is None:
        return set()
    session.merge(ProgressVoided(organisation_id=organisation, statement_id=statement_id))
    return set(
        session.scalars(
            select(ProgressResult.registration).filter_by(
                organisation_id=organisation, statement_id=statement_id
            )
        )
    )


def _take(session: Session, told: Told) -> set[uuid.UUID]:
    row = session.get(Progress, told.registration)
    if row is None:
        row = Progress(
            registration=told.registration,
            organisation_id=told.organisation,
            actor=told.actor,
            module=told.module,
            module_version=told.revision,
            started=told.at,
            last_active=told.at,
        )
        session.add(row)
        session.flush()
    elif (row.organisation_id, row.actor, row.module) != (
        told.organisation,
        told.actor,
        told.module,
    ):
        return set()  # a registration is of one learner in one module
    row.started = min(row.started, told.at)
    if told.at >= row.last_active:
        row.last_active = told.at
        row.module_version = told.revision or row.module_version
    if told.verb == Verb.EXPERIENCED:
        session.merge(ProgressTopic(registration=told.registration, topic=told.about))
    elif told.verb == Verb.TERMINATED and told.session is not None:
        session.merge(
            ProgressVisit(
                registration=told.registration, session=told.session, seconds=told.seconds
            )
        )
    elif told.makes_status:
        session.merge(
            ProgressResult(
                registration=told.registration,
                statement_id=told.id,
                organisation_id=told.organisation,
                verb=told.verb,
                at=told.at,
                score=told.score,
            )
        )
    return {told.registration}


def _sum_up(session: Session, registration: uuid.UUID) -> None:
    row = session.get_one(Progress, registration)
    of = {"registration": registration}
    row.topics_opened = (
        session.scalar(select(func.count()).select_from(ProgressTopic).filter_by(**of)) or 0
    )
    row.seconds = session.scalar(select(func.sum(ProgressVisit.seconds)).filter_by(**of)) or 0.0
    voided = select(ProgressVoided.statement_id).filter_by(organisation_id=row.organisation_id)
    results = session.scalars(
        select(ProgressResult)
        .filter_by(**of)
        .where(ProgressResult.statement_id.not_in(voided))
        .order_by(ProgressResult.at, ProgressResult.statement_id)
    ).all()
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
