"""The record store as launches need it: the one in this process, since it has to hand out tokens."""

import datetime as dt
import logging
import uuid
from typing import Any, Final

import msgspec

from app.errors import NotFound
from app.launching import statements
from app.launching.facts import Enrolled, Launched
from app.launching.standing import Standing, newly_satisfied, standing
from app.launching.told import Told, tell
from app.launching.vocabulary import LAUNCH_DATA
from app.services import Services
from lrs import LRS, Confinement, Document, Owner, Volume
from packager.reading.course_structure import CourseStructure

log = logging.getLogger(__name__)

SCOPES: Final = ("statements/write", "statements/read", "state", "profile")

LAUNCH_STATEMENTS: Final = 5_000
"""How many statements a unit may store in one launch."""

TRIAL_BYTES: Final = 20_000_000
"""How much all launches of a trial may write together, statements and documents."""


def own_store(parts: Services) -> LRS:
    """Return the record store in this process. Raises NotFound where another one is configured."""
    if parts.embedded_lrs is None:
        raise NotFound(
            "Packages are tried with the record store of this server, and another one is configured"
            " (FIRSTSHIFT_LRS_ENDPOINT)."
        )
    return parts.embedded_lrs


def write(parts: Services, enrolled: Enrolled, *written: dict[str, Any]) -> None:
    """Store statements of the LMS; one that is there already stays. Raises StoreAway."""
    own_store(parts)
    for refusal in parts.records.send(enrolled.space, [statements.body(each) for each in written]):
        # Another process was faster with what may be told once: that is as good.
        log.warning("a statement of the LMS was not stored: %s", refusal.sentence)


def read(parts: Services, enrolled: Enrolled) -> tuple[Told, ...]:
    """Return every statement of a registration, oldest first. Raises StoreAway."""
    own_store(parts)
    found = parts.records.statements_of(enrolled.space, enrolled.registration)
    return tuple(tell(each.body) for each in found)


def read_standing(parts: Services, enrolled: Enrolled, course: CourseStructure) -> Standing:
    """Return where a registration stands. Raises StoreAway."""
    return standing(enrolled, course, read(parts, enrolled))


def tell_satisfied(
    parts: Services,
    enrolled: Enrolled,
    course: CourseStructure,
    session: uuid.UUID,
    at: dt.datetime,
) -> None:
    """Write satisfied for each block, and the course, whose units have all been met since.

    session: of the launch, or a new one outside any (9.6.1). Raises StoreAway.
    """
    if enrolled.kind != "cmi5":
        return
    now = read_standing(parts, enrolled, course)
    for part in newly_satisfied(enrolled, course, now):
        written = statements.satisfied_statement(enrolled, part, str(session), at)
        write(parts, enrolled, written)


def put_launch_data(parts: Services, launched: Launched, data: dict[str, Any]) -> None:
    """Write the launch data of a session over those of the one before (section 10)."""
    owner = Owner(
        activity=launched.activity_id,
        agent=launched.enrolled.actor,
        registration=str(launched.enrolled.registration),
    )
    document = Document(msgspec.json.encode(data), "application/json")
    own_store(parts).state.put(str(launched.enrolled.space), owner, LAUNCH_DATA, document)


def bytes_left(parts: Services, enrolled: Enrolled) -> int:
    """Return how much a trial may still write. Raises LRSError."""
    used = own_store(parts).credentials.list(str(enrolled.space))
    return max(0, TRIAL_BYTES - sum(each.spent.bytes for each in used))


def issue_token(
    parts: Services, launched: Launched, until: dt.datetime, secret: str
) -> tuple[str, str]:
    """Return key and secret with which a session reaches the record store, kept to itself.

    secret: see ``Credentials.issue``. Raises LRSError.
    """
    enrolled = launched.enrolled
    return own_store(parts).credentials.issue(
        str(enrolled.space),
        f"session {launched.session}",
        SCOPES,
        expires=microseconds(until),
        confined=Confinement(enrolled.actor, str(enrolled.registration)),
        allowance=Volume(LAUNCH_STATEMENTS, bytes_left(parts, enrolled)),
        secret=secret,
    )


def microseconds(moment: dt.datetime) -> int:
    """Return a moment as the record store counts: microseconds since 1970."""
    return (moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)
