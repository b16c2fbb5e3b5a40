"""The end of a trial: closed at once, then erased, however often it takes.

A trial that is marked as ended is nobody's any more: no page shows it and no token of it opens
anything. Its row goes last, so that an erasure which failed half-way is found and done again.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Iterable

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.launching import store
from app.launching.enrolment import enrolled_of, still_held
from app.launching.facts import Enrolled
from app.launching.models import LaunchRefusal, LaunchRegistration, LaunchSession
from app.services import Services

log = logging.getLogger(__name__)


def mark_ended(session: Session, registrations: Iterable[uuid.UUID], at: dt.datetime) -> None:
    """Close trials: from now on the guard refuses what is still under way in them."""
    ids = tuple(registrations)
    for table, key in (
        (LaunchRegistration, LaunchRegistration.id),
        (LaunchSession, LaunchSession.registration_id),
    ):
        is_open = key.in_(ids) & table.ended.is_(None)
        session.execute(update(table).where(is_open).values(ended=at))


def end(parts: Services, enrolled: Enrolled, at: dt.datetime) -> bool:
    """Close a trial and erase what it wrote; where that fails, the upkeep does it again.

    Say whether it is erased by now.
    """
    with parts.database.write() as session:
        mark_ended(session, (enrolled.registration,), at)
    return erase_or_later(parts, enrolled)


def erase_or_later(parts: Services, enrolled: Enrolled) -> bool:
    """Erase a trial that is marked as ended; say whether that went well.

    A failure is logged and stops nothing else.
    """
    try:
        _erase(parts, enrolled)
    except Exception:
        # Whatever it is (a database that restarts, say), the other trials must not wait for it.
        log.exception("the trial %s could not be erased; trying again soon", enrolled.registration)
        return False
    return True


def erase_what_is_over(parts: Services, at: dt.datetime) -> None:
    """Erase trials that were ended, that are too old, or whose person has gone."""
    if parts.embedded_lrs is None:
        return
    begun = at - dt.timedelta(hours=parts.settings.keep_trials_hours)
    is_over = or_(
        LaunchRegistration.ended.is_not(None), LaunchRegistration.made < begun, ~still_held()
    )
    with parts.database.read() as session:
        rows = session.scalars(select(LaunchRegistration).where(is_over))
        found = [enrolled_of(parts, row) for row in rows]
    if not found:
        return
    with parts.database.write() as session:
        mark_ended(session, (each.registration for each in found), at)
    for each in found:
        erase_or_later(parts, each)


def _erase(parts: Services, enrolled: Enrolled) -> None:
    """Delete a trial with all that it wrote: its keys, its records, its rows, in this order."""
    lrs, space = store.own_store(parts), str(enrolled.space)
    lrs.credentials.revoke_all(space)
    lrs.erase(space)
    with parts.database.write() as session:
        _delete_rows(session, enrolled.registration)


def _delete_rows(session: Session, registration: uuid.UUID) -> None:
    for table in (LaunchRefusal, LaunchSession):
        session.execute(delete(table).where(table.registration_id == registration))
    session.execute(delete(LaunchRegistration).where(LaunchRegistration.id == registration))
