"""The statement behind a status: what it says in plain English, how that is known, and its JSON."""

import uuid

from msgspec import Struct

from app.errors import NotFound
from app.records.reading import is_signed, readable
from app.services import Services
from app.supervision.learners import Supervised
from app.supervision.origin import came
from app.supervision.story import status_sentence
from app.supervision.told import Told, tell
from course.vocabulary import Verb


class Evidence(Struct, frozen=True):
    """A statement for people. title: of the module; came: how it came here, in words."""

    told: Told
    title: str
    sentence: str
    came: str
    signed: bool
    raw_json: str

    @property
    def is_pass(self) -> bool:
        """Say whether it is a pass, which a certificate rests on."""
        return self.told.verb == Verb.PASSED


def evidence(parts: Services, doctor: Supervised, statement_id: uuid.UUID) -> Evidence:
    """Return a statement that makes a doctor's status.

    Raises NotFound for any other, their answers included, and StoreAway.
    """
    recorded = parts.records.get(doctor.organisation_id, statement_id)
    told = None if recorded is None else tell(recorded, parts.home_page)
    if (
        recorded is None
        or told is None
        or told.actor != doctor.membership_id
        or not told.makes_status
    ):
        raise NotFound("There is no such statement about this doctor; it may have been voided.")
    statement = recorded.read()
    return Evidence(
        told=told,
        title=_title(parts, told),
        sentence=status_sentence(told),
        came=came(parts, parts.database.of_request(), told, statement),
        signed=is_signed(statement),
        raw_json=readable(recorded.body),
    )


def _title(parts: Services, told: Told) -> str:
    try:
        return parts.shelf.course.module(told.module).title
    except KeyError:
        return told.module
