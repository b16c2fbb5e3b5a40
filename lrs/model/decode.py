"""Bytes and their tree to a typed statement, by the rules of the version in use."""

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from lrs.model import clauses, trusted
from lrs.model.activity import Activity
from lrs.model.agent import Group
from lrs.model.context import Context, Context2, StatementRef
from lrs.model.faults import fault
from lrs.model.rules import Rule, require
from lrs.model.statement import (
    AnyStatement,
    ObjectAgent,
    Statement,
    SubStatement,
)
from lrs.timestamps import parse
from lrs.versions import V1, V2, VERSIONS, Version

_OBJECTS: dict[str, Any] = {
    "Activity": Activity,
    "Agent": ObjectAgent,
    "Group": Group,
    "StatementRef": StatementRef,
}


def _has_zone(time: Callable[[Any], Any]) -> Callable[[Any], bool]:
    """Return a test for RFC 3339, which 2.0 asks for: a time has its zone."""

    def holds(found: Any) -> bool:
        value = time(found)
        return not isinstance(value, str) or parse(value, zone_required=True) is not None

    return holds


_RULES_OF = {
    V1: (
        Rule(
            clauses.VERSION,
            "version begins with 1.0 in xAPI 1.0.3",
            lambda found: found.version is UNSET or found.version.startswith("1.0"),
            "version",
        ),
    ),
    V2: tuple(
        Rule(clauses.TIME, "a timestamp has its zone", _has_zone(time), at)
        for at, time in (
            ("timestamp", lambda found: found.timestamp),
            ("stored", lambda found: found.stored),
            ("object.timestamp", lambda found: getattr(found.object, "timestamp", UNSET)),
        )
    ),
}


def statement(body: bytes | msgspec.Raw, tree: Any, version: Version) -> AnyStatement:
    """Return the statement in body, checked against every rule of the version.

    tree is the same JSON as `jsontext.read` returns it. Raises InvalidStatement with the
    path of the first offence, such as `$.result.score`, and the clause that it breaks.
    """
    decoder = _DECODERS[*_kinds(tree), version]
    try:
        found: AnyStatement = decoder.decode(body)
        require(_RULES_OF[version], found)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise fault(error, decoder.type, version) from None
    return found


def stored(body: bytes) -> AnyStatement:
    """Return a statement that the store holds, whichever version it came in by."""
    thing = _outline.decode(body).object
    inner = thing.object
    kind = "" if inner is UNSET else _known(inner.objectType)
    found: AnyStatement = _STORED[_known(thing.objectType), kind].decode(body)
    return found


def _kinds(tree: Any) -> tuple[str, str]:
    """Return the objectTypes of the object and of the object of a SubStatement."""
    outer = _object(tree)
    kind = _kind(outer)
    return kind, _kind(_object(outer)) if kind == "SubStatement" else ""


def _object(tree: Any) -> Any:
    return tree.get("object") if isinstance(tree, dict) else None


def _kind(value: Any) -> str:
    return _known(value.get("objectType") if isinstance(value, dict) else None)


def _known(kind: Any) -> str:
    if isinstance(kind, str) and (kind in _OBJECTS or kind == "SubStatement"):
        return kind
    # What is no known kind is read as an Activity, whose rules then name the offence.
    return "Activity"


class _Thing(Struct, frozen=True):
    objectType: str | UnsetType = UNSET
    object: "_Thing | UnsetType" = UNSET


class _Outline(Struct, frozen=True):
    """Of a statement the kind of its object alone."""

    object: _Thing


def _type(kind: str, inner: str, version: Version) -> Any:
    context = Context2 if version is V2 else Context
    if kind == "SubStatement":
        target = SubStatement[_OBJECTS.get(inner, Activity), context]  # type: ignore[valid-type, misc]
    else:
        target = _OBJECTS.get(kind, Activity)
    return Statement[target, context]  # type: ignore[valid-type]


_KINDS = (
    *((kind, "") for kind in _OBJECTS),
    *(("SubStatement", inner) for inner in (*_OBJECTS, "SubStatement")),
)
# All of them now, while one thread runs: where two build the same at once, msgspec gives one of
# them half a type, and the whole process dies of it when that is used.
_DECODERS = {
    (kind, inner, version): msgspec.json.Decoder(_type(kind, inner, version))
    for kind, inner in _KINDS
    for version in VERSIONS
}
_STORED = {(kind, inner): trusted.decoder(_type(kind, inner, V2)) for kind, inner in _KINDS}
_outline = msgspec.json.Decoder(_Outline)
