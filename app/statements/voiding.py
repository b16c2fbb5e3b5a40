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
from app.records.search import moment_text
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
    body = msgspec.json.encode(_statement(parts.home_page, asker, statement_id, reason, at))
    refusals = parts.records.send(asker.organisation_id, [body])
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
    return parts.records.get(organisation_id, voiding_id(organisation_id, statement_id))


def voiding_id(organisation_id: uuid.UUID, statement_id: uuid.UUID) -> uuid.UUID:
    """Return the one id that such a statement has, so that two tabs do not write two of them."""
    return uuid.uuid5(organisation_id, f"voids {statement_id}")


def _statement(
    home_page: str, asker: Member, statement_id: uuid.UUID, reason: str, at: dt.datetime
) -> dict[str, Any]:
    account = {"homePage": home_page, "name": str(asker.membership_id)}
    return {
        "id": str(voiding_id(asker.organisation_id, statement_id)),
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
