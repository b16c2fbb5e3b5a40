"""Sessions: a unit is launched, gets its token once, and ends or is left.

Source: cmi5 Quartz, 1st Edition, sections 8, 9.3 and 10.
"""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import Conflict, NotFound
from app.launching import launch_data, statements, store
from app.launching.enrolment import enrolled_of, still_held
from app.launching.facts import Enrolled, Launched, Mode
from app.launching.models import LaunchRegistration, LaunchSession
from app.launching.registrations import Trial
from app.launching.vocabulary import Verb
from app.services import Services
from packager.reading.course_structure import Unit

GRACE: Final = dt.timedelta(seconds=60)
"""How long after ``terminated`` what was under way may still arrive (9.3.8)."""


def launch(
    parts: Services,
    trial: Trial,
    unit: Unit,
    mode: Mode,
    at: dt.datetime,
    files: str,
    closed: str,
) -> Launched:
    """Begin a session of a unit. files, closed: see ``launch_data.Addresses``.

    Sessions of the registration that are open are abandoned first. Raises StoreAway, and Conflict
    where the trial has written all that it may.
    """
    if store.bytes_left(parts, trial.enrolled) == 0:
        raise Conflict(
            f"The package has written all that a trial may, {store.TRIAL_BYTES // 1_000_000} MB:"
            " end this trial and begin another."
        )
    abandon_open(parts, trial, at)
    launched = Launched(
        enrolled=trial.enrolled,
        session=uuid.uuid4(),
        publisher_id=unit.id,
        activity_id=trial.enrolled.activity_id(unit),
        mode=mode,
        mastery_score=unit.mastery_score,
    )
    if trial.enrolled.kind == "cmi5":
        store.put_launch_data(parts, launched, launch_data.launch_data(launched, unit, closed))
        address = launch_data.unit_address(unit, files)
        told = statements.launched_statement(launched, unit, address, at)
        store.write(parts, trial.enrolled, told)
    with parts.database.write() as session:
        session.add(
            LaunchSession(
                id=launched.session,
                registration_id=trial.enrolled.registration,
                unit=unit.id,
                activity_id=launched.activity_id,
                mode=mode,
                mastery_score=unit.mastery_score,
                launched=at,
            )
        )
    return launched


def abandon_open(parts: Services, trial: Trial, at: dt.datetime) -> None:
    """Close the sessions of a registration that never said that they ended (9.3.6).

    Their tokens are of no use from now on. Raises StoreAway.
    """
    with parts.database.write() as session:
        open_ones = select(LaunchSession).filter_by(
            registration_id=trial.enrolled.registration, ended=None
        )
        left = session.scalars(open_ones.with_for_update()).all()
        for row in left:
            row.ended = at
    for row in left:
        if row.credential is not None:
            store.own_store(parts).credentials.revoke(row.credential)
        if trial.enrolled.kind == "cmi5":
            _tell_abandoned(parts, trial, launched_of(trial.enrolled, row), at)


def terminate(parts: Services, session_id: uuid.UUID, at: dt.datetime) -> None:
    """Note that a unit has said that it ended; its token holds for a moment more (9.3.8)."""
    with parts.database.write() as session:
        row = session.get(LaunchSession, session_id)
        if row is None or row.ended is not None:
            return
        row.ended = at
        credential = row.credential
    if credential is not None:
        until = store.microseconds(at + GRACE)
        store.own_store(parts).credentials.expire(credential, until)


def session_of(session: Session, trial: Trial, session_id: uuid.UUID) -> LaunchSession:
    """Return a session of a trial. Raises NotFound for any other."""
    row = session.get(LaunchSession, session_id)
    if row is None or row.registration_id != trial.enrolled.registration:
        raise NotFound("There is no such session in this trial.")
    return row


def launched_by(parts: Services, session: Session, credential: str) -> Launched | None:
    """Return the session that a credential of the record store belongs to.

    None for another, for a trial that has ended, and where whoever began it has gone meanwhile.
    """
    found = session.execute(
        select(LaunchSession, LaunchRegistration)
        .join(LaunchRegistration, LaunchRegistration.id == LaunchSession.registration_id)
        .where(LaunchSession.credential == credential, LaunchRegistration.ended.is_(None))
        .where(still_held())
    ).one_or_none()
    return None if found is None else launched_of(enrolled_of(parts, found[1]), found[0])


def launched_of(enrolled: Enrolled, row: LaunchSession) -> Launched:
    """Return a session as plain data."""
    return Launched(
        enrolled=enrolled,
        session=row.id,
        publisher_id=row.unit,
        activity_id=row.activity_id,
        mode=row.mode,
        mastery_score=row.mastery_score,
    )


def _tell_abandoned(parts: Services, trial: Trial, launched: Launched, at: dt.datetime) -> None:
    """Write abandoned, unless terminated came in at the last moment.

    Its duration is the time from the launch to the last statement of the session (9.5.4.2).
    """
    session = str(launched.session)
    said = [told for told in store.read(parts, trial.enrolled) if told.session == session]
    if any(told.defined and told.verb == Verb.TERMINATED for told in said):
        return
    moments = [told.at or 0 for told in said]
    lasted = dt.timedelta(microseconds=max(moments) - moments[0] if moments else 0)
    unit = trial.course.unit(launched.publisher_id)
    told = statements.abandoned_statement(launched, unit, lasted, at)
    store.write(parts, trial.enrolled, told)
