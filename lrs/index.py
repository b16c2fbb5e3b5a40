"""Which keys find a statement: the inverted index as a pure function.

A key is a digest of a kind and a text (an IRI, an identifier, a registration), so that
every key is 16 bytes however long the text is. "any" kinds hold what `related_agents`
and `related_activities` add. Two filters at once have a key as well, since many statements
may have either and few of them both. Source: xAPI 1.0.3 Communication 2.1.3.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from msgspec import UNSET

from lrs.model.activity import Activity
from lrs.model.agent import Agent, Anyone, Group, everyone, members_of
from lrs.model.context import Context
from lrs.model.statement import AnyStatement, SubStatement

VERB = b"verb"
ACTIVITY = b"activity"
ACTIVITY_ANY = b"activity any"
AGENT = b"agent"
AGENT_ANY = b"agent any"
REGISTRATION = b"registration"
WRITER = b"writer"


# The same verbs, activities and people come again and again.
@lru_cache(maxsize=20_000)
def key(kind: bytes, *texts: str) -> bytes:
    """Return the 16 bytes under which a kind of text is indexed."""
    parts = (kind, *(text.encode() for text in texts))
    # Lengths in front keep ("a", "bc") and ("ab", "c") apart.
    framed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return blake2b(framed, digest_size=16).digest()


def both(one: bytes, other: bytes) -> bytes:
    """Return the key of statements that have two keys, in whichever order they are given."""
    first, second = sorted((one, other))
    return blake2b(first + second, digest_size=16, person=b"both").digest()


def pairs(statement: AnyStatement) -> frozenset[bytes]:
    """Return the keys of each two of actor, verb and object; `keys` has them as well."""
    agents = [key(AGENT, agent) for agent in _actors(statement)]
    activities = [key(ACTIVITY, activity) for activity in _object_activities(statement.object)]
    verb = key(VERB, statement.verb.id)
    found = {both(verb, other) for other in (*agents, *activities)}
    found |= {both(agent, activity) for agent in agents for activity in activities}
    return frozenset(found)


def keys(statement: AnyStatement, authority: Iterable[str]) -> frozenset[bytes]:
    """Return every key of a statement by its own properties.

    authority: the identifiers of the authority that the LRS has given it.
    """
    narrow_agents = _actors(statement)
    narrow_activities = _object_activities(statement.object)
    agents = {*narrow_agents, *authority, *_context_people(statement.context)}
    activities = {*narrow_activities, *_context_activities(statement.context)}
    inner = statement.object
    if isinstance(inner, SubStatement):
        agents |= {*_actors(inner), *_context_people(inner.context)}
        activities |= {*_object_activities(inner.object), *_context_activities(inner.context)}
    found = {key(VERB, statement.verb.id)}
    found |= {key(AGENT, agent) for agent in narrow_agents}
    found |= {key(AGENT_ANY, agent) for agent in agents}
    found |= {key(ACTIVITY, activity) for activity in narrow_activities}
    found |= {key(ACTIVITY_ANY, activity) for activity in activities}
    if statement.context is not UNSET and statement.context.registration is not UNSET:
        found.add(key(REGISTRATION, statement.context.registration.lower()))
    return pairs(statement).union(found)


def activities(statement: AnyStatement) -> tuple[Activity, ...]:
    """Return every Activity in a statement, in its context and its SubStatement."""
    found = _activities_of(statement)
    inner = statement.object
    return found + _activities_of(inner) if isinstance(inner, SubStatement) else found


def _activities_of(said: AnyStatement | SubStatement) -> tuple[Activity, ...]:  # type: ignore[type-arg]
    own = (said.object,) if isinstance(said.object, Activity) else ()
    context = said.context
    if context is UNSET or context.contextActivities is UNSET:
        return own
    return own + context.contextActivities.all()


def names(statement: AnyStatement) -> frozenset[tuple[str, str]]:
    """Return identifier and name of every Agent and Group that has both."""
    people = _people_of(statement)
    if isinstance(statement.object, SubStatement):
        people += _people_of(statement.object)
    members = (member for person in people for member in members_of(person))
    return frozenset(
        (identifier, person.name)
        for person in (*people, *members)
        if person.name is not UNSET
        for identifier in person.identifiers()
    )


def _people_of(said: AnyStatement | SubStatement) -> tuple[Anyone, ...]:  # type: ignore[type-arg]
    own: tuple[Anyone, ...] = (said.actor,)
    if isinstance(said.object, Agent | Group):
        own += (said.object,)
    return own if said.context is UNSET else own + said.context.people()


def _actors(said: AnyStatement | SubStatement) -> set[str]:  # type: ignore[type-arg]
    found = set(everyone(said.actor))
    if isinstance(said.object, Agent | Group):
        found.update(everyone(said.object))
    return found


def _object_activities(thing: object) -> set[str]:
    return {thing.id} if isinstance(thing, Activity) else set()


def _context_people(context: Context | object) -> set[str]:
    if not isinstance(context, Context):
        return set()
    return {identifier for actor in context.people() for identifier in everyone(actor)}


def _context_activities(context: Context | object) -> set[str]:
    if not isinstance(context, Context) or context.contextActivities is UNSET:
        return set()
    return {activity.id for activity in context.contextActivities.all()}
