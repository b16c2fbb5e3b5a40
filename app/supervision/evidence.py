"""The statement behind a status: what it says in plain English, how that is known, and its JSON."""

import uuid

from msgspec import Struct

from app.errors import NotFound
from app.records.reading import INTERNAL, authority_account, is_signed, readable
from app.services import Services
from app.supervision.learners import Supervised
from app.supervision.story import status_sentence
from app.supervision.told import Told, tell


class Evidence(Struct, frozen=True):
    """A statement for people. title: of the module; recorded_by: the authority in words."""

    told: Told
    title: str
    sentence: str
    recorded_by: str
    signed: bool
    raw_json: str


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
        recorded_by=_authority(statement, parts.home_page),
        signed=is_signed(statement),
        raw_json=readable(recorded.body),
    )


def _title(parts: Services, told: Told) -> str:
    try:
        return parts.shelf.course.module(told.module).title
    except KeyError:
        return told.module


def _authority(statement: dict[str, object], home_page: str) -> str:
    account = authority_account(statement)
    if account is None:
        return "Another record store, on its own authority"
    if account == {"homePage": home_page, "name": INTERNAL}:
        return "First Shift itself, as the doctor learnt on this server"
    return f"The key {account.get('name')} of {account.get('homePage')}"
