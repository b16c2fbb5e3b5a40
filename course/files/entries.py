"""Read a file of YAML that maps ids to entries of one kind, such as ``sources.yaml``."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from course.files.report import Report
from course.files.schema import Key, read_table
from course.files.text_files import read_text
from course.files.yaml_positions import Node, Table, Text, read_yaml


class EntryFormat(Struct, frozen=True):
    """How the entries of a file look. id: what the whole of an id matches; id_example: one, quoted."""

    keys: Sequence[Key]
    id: re.Pattern[str]
    id_example: str


class Entries(Struct, frozen=True):
    """The entries of a file. broken: ids with a mistake; whole: whether the file could be read.

    values: by id, the values of each entry by field; nodes: by id, where each good entry stands.
    """

    values: dict[str, dict[str, Any]] = {}
    broken: frozenset[str] = frozenset()
    whole: bool = False
    nodes: dict[str, tuple[Text, Node]] = {}


def read_entries(path: Path, form: EntryFormat, report: Report) -> Entries:
    """Return the entries of a file without a mistake. report: for the folder it lies in."""
    report = report.for_file(f"{report.file}/{path.name}")
    if not path.exists():
        report.add(1, "the file is missing", "add it, with '{}' where there is nothing to list yet")
        return Entries()
    text = read_text(path, path.parent, report)
    node = read_yaml(text, report) if text is not None else None
    if not isinstance(node, Table):
        if not report.has_any():
            report.add(1, "the file is no mapping", "write each entry as 'id:' with its keys below")
        return Entries()
    read = {name.value: _entry(name, value, form, report) for name, value in node.entries}
    good = {key: values for key, values in read.items() if values is not None}
    nodes = {name.value: (name, value) for name, value in node.entries if name.value in good}
    return Entries(good, frozenset(read) - frozenset(good), True, nodes)


def _entry(name: Text, node: Node, form: EntryFormat, report: Report) -> dict[str, Any] | None:
    values = read_table(node, form.keys, report, f"the entry '{name.value}'")
    if form.id.fullmatch(name.value):
        return values
    report.add(name.line, f"'{name.value}' is no id", f"write it like {form.id_example}")
    return None
