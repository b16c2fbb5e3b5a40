"""Bytes and their tree to a typed statement, by the rules of the version in use."""

from functools import cache
from typing import Any

import msgspec

from lrs.errors import InvalidStatement
from lrs.formats import explain
from lrs.jsontext import read
from lrs.model.activity import Activity
from lrs.model.agent import Group
from lrs.model.context import Context, Context2, StatementRef
from lrs.model.statement import (
    AnyStatement,
    ObjectAgent,
    Statement,
    SubStatement,
)
from lrs.timestamps import parse
from lrs.versions import V2, Version

_OBJECTS: dict[str, Any] = {
    "Activity": Activity,
    "Agent": ObjectAgent,
    "Group": Group,
    "StatementRef": StatementRef,
}


def statement(body: bytes | msgspec.Raw, tree: Any, version: Version) -> AnyStatement:
    """Return the statement in body, checked against every rule of the version.

    tree is the same JSON as `jsontext.read` returns it. Raises InvalidStatement with
    the path of the first offence, such as `$.result.score`.
    """
    try:
        found: AnyStatement = _decoder(*_kinds(tree), version).decode(body)
        _check_for(version, found)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise InvalidStatement(explain(str(error))) from None
    return found


def stored(body: bytes) -> AnyStatement:
    """Return a statement that the store holds, whichever version it came in by."""
    found: AnyStatement = _decoder(*_kinds(read(body)), V2).decode(body)
    return found


def _kinds(tree: Any) -> tuple[str, str]:
    """Return the objectTypes of the object and of the object of a SubStatement."""
    outer = _object(tree)
    kind = _kind(outer)
    return kind, _kind(_object(outer)) if kind == "SubStatement" else ""


def _object(tree: Any) -> Any:
    return tree.get("object") if isinstance(tree, dict) else None


def _kind(value: Any) -> str:
    kind = value.get("objectType") if isinstance(value, dict) else None
    if isinstance(kind, str) and (kind in _OBJECTS or kind == "SubStatement"):
        return kind
    # What is no known kind is read as an Activity, whose rules then name the offence.
    return "Activity"


@cache
def _decoder(kind: str, inner: str, version: Version) -> msgspec.json.Decoder[Any]:
    context = Context2 if version is V2 else Context
    if kind == "SubStatement":
        target = SubStatement[_OBJECTS.get(inner, Activity), context]  # type: ignore[valid-type, misc]
    else:
        target = _OBJECTS.get(kind, Activity)
    return msgspec.json.Decoder(Statement[target, context])  # type: ignore[valid-type]


def _check_for(version: Version, found: AnyStatement) -> None:
    if version is V2:
        _require_zones(found)
    elif isinstance(found.version, str) and not found.version.startswith("1.0"):
        raise ValueError("version begins with 1.0 in xAPI 1.0.3 (Data 2.4.10) - at `$.version`")


def _require_zones(found: AnyStatement) -> None:
    """Ask for RFC 3339 in 2.0, in which a time has its zone (IEEE 9274.1.1, 4.2.7)."""
    inner = found.object
    times = [found.timestamp, found.stored]
    times.append(inner.timestamp if isinstance(inner, SubStatement) else msgspec.UNSET)
    for time in times:
        if isinstance(time, str):
            parse(time, zone_required=True)
