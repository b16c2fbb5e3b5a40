"""The rules of the model that concern more than one value, in one table.

What concerns one value alone (its type, its format, whether it must be there) stands at the property itself,
with the clause of its structure. Source: the clause of each rule.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, ClassVar

from msgspec import UNSET, Struct

from lrs.model import clauses
from lrs.model.clauses import Clause
from lrs.timestamps import parse

VOIDED = "http://adlnet.gov/expapi/verbs/voided"

_identifiers = attrgetter("mbox", "mbox_sha1sum", "openid", "account")
_NAMED = "mbox, mbox_sha1sum, openid or account"
# Which lists of components describe which interaction; the others have none.
_COMPONENT_LISTS = {
    "choices": ("choice", "sequencing"),
    "scale": ("likert",),
    "source": ("matching",),
    "target": ("matching",),
    "steps": ("performance",),
}


class Rule(Struct, frozen=True):
    """What must be true of a structure.

    holds: tells whether it is; may raise ValueError with a more exact sentence. at: the property at fault, empty
    where it is the whole.
    """

    clause: Clause
    sentence: str
    holds: Callable[[Any], bool]
    at: str = ""


class Broken(ValueError):
    """Raised for a rule that does not hold; says which, and at which property."""

    def __init__(self, rule: Rule, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


def require(rules: tuple[Rule, ...], thing: Any) -> None:
    """Raise Broken for the first rule that does not hold."""
    for rule in rules:
        try:
            if rule.holds(thing):
                continue
        except ValueError as error:
            raise Broken(rule, str(error)) from None
        raise Broken(rule, rule.sentence)


class Structure(Struct, frozen=True, gc=False):
    """A structure of the model. clause: where it is told; clauses: where single properties are.

    What is decoded has no circles, so that the collector of circles need not look at it.
    """

    clause: ClassVar[Clause]
    clauses: ClassVar[dict[str, Clause]] = {}


class Ruled(Structure, frozen=True):
    """A structure whose rules are looked at as soon as it has been read."""

    rules: ClassVar[tuple[Rule, ...]] = ()

    def __post_init__(self) -> None:
        require(self.rules, self)


_interaction = attrgetter("correctResponsesPattern", *_COMPONENT_LISTS)
_NO_INTERACTION = (UNSET,) * (1 + len(_COMPONENT_LISTS))


def is_plain(definition: Any) -> bool:
    """Tell whether a definition has nothing that the rules of interactions are about."""
    return bool(_interaction(definition) == _NO_INTERACTION)


def is_lone_agent(actor: Any) -> bool:
    """Tell whether this is an Agent with one identifier, of whom the rules of actors have nothing to say."""
    alone = actor.objectType != "Group" and not _has_members(actor)
    return alone and _identifiers(actor).count(UNSET) == 3


def _count(actor: Any) -> int:
    found = _identifiers(actor)
    return len(found) - found.count(UNSET)


def _is_group(actor: Any) -> bool:
    return bool(actor.objectType == "Group")


def _has(name: str) -> Callable[[Any], bool]:
    return lambda thing: getattr(thing, name, UNSET) is not UNSET


_has_members = _has("member")


def _ordered(lower: str, upper: str, *, equal: bool) -> Callable[[Any], bool]:
    """Return a test that one number is below another (or equal), where both are there."""

    def holds(score: Any) -> bool:
        low, high = getattr(score, lower), getattr(score, upper)
        return low is UNSET or high is UNSET or bool(low < high or (equal and low == high))

    return holds


def _time(name: str) -> Callable[[Any], bool]:
    def holds(said: Any) -> bool:
        value = getattr(said, name)
        return value is UNSET or parse(value) is not None

    return holds


def _about_an_activity(name: str) -> Callable[[Any], bool]:
    def holds(said: Any) -> bool:
        if said.context is UNSET or getattr(said.context, name) is UNSET:
            return True
        return getattr(said.object, "objectType", UNSET) in (UNSET, "Activity")

    return holds


def _of_type(name: str, types: tuple[str, ...]) -> Callable[[Any], bool]:
    return lambda found: getattr(found, name) is UNSET or found.interactionType in types


def _distinct(name: str) -> Callable[[Any], bool]:
    def holds(found: Any) -> bool:
        components = getattr(found, name)
        return components is UNSET or len({one.id for one in components}) == len(components)

    return holds


ACTOR = (
    Rule(
        clauses.GROUP,
        f"a Group has at most one of {_NAMED}",
        lambda actor: not _is_group(actor) or _count(actor) <= 1,
    ),
    Rule(
        clauses.GROUP,
        "an anonymous Group lists its members in 'member'",
        lambda actor: not _is_group(actor) or _count(actor) == 1 or _has_members(actor),
    ),
    Rule(
        clauses.GROUP,
        'only a Group, with "objectType": "Group", has members',
        lambda actor: _is_group(actor) or not _has_members(actor),
    ),
    Rule(
        clauses.AGENT,
        f"an Agent has exactly one of {_NAMED}",
        lambda actor: _is_group(actor) or _count(actor) == 1,
    ),
)
AUTHORITY = (
    *ACTOR,
    Rule(
        clauses.AUTHORITY,
        "an authority that is a Group is anonymous and has two members",
        lambda actor: (
            not _is_group(actor)
            or (_count(actor) == 0 and actor.member is not UNSET and len(actor.member) == 2)
        ),
    ),
)
COMPONENT = (
    Rule(clauses.ACTIVITY, "an interaction component's id is not empty", lambda one: one.id != ""),
)
DEFINITION = (
    Rule(
        clauses.ACTIVITY,
        "correctResponsesPattern needs an interactionType",
        lambda found: (
            not _has("correctResponsesPattern")(found) or found.interactionType is not UNSET
        ),
    ),
    *(
        Rule(
            clauses.ACTIVITY,
            f"'{name}' belongs to the interactionType {' or '.join(types)}",
            _of_type(name, types),
        )
        for name, types in _COMPONENT_LISTS.items()
    ),
    *(
        Rule(
            clauses.ACTIVITY, f"two components of '{name}' have the same id", _distinct(name), name
        )
        for name in _COMPONENT_LISTS
    ),
)
SCORE = (
    Rule(
        clauses.SCORE,
        "a scaled score lies between -1 and 1",
        lambda score: score.scaled is UNSET or -1 <= score.scaled <= 1,
    ),
    Rule(clauses.SCORE, "a score's min is less than its max", _ordered("min", "max", equal=False)),
    Rule(clauses.SCORE, "a raw score is not less than its min", _ordered("min", "raw", equal=True)),
    Rule(
        clauses.SCORE, "a raw score is not greater than its max", _ordered("raw", "max", equal=True)
    ),
)
RELEVANT = (
    Rule(
        clauses.CONTEXT_AGENTS,
        "relevantTypes holds at least one IRI",
        lambda entry: entry.relevantTypes != (),
    ),
)
SAID = (
    Rule(clauses.TIME, "timestamp is an ISO 8601 timestamp", _time("timestamp"), "timestamp"),
    *(
        Rule(
            clauses.CONTEXT, f"context.{name} needs an Activity as object", _about_an_activity(name)
        )
        for name in ("revision", "platform")
    ),
)
STATEMENT = (
    *SAID,
    Rule(clauses.TIME, "stored is an ISO 8601 timestamp", _time("stored"), "stored"),
    Rule(
        clauses.VOIDING,
        "a voiding statement has a StatementRef as object",
        lambda said: (
            said.verb.id != VOIDED or getattr(said.object, "objectType", UNSET) == "StatementRef"
        ),
    ),
)
