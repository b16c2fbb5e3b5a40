"""Read YAML as text, lists and mappings only, each with its line.

Nothing is guessed: ``yes``, ``3`` and ``2026-11-25`` stay texts. What a file of plain data does not
need (anchors, aliases, tags, a second document) is refused with a sentence, and so is a key written
twice.

Source: YAML 1.1 as PyYAML reads it (its events, before any constructor runs).
"""

from collections.abc import Iterator
from typing import TypeAlias

import yaml
from msgspec import Struct

from course.files.report import Report

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_DEPTH = 20


class Text(Struct, frozen=True):
    """A scalar. line: from 1, in the file."""

    value: str
    line: int


class Items(Struct, frozen=True):
    """A list."""

    items: tuple["Node", ...]
    line: int


class Table(Struct, frozen=True):
    """A mapping, in the order written; of a key written twice the first value is kept."""

    entries: tuple[tuple[Text, "Node"], ...]
    line: int

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None."""
        return next((value for name, value in self.entries if name.value == key), None)


Node: TypeAlias = Text | Items | Table


class _UnreadableError(Exception):
    """Raised inside this file when reading cannot go on; the mistake is already reported."""


def read_yaml(text: str, report: Report, first_line: int = 1) -> Node | None:
    """Return the node that a text holds, or None where it holds none or cannot be read.

    first_line: where the text begins in its file. Mistakes go to the report.
    """
    try:
        return _Builder(text, report, first_line).document()
    except _UnreadableError:
        return None
    except yaml.reader.ReaderError as error:
        line = first_line + text.count("\n", 0, error.position)
        what = f"the character U+{error.character:04X} does not belong in YAML"
        report.add(line, what, "delete it, or type the line again")
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        report.add(
            first_line + (mark.line if mark else 0),
            f"this is no YAML ({error.problem or error.context})",
            "check the indentation, and put a text that holds ': ' or ' #' in quotes",
        )
        return None


def line_of(node: Node | None, *path: str | int, default: int = 1) -> int:
    """Return the line of what a path of keys and places leads to, or of its last known node."""
    line = node.line if node else default
    for step in path:
        if isinstance(node, Table) and isinstance(step, str):
            key = next((name for name, _ in node.entries if name.value == step), None)
            node, line = node.get(step), key.line if key else line
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line = node.line
        else:
            break
    return line


class _Builder:
    """Turn PyYAML's events into nodes."""

    def __init__(self, text: str, report: Report, first_line: int) -> None:
        self._events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))
        self._report = report
        self._first_line = first_line

    def document(self) -> Node | None:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self._node(next(self._events), 0)
        next(self._events)
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            self._report.add(
                self._line(event), "a second YAML document begins here", "remove the line '---'"
            )
        return node

    def _line(self, event: yaml.Event) -> int:
        return self._first_line + (event.start_mark.line if event.start_mark else 0)

    def _node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        if depth > _MAX_DEPTH:
            self._report.add(line, "lists and mappings are nested too deeply", "write it flatter")
            raise _UnreadableError
        if isinstance(event, yaml.AliasEvent):
            self._report.add(line, f"'*{event.anchor}' is a YAML alias", "write the value itself")
            return Text(f"*{event.anchor}", line)
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            self._refuse_extras(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(line, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(line, depth)
        return Text(event.value if isinstance(event, yaml.ScalarEvent) else "", line)

    def _refuse_extras(
        self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, line: int
    ) -> None:
        if event.anchor:
            self._report.add(line, f"'&{event.anchor}' is a YAML anchor", "remove it")
        if event.tag:
            mend = "remove it, or put a text that begins with '!' in quotes"
            self._report.add(line, f"'{event.tag}' is a YAML tag", mend)

    def _items(self, line: int, depth: int) -> Items:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return Items(tuple(items), line)

    def _table(self, line: int, depth: int) -> Table:
        entries: dict[str, tuple[Text, Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Text):
                self._report.add(key.line, "a key is a list or a mapping", "write a word as key")
            elif key.value in entries:
                self._report.add(key.line, f"the key '{key.value}' is written twice", "remove one")
            else:
                entries[key.value] = (key, value)
        return Table(tuple(entries.values()), line)
