"""The statements about a person: in the record store, voided ones included, and on their way to it."""

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.holding import Whose
from app.elsewhere.matching import agents_elsewhere
from app.organisations.models import Membership
from app.records.contract import Recorded
from app.records.models import OutboxStatement
from app.records.reading import plain_data
from app.records.search import Search
from app.services import Services
from app.supervision.models import ProgressVoided

PAGE = 100


class OwnStatement(Struct, frozen=True):
    """A statement with where it stands: "stored", "voided" or "waiting" to be sent."""

    organisation_id: uuid.UUID
    state: str
    statement: dict[str, Any]


def account(home_page: str, membership_id: uuid.UUID) -> dict[str, Any]:
    """Return the Agent that a membership is in every statement."""
    return {
        "objectType": "Agent",
        "account": {"homePage": home_page, "name": str(membership_id)},
    }


def agents(
    session: Session, home_page: str, membership_id: uuid.UUID
) -> tuple[dict[str, Any], ...]:
    """Return every Agent that a membership is in statements: here, and as other systems name it."""
    return (account(home_page, membership_id), *agents_elsewhere(session, membership_id))


def own_statements(parts: Services, session: Session, whose: Whose) -> tuple[OwnStatement, ...]:
    """Return all statements of which a person is the actor or the object. Raises StoreAway."""
    found: list[OwnStatement] = []
    for membership_id in whose.membership_ids:
        organisation_id = session.get_one(Membership, membership_id).organisation_id
        everywhere = agents(session, whose.home_page, membership_id)
        found += _stored(parts, organisation_id, everywhere)
        found += _voided(parts, session, organisation_id, everywhere)
        found += [
            OwnStatement(organisation_id, "waiting", plain_data(row.body))
            for row in waiting(session, organisation_id, whose.home_page, membership_id)
        ]
    return tuple(found)


def waiting(
    session: Session, organisation_id: uuid.UUID, home_page: str, membership_id: uuid.UUID
) -> list[OutboxStatement]:
    """Return the rows of the outbox that are about a membership."""
    own = account(home_page, membership_id)
    rows = session.scalars(
        select(OutboxStatement)
        .where(OutboxStatement.organisation_id == organisation_id)
        .order_by(OutboxStatement.seq)
    )
    name = str(membership_id).encode()
    return [row for row in rows if name in row.body and _is_about(plain_data(row.body), own)]


def _stored(
    parts: Services, organisation_id: uuid.UUID, own: Sequence[dict[str, Any]]
) -> Iterator[OwnStatement]:
    seen: set[str] = set()
    for agent in own:
        for each in _of_agent(parts, organisation_id, agent):
            statement = each.read()
            if statement["id"] not in seen:  # a person may be its actor and its object
                seen.add(statement["id"])
                yield OwnStatement(organisation_id, "stored", statement)


def _of_agent(
    parts: Services, organisation_id: uuid.UUID, agent: dict[str, Any]
) -> Iterator[Recorded]:
    asked = Search(agent=msgspec.json.encode(agent).decode(), ascending=True, limit=PAGE)
    page = parts.records.search(organisation_id, asked)
    while True:
        yield from page.statements
        if not page.more:
            return
        page = parts.records.search_on(organisation_id, page.more)


def _voided(
    parts: Services, session: Session, organisation_id: uuid.UUID, own: Sequence[dict[str, Any]]
) -> Iterator[OwnStatement]:
    # A search shows no voided statement, so each that is known to be voided is asked for by its id.
    voided = select(ProgressVoided.statement_id).where(
        ProgressVoided.organisation_id == organisation_id
    )
    for statement_id in session.scalars(voided):
        found = parts.records.get_voided(organisation_id, statement_id)
        if found is not None and any(_is_about(found.read(), agent) for agent in own):
            yield OwnStatement(organisation_id, "voided", found.read())


def _is_about(statement: dict[str, Any], own: dict[str, Any]) -> bool:
    people = (statement.get("actor", {}), statement.get("object", {}))
    identifiers = {key: value for key, value in own.items() if key != "objectType"}
    return any(identifiers.items() <= each.items() for each in people)
