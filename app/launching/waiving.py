"""Waiving a unit: the LMS says that it need not be done.

Source: cmi5 Quartz, 1st Edition, sections 9.3.7 and 9.5.5.2.
"""

import datetime as dt
import uuid

from app.errors import BadInput, Conflict
from app.launching import statements, store
from app.launching.registrations import Trial
from app.launching.vocabulary import REASONS, Verb
from app.services import Services
from packager.reading.course_structure import Unit


def waive(parts: Services, trial: Trial, unit: Unit, reason: str, at: dt.datetime) -> None:
    """Write waived for a unit, and what then is satisfied, in a session of its own.

    Raises BadInput for a reason that cmi5 does not know or a package without waiving, Conflict where
    the unit has been waived before, StoreAway.
    """
    if trial.enrolled.kind != "cmi5":
        raise BadInput("Only a unit of a cmi5 course can be waived.")
    if reason not in REASONS:
        raise BadInput(f"The reason is one of: {', '.join(REASONS)}.")
    if store.read_standing(parts, trial.enrolled, trial.course).of(unit).has(Verb.WAIVED):
        raise Conflict(f"“{unit.title}” has been waived already.")
    session = uuid.uuid4()
    written = statements.waived_statement(trial.enrolled, unit, reason, str(session), at)
    store.write(parts, trial.enrolled, written)
    store.tell_satisfied(parts, trial.enrolled, trial.course, session, at)
