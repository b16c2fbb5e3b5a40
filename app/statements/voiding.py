"""Voiding: a statement that says of another that it does not count. It cannot be undone.

Source: xAPI 1.0.3, Data, section 2.3.2.
"""

import datetime as dt
import uuid
from typing import Any, Final

import msgspec

from app.audit import log
from app.errors import Conflict, NotFound
from app.records.contract import Recorded
from app.records.search import Search, moment_text
from app.services import Services
from app.statements.sentences import is_voiding
from app.viewer import Member
from course.vocabulary import Extension, Verb

REASONS: Final = {
    "trial": "It was made in a trial",
    "twice": "Another statement says the same",
    "person": "It is about the wrong person",
    "wrong": "What it says is not right",
    "other": "Another reason",
}
"""Why a statement is voided. Others can read it for good, so that none is in anybody's own words."""
PAGE: Final = 100
"""How many statements are looked through at once."""


def void(
    parts: Services, asker: Member, statement_id: uuid.UUID, reason: str, at: dt.datetime
) -> None:
    """Void a statement of the asker's organisation. reason: a key of REASONS.

    Raises NotFound, StoreAway, and Conflict where it cannot be voided, or the store does not do so.
    """
    found = parts.records.get(asker.organisation_id, statement_id)
    if found is None:
        raise NotFound("There is no such statement in your organisation’s records.")
    if is_voiding(found.read()):
        raise Conflict("A statement that voids another cannot be voided itself.")
    statement = _statement(parts.home_page, asker, statement_id, reason, at)
    statement["id"] = str(_free_id(parts, asker.organisation_id, statement_id))
    refusals = parts.records.send(asker.organisation_id, [msgspec.json.encode(statement)])
    if parts.records.get_voided(asker.organisation_id, statement_id) is None:
        said = f" It says: {refusals[0].sentence}" if refusals else ""
        raise Conflict(f"The record store has not voided the statement.{said}")
    with parts.database.write() as session:
        log.write(
            session,
            asker.organisation_id,
            "statement.voided",
            by=asker,
            object=f"statement {statement_id}",
            words=REASONS[reason],
        )


def voided_by(
    parts: Services, organisation_id: uuid.UUID, statement_id: uuid.UUID
) -> Recorded | None:
    """Return the statement with which an administrator voided another here; none where nobody did."""
    found = parts.records.get(organisation_id, voiding_id(organisation_id, statement_id))
    if found is not None and _voids(found, statement_id):
        return found
    return _looked_for(parts, organisation_id, statement_id)


def voiding_id(organisation_id: uuid.UUID, statement_id: uuid.UUID) -> uuid.UUID:
    """Return the id that such a statement has, so that two tabs do not write two of them.

    Anybody can work it out, and store something else under it first: then it has one of its own.
    """
    return uuid.uuid5(organisation_id, f"voids {statement_id}")


def _free_id(parts: Services, organisation_id: uuid.UUID, statement_id: uuid.UUID) -> uuid.UUID:
    number = voiding_id(organisation_id, statement_id)
    there = parts.records.get(organisation_id, number) or parts.records.get_voided(
        organisation_id, number
    )
    return number if there is None or _voids(there, statement_id) else uuid.uuid4()


def _looked_for(
    parts: Services, organisation_id: uuid.UUID, statement_id: uuid.UUID
) -> Recorded | None:
    """Return the statement that voids another, by reading those that void since that was stored."""
    voided = parts.records.get_voided(organisation_id, statement_id)
    if voided is None:
        return None
    asked = Search(verb=Verb.VOIDED, since=voided.stored, ascending=True, limit=PAGE)
    page = parts.records.search(organisation_id, asked)
    while True:
        for each in page.statements:
            if _voids(each, statement_id) and _gives_reason(each):
                return each
        if not page.more:
            return None
        page = parts.records.search_on(organisation_id, page.more)


def _voids(recorded: Recorded, statement_id: uuid.UUID) -> bool:
    try:
        told = recorded.read()
        return is_voiding(told) and bool(told["object"]["id"] == str(statement_id))
    except (KeyError, TypeError):
        return False  # another record store may let more pass than ours


def _gives_reason(recorded: Recorded) -> bool:
    """Say whether a voiding statement was written here, and not by a program."""
    extensions = recorded.read().get("context", {}).get("extensions", {})
    return Extension.VOIDING_REASON in extensions


def _statement(
    home_page: str, asker: Member, statement_id: uuid.UUID, reason: str, at: dt.datetime
) -> dict[str, Any]:
    """Return the statement that voids another, without its id."""
    account = {"homePage": home_page, "name": str(asker.membership_id)}
    return {
        "actor": {"objectType": "Agent", "account": account},
        "verb": {"id": Verb.VOIDED, "display": {"en-GB": "voided"}},
        "object": {"objectType": "StatementRef", "id": str(statement_id)},
        "context": {
            "extensions": {
                Extension.ORGANISATION: str(asker.organisation_id),
                Extension.VOIDING_REASON: REASONS[reason],
            }
        },
        "timestamp": moment_text(at),
    }
