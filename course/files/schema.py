"""Check the keys of a mapping against a table, and read each value by its kind.

A kind is a function of node and report: it gives the value, or notes a mistake and gives ``BAD``.
So a table of keys is all that a file's format needs, and every mistake of the file is found in one
run.
"""

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, Final, TypeAlias

from msgspec import Struct

from course.files.report import Report
from course.files.yaml_positions import Items, Node, Table

BAD: Final = object()
"""What a kind gives in place of a value that cannot be used; the mistake is already noted."""

ReadValue: TypeAlias = Callable[[Node, Report], Any]


class Key(Struct, frozen=True):
    """A key of a mapping. field: the struct's field, where it has another name."""

    name: str
    kind: ReadValue
    required: bool = True
    field: str = ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return how to mend a word that is not known: the nearest known one, or all of them."""
    names = list(known)
    close = get_close_matches(word, names, 1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"use {alternatives(names)}" if names else "remove it"


def alternatives(names: Sequence[str]) -> str:
    """Return names as a list for people: ``a, b or c``."""
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def read_table(node: Node, keys: Sequence[Key], report: Report, what: str) -> dict[str, Any] | None:
    """Return the values of a mapping by field, or None where there is a mistake in it.

    what: the name of the thing described, for the sentences ("a question").
    """
    if not isinstance(node, Table):
        names = ", ".join(key.name for key in keys if key.required)
        report.add(node.line, f"{what} is no mapping", f"write it as 'key: value' lines ({names})")
        return None
    known = {key.name: key for key in keys}
    values: dict[str, Any] = {}
    good = True
    for name, value in node.entries:
        if name.value not in known:
            mend = did_you_mean(name.value, known)
            report.add(name.line, f"{what} has no key '{name.value}'", mend)
            good = False
            continue
        key = known[name.value]
        values[key.field or key.name] = read = key.kind(value, report)
        good = good and read is not BAD
    for key in keys:
        if key.required and node.get(key.name) is None:
            report.add(node.line, f"{what} lacks the key '{key.name}'", f"add '{key.name}:'")
            good = False
    return values if good else None


def table(keys: Sequence[Key], build: Callable[..., Any], what: str) -> ReadValue:
    """Return the kind of a mapping that becomes a struct."""

    def read(node: Node, report: Report) -> Any:
        values = read_table(node, keys, report, what)
        return BAD if values is None else build(**values)

    return read


def listing(
    kind: ReadValue, what: str, least: int = 0, most: int | None = None, unique: str = ""
) -> ReadValue:
    """Return the kind of a list. unique: the field by which no two entries may agree."""

    def read(node: Node, report: Report) -> Any:
        if not isinstance(node, Items):
            report.add(node.line, f"{what} is no list", "write each entry on a line after '- '")
            return BAD
        if len(node.items) < least or (most is not None and len(node.items) > most):
            bounds = f"at least {least}" if most is None else f"{least} to {most}"
            report.add(node.line, f"{what} has {len(node.items)} entries", f"give {bounds}")
            return BAD
        values = [kind(item, report) for item in node.items]
        if any(value is BAD for value in values):
            return BAD
        return BAD if _repeated(values, node, unique, what, report) else tuple(values)

    return read


def _repeated(values: list[Any], node: Items, unique: str, what: str, report: Report) -> bool:
    seen: set[Any] = set()
    before = len(report.mistakes)
    for value, item in zip(values, node.items, strict=True):
        name = getattr(value, unique) if unique else value
        if name in seen:
            report.add(item.line, f"{what} holds '{name}' twice", "give each entry its own")
        seen.add(name)
    return len(report.mistakes) > before
