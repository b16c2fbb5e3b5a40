"""In which part a person appears in a statement: what they did, or only as one who was there."""

from collections.abc import Iterator
from typing import Final

from msgspec import UNSET

from lrs.model.agent import Agent, Anyone, Group, members_of
from lrs.model.statement import AnyStatement, SubStatement

ACTOR: Final = "actor"
OBJECT: Final = "object"
MEMBER: Final = "member of a group"
CONTEXT: Final = "instructor, team or other context"
SUBSTATEMENT: Final = "inside a sub-statement"
AUTHORITY: Final = "authority"

OWN: Final = frozenset({ACTOR, OBJECT})
"""The parts that make a statement one about the person."""


def parts(statement: AnyStatement, identifiers: frozenset[str]) -> frozenset[str]:
    """Return the parts in which an Agent with any of the identifiers appears."""
    return frozenset(part for part, one in _everyone(statement) if _is(one, identifiers))


def _everyone(statement: AnyStatement) -> Iterator[tuple[str, Anyone]]:
    yield ACTOR, statement.actor
    yield from ((MEMBER, one) for one in members_of(statement.actor))
    thing = statement.object
    if isinstance(thing, Agent | Group):
        yield OBJECT, thing
        yield from ((MEMBER, one) for one in members_of(thing))
    if statement.context is not UNSET:
        for one in statement.context.people():
            yield CONTEXT, one
            yield from ((CONTEXT, member) for member in members_of(one))
    if statement.authority is not UNSET:
        yield AUTHORITY, statement.authority
        yield from ((AUTHORITY, one) for one in members_of(statement.authority))
    if isinstance(thing, SubStatement):
        yield from ((SUBSTATEMENT, one) for one in _inside(thing))


def _inside(inner: SubStatement) -> Iterator[Anyone]:  # type: ignore[type-arg]
    people: list[Anyone] = [inner.actor]
    if isinstance(inner.object, Agent | Group):
        people.append(inner.object)
    if inner.context is not UNSET:
        people += inner.context.people()
    for one in people:
        yield one
        yield from members_of(one)


def _is(one: Anyone, identifiers: frozenset[str]) -> bool:
    return not identifiers.isdisjoint(one.identifiers())
