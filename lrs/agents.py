"""Agents and Groups as they come in parameters, and the Persons that are known of them."""

from collections.abc import Iterable
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType
from sqlalchemy import Connection

from lrs.errors import BadRequest
from lrs.formats import explain
from lrs.index import AGENT, key
from lrs.jsontext import read
from lrs.model.agent import Account, Actor, Agent
from lrs.store import agents as rows

_actor = msgspec.json.Decoder(Actor)
_agent = msgspec.json.Decoder(Agent)

_Value = TypeVar("_Value")
_Found = TypeVar("_Found", Actor, Agent)

AgentText = str | bytes | dict[str, Any]


def identifier(agent: AgentText) -> str:
    """Return the one identifier of an Agent or an identified Group.

    agent: its JSON text, or the dict of it. Raises BadRequest; an anonymous Group has no
    identifier to look for. Source: xAPI 1.0.3 Communication 2.1.3 (agent).
    """
    found = _decoded(agent, _actor).identifiers()
    if not found:
        raise BadRequest(
            "The parameter agent is an anonymous Group, which nothing can be found by."
        )
    return found[0]


def agent_identifier(agent: AgentText) -> str:
    """Return the identifier of an Agent, where no Group may stand. Raises BadRequest."""
    return _decoded(agent, _agent).identifiers()[0]


def agent_json(agent: AgentText) -> bytes:
    """Return an Agent as JSON text. Raises BadRequest for anything else."""
    return msgspec.json.encode(_decoded(agent, _agent))


class Person(Struct, frozen=True, kw_only=True):
    """An Agent and the names under which it was met.

    Only what was asked for and its names: to join the identifiers of one person would
    need a right of its own. Source: xAPI 1.0.3 Communication 2.4.
    """

    objectType: Literal["Person"] = "Person"
    name: tuple[str, ...] | UnsetType = UNSET
    mbox: tuple[str, ...] | UnsetType = UNSET
    mbox_sha1sum: tuple[str, ...] | UnsetType = UNSET
    openid: tuple[str, ...] | UnsetType = UNSET
    account: tuple[Account, ...] | UnsetType = UNSET


def note_names(connection: Connection, organisation: int, names: Iterable[tuple[str, str]]) -> None:
    """Keep the names, by identifier, that statements give to Agents and Groups."""
    rows.write(
        connection,
        organisation,
        {(key(AGENT, found), key(b"name", name), name) for found, name in names},
    )


def person(connection: Connection, organisation: int | None, agent: AgentText) -> Person:
    """Return the Person of an Agent, known or not. Raises BadRequest, also for a Group."""
    found = _decoded(agent, _agent)
    names = set() if found.name is UNSET else {found.name}
    if organisation is not None:
        names |= set(rows.read(connection, organisation, key(AGENT, found.identifiers()[0])))
    return Person(
        name=tuple(sorted(names)) or UNSET,
        mbox=_alone(found.mbox),
        mbox_sha1sum=_alone(found.mbox_sha1sum),
        openid=_alone(found.openid),
        account=_alone(found.account),
    )


def _alone(value: _Value | UnsetType) -> tuple[_Value, ...] | UnsetType:
    return UNSET if isinstance(value, UnsetType) else (value,)


def _decoded(agent: AgentText, decoder: msgspec.json.Decoder[_Found]) -> _Found:
    if isinstance(agent, dict):
        agent = msgspec.json.encode(agent)
    text = agent.encode() if isinstance(agent, str) else agent
    try:
        read(text)
        return decoder.decode(text)
    except BadRequest as error:
        raise BadRequest(f"The parameter agent cannot be read. {error.message}") from None
    except (msgspec.MsgspecError, ValueError) as error:
        raise BadRequest(f"The parameter agent is not valid: {explain(str(error))}.") from None
