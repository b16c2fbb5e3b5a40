"""A fault of a statement in words: what is wrong, the clause that says so, and the JSON path."""

import re
from typing import Any

from msgspec import inspect

from lrs.errors import InvalidStatement
from lrs.formats import explain
from lrs.model.clauses import FORMAT, STATEMENT, Clause
from lrs.model.rules import Broken
from lrs.versions import Version

_PLACE = re.compile(r" - at (?:`key` in )?`(\$[^`]*)`\Z")
_MISSING = re.compile(r"missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"contains unknown field `")
_STEP = re.compile(r"\.([^.\[]+)|\[[^\]]*\]")


def fault(error: Exception, kind: Any, version: Version) -> InvalidStatement:
    """Return what to raise for an error that reading a statement of a kind (its type) has met."""
    text = explain(str(error))
    place = _PLACE.search(text)
    sentence = text[: place.start()] if place else text
    path = place[1] if place else "$"
    broken = error if isinstance(error, Broken) else error.__cause__
    if isinstance(broken, Broken):
        path += f".{broken.rule.at}" if broken.rule.at else ""
        clause = broken.rule.clause
    else:
        clause = _clause(inspect.type_info(kind), path, text)
    return InvalidStatement(f"{sentence} ({clause.cited(version)}) - at `{path}`")


def _clause(root: inspect.Type, path: str, text: str) -> Clause:
    """Return the clause of the property at a path, or of the structure that it is in."""
    if _UNKNOWN.search(text):
        return FORMAT
    missing = _MISSING.search(text)
    clause, here = STATEMENT, _structures(root)
    names = [step[1] for step in _STEP.finditer(path)] + ([missing[1]] if missing else [])
    for name in names:
        if name is None:
            continue  # an element of an array, or a value of a map
        for structure in here:
            told: Any = structure.cls
            clause = told.clauses.get(name, told.clause)
        here = [
            inner
            for structure in here
            for field in structure.fields
            if field.encode_name == name
            for inner in _structures(field.type)
        ]
    return clause


def _structures(kind: inspect.Type) -> list[inspect.StructType]:
    """Return the structures that a type is, or holds as elements or values."""
    match kind:
        case inspect.StructType():
            return [kind]
        case inspect.UnionType(types=types):
            return [found for one in types for found in _structures(one)]
        case inspect.VarTupleType(item_type=inner) | inspect.DictType(value_type=inner):
            return _structures(inner)
        case inspect.Metadata(type=inner):
            return _structures(inner)
        case _:
            return []
