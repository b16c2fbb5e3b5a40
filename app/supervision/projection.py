"""Fold statements into progress rows, once each, in whatever order they come.

Each row is a function of the set of statements about its registration: a statement that is read twice
changes nothing, and reading all of them again gives the same rows. Sums are kept as rows of their own
(results, visits, topics) for that reason.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from msgspec import structs
from sqlalchemy import delete, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from app.database import Database
from app.elsewhere.models import OutsideSpelling, OutsideStatement
from app.elsewhere.spelling import spelt_otherwise
from app.elsewhere.told import Outside, tell_outside
from app.organisations.models import Organisation
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
    StandingMark,
)
from app.supervision.sums import sum_up
from app.supervision.told import Told, tell, voided_by
from app.tenancy import within
from app.upserts import put
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
    OutsideStatement,
    OutsideSpelling,
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
            _fold_page(session, harvest.statements, home_page)
        if not harvest.more:
            return


def catch_up_own(
    database: Database, records: RecordStore, home_page: str, organisation_id: uuid.UUID
) -> None:
    """Read what one organisation has stored since the mark. Raises StoreAway when the store is away.

    The mark stays: whoever reads for all the next time finds told what is told already, which changes nothing.
    """
    position, more = _position(database, records.name), True
    while more:
        harvest = records.read_since(position, PAGE, organisation_id)
        position, more = harvest.position, harvest.more
        if harvest.statements:
            with within(organisation_id), database.write() as session:
                _fold_page(session, harvest.statements, home_page)


def rebuild(database: Database, records: RecordStore, home_page: str, at: dt.datetime) -> None:
    """Throw every row away and read all statements again. Raises StoreAway when the store is away."""
    with database.write() as session:
        for table in TABLES:
            session.execute(delete(table))
    catch_up(database, records, home_page, at)
    with database.write() as session:
        # One mark for all stands for the many of the reading.
        session.execute(delete(StandingMark))
        mark_all(session)


def read_until(session: Session, records: RecordStore) -> dt.datetime:
    """Return when the record store was last read to its end; NEVER before the first time."""
    cursor = session.get(ProgressCursor, records.name)
    return cursor.read_until if cursor else NEVER


def _fold_page(session: Session, statements: Sequence[Recorded], home_page: str) -> None:
    """Fold a page; where the database refuses what one statement holds, without that one.

    Statements come from anywhere. One that cannot be kept must not hold back all that came after it.
    """
    try:
        with session.begin_nested():
            fold(session, statements, home_page)
    except (DBAPIError, OverflowError) as error:
        if not _is_refused(error):
            raise
        if len(statements) == 1:
            log.warning("a statement that the database refuses is passed over: %s", type(error))
            return
        middle = len(statements) // 2
        _fold_page(session, statements[:middle], home_page)
        _fold_page(session, statements[middle:], home_page)


def _is_refused(error: DBAPIError | OverflowError) -> bool:
    """Say whether the database will never take a value, as opposed to: not in this moment.

    Source: PostgreSQL, "PostgreSQL Error Codes", classes 22 and 54.
    """
    if isinstance(error, OverflowError | DataError):
        return True
    return str(getattr(error.orig, "sqlstate", "")).startswith(("22", "54"))


def fold(session: Session, statements: Iterable[Recorded], home_page: str) -> None:
    """Bring rows up to date with statements; those that tell neither of a module nor how something else ended
    are passed over.

    All that a page of statements changes is read and written together: a rebuild reads millions.
    """
    told: list[Told] = []
    outside: list[Outside] = []
    spelt: list[dict[str, Any]] = []
    voided: list[dict[str, uuid.UUID]] = []
    for statement in statements:
        tells = tell(statement, home_page)
        if tells is not None:
            told.append(tells)
            continue
        spelt += spelt_otherwise(statement)
        if statement.organisation_id is not None and (target := voided_by(statement)) is not None:
            voided.append({"organisation_id": statement.organisation_id, "statement_id": target})
        elif (from_elsewhere := tell_outside(statement, home_page)) is not None:
            outside.append(from_elsewhere)
    put(session, ProgressVoided, voided)
    rows_outside = [structs.asdict(each) for each in outside]
    put(session, OutsideStatement, _of_organisations(session, rows_outside))
    put(session, OutsideSpelling, _of_organisations(session, spelt))
    rows = _begun(session, told)
    _note(session, [each for each in told if _belongs(each, rows[each.registration])])
    touched = {each.registration: rows[each.registration] for each in told}
    touched |= _rows(session, _voided_registrations(session, voided))
    sum_up(session, touched)
    mark_members(session, {row.actor for row in touched.values()})


def _of_organisations(session: Session, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of those that belong to an organisation: a trial of a package has records of its own."""
    wanted = {each["organisation_id"] for each in rows}
    known = set(session.scalars(select(Organisation.id).where(Organisation.id.in_(wanted))))
    return [each for each in rows if each["organisation_id"] in known]


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


def _rows(session: Session, registrations: Collection[uuid.UUID]) -> dict[uuid.UUID, Progress]:
    found = session.scalars(select(Progress).where(Progress.registration.in_(registrations)))
    return {row.registration: row for row in found}


def _begun(session: Session, told: Iterable[Told]) -> dict[uuid.UUID, Progress]:
    """Return the row of each registration that is told of, made where there is none, with its span."""
    told = list(told)
    rows = _rows(session, {each.registration for each in told})
    for each in told:
        row = rows.get(each.registration)
        if row is None:
            row = rows[each.registration] = Progress(
                registration=each.registration,
                organisation_id=each.organisation,
                actor=each.actor,
                module=each.module,
                module_version=each.revision,
                started=each.at,
                last_active=each.at,
            )
            session.add(row)
        elif not _belongs(each, row):
            continue
        row.started = min(row.started, each.at)
        if each.at >= row.last_active:
            row.last_active = each.at
            row.module_version = each.revision or row.module_version
    session.flush()
    return rows


def _belongs(told: Told, row: Progress) -> bool:
    """Say whether a statement is of the registration's learner: it is of one learner in one module."""
    return (row.organisation_id, row.actor, row.module) == (
        told.organisation,
        told.actor,
        told.module,
    )


def _note(session: Session, told: Sequence[Told]) -> None:
    """Keep what is counted: topics that were opened, visits that ended, results."""
    put(
        session,
        ProgressTopic,
        [
            {
                "organisation_id": each.organisation,
                "registration": each.registration,
                "topic": each.about,
            }
            for each in told
            if each.verb == Verb.EXPERIENCED
        ],
    )
    put(
        session,
        ProgressVisit,
        [
            {
                "organisation_id": each.organisation,
                "registration": each.registration,
                "session": each.session,
                "seconds": each.seconds,
            }
            for each in told
            if each.verb == Verb.TERMINATED and each.session is not None
        ],
    )
    put(
        session,
        ProgressResult,
        [
            {
                "registration": each.registration,
                "statement_id": each.id,
                "organisation_id": each.organisation,
                "verb": each.verb,
                "at": each.at,
                "score": each.score,
            }
            for each in told
            if each.makes_status
        ],
    )


def _voided_registrations(
    session: Session, voided: Iterable[dict[str, uuid.UUID]]
) -> set[uuid.UUID]:
    """Return the registrations of which a result has been voided."""
    by_organisation: dict[uuid.UUID, list[uuid.UUID]] = {}
    for each in voided:
        by_organisation.setdefault(each["organisation_id"], []).append(each["statement_id"])
    found: set[uuid.UUID] = set()
    for organisation, ids in by_organisation.items():
        wanted = select(ProgressResult.registration).where(
            ProgressResult.organisation_id == organisation, ProgressResult.statement_id.in_(ids)
        )
        found |= set(session.scalars(wanted))
    return found
