"""Read ``changes.yaml``: what each version of a module has changed, in words for people."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD, Key, listing, read_table
from course.files.text_files import read_text
from course.files.yaml_positions import Node, Table, read_yaml
from course.model import Change
from course.reading.drafts import ChangesDraft

FILE: Final = "changes.yaml"


def read_changes(path: Path, root: Path, report: Report, today: dt.date) -> ChangesDraft:
    """Return the versions that a file tells of; none where there is no such file."""
    text = read_text(path, root, report) if path.exists() else None
    node = read_yaml(text, report) if text is not None else None
    if not isinstance(node, Table):
        if path.exists() and not report.has_any():
            mend = "write each version as '1.0.0:' with its day and lines below"
            report.add(1, "the file is no mapping of versions", mend)
        return ChangesDraft(report, None, ())
    return ChangesDraft(report, node, tuple(_changes(node, report, today)))


def _changes(node: Table, report: Report, today: dt.date) -> Iterator[Change]:
    keys = (
        Key("day", kinds.past_date(today)),
        Key("lines", listing(_line, "lines", least=1)),
    )
    for name, value in node.entries:
        version = kinds.version(name, report)
        values = read_table(value, keys, report, f"the version '{name.value}'")
        if version is not BAD and values is not None:
            yield Change(version, **values)


def _line(node: Node, report: Report) -> Any:
    """Read a sentence; in the file it may go over several lines."""
    value = kinds.text(node, report)
    return BAD if value is BAD else " ".join(value.split())
