"""What is asked for: the filters of the statements resource, and who reads.

Source: xAPI 1.0.3 Communication 2.1.3; IEEE 9274.1.1 section 4.1.6.1.
"""

from typing import Any

from msgspec import Struct

from lrs import formats, index, timestamps
from lrs.agents import AgentText, identifier
from lrs.confinement import Confinement
from lrs.errors import BadRequest
from lrs.reading.representation import Format


class View(Struct, frozen=True, kw_only=True):
    """Who reads, and in which languages: what a `more` token does not hold."""

    organisation: str
    languages: tuple[str, ...] = ()
    written_by: str | None = None
    within: Confinement | None = None


class StatementQuery(Struct, frozen=True, kw_only=True):
    """The filters of the statements resource, in its words; all of them must match.

    since (exclusive) and until (inclusive): timestamps, of `stored`. limit: 0 for the
    most that a page holds. attachments: whether their raw data is wanted. languages: for `canonical`, most wanted first. written_by:
    the id of the only credential whose statements may be seen. within: the only agent and
    registration whose statements may be.
    """

    organisation: str
    verb: str | None = None
    activity: str | None = None
    agent: AgentText | None = None
    registration: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 0
    ascending: bool = False
    related_activities: bool = False
    related_agents: bool = False
    format: Format = "exact"
    attachments: bool = False
    languages: tuple[str, ...] = ()
    written_by: str | None = None
    within: Confinement | None = None


def keys(query: StatementQuery) -> tuple[bytes, ...]:
    """Return the filters as index keys. Raises BadRequest for a value that is not valid."""
    found = []
    narrow = []
    if query.registration is not None:
        if not formats.is_uuid(query.registration):
            raise BadRequest("The parameter registration is not a UUID.")
        found.append(index.key(index.REGISTRATION, query.registration.lower()))
    if query.agent is not None:
        agent = identifier(query.agent)
        if query.related_agents:
            found.append(index.key(index.AGENT_ANY, agent))
        else:
            narrow.append(index.key(index.AGENT, agent))
    if query.activity is not None:
        activity = _iri("activity", query.activity)
        if query.related_activities:
            found.append(index.key(index.ACTIVITY_ANY, activity))
        else:
            narrow.append(index.key(index.ACTIVITY, activity))
    if query.verb is not None:
        narrow.append(index.key(index.VERB, _iri("verb", query.verb)))
    if len(narrow) > 1:
        narrow = [index.both(narrow[0], narrow[1]), *narrow[2:]]
    return (*found, *narrow)


def _iri(name: str, value: str) -> str:
    if not formats.is_iri(value):
        raise BadRequest(f"The parameter {name} is not an IRI with a scheme.")
    return value


def moment(name: str, value: Any) -> int | None:
    """Return a parameter that is a timestamp in microseconds, None without it. Raises BadRequest."""
    if value is None:
        return None
    try:
        return timestamps.parse(value)
    except ValueError as error:
        hint = " (write the + of an offset as %2B)" if " " in value else ""
        raise BadRequest(f"The parameter {name} is not valid: {error}{hint}.") from None
