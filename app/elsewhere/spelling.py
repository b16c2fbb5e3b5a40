"""Agents of statements that are spelt otherwise than the line by which they are matched.

A local part in capitals, a home page with two strokes at its end: the same person here, another to a record store.
"""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from app.elsewhere.actors import actor_of, agents_of
from app.records.contract import Recorded


def spelt_otherwise(recorded: Recorded) -> list[dict[str, Any]]:
    """Return the rows of ``models.OutsideSpelling`` that a statement gives; none for most."""
    organisation_id = recorded.organisation_id
    if organisation_id is None:
        return []
    rows = []
    for agent in _people(recorded.read()):
        identifier = {key: agent[key] for key in ("mbox", "account") if key in agent}
        try:
            actor = actor_of(identifier)
        except (ValueError, TypeError):
            continue  # another kind of identifier, which has one spelling only
        if {"objectType": "Agent", **identifier} in agents_of(actor):
            continue
        text = msgspec.json.encode(identifier, order="sorted").decode()
        rows.append(
            {
                "id": uuid.uuid5(organisation_id, text),
                "organisation_id": organisation_id,
                "actor": actor,
                "agent": text,
            }
        )
    return rows


def _people(statement: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield whom a statement is about: its actor and its object, with the members of groups."""
    for each in (statement.get("actor"), statement.get("object")):
        if isinstance(each, Mapping):
            members = each.get("member")
            yield each
            if isinstance(members, list):
                yield from (one for one in members if isinstance(one, Mapping))
