"""Read what all modules share: ``sources.yaml`` and ``local_answers.yaml``."""

import datetime as dt
import re
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct

from course.files import kinds
from course.files.report import Report
from course.files.schema import Key, read_table
from course.files.text_files import read_text
from course.files.yaml_positions import Node, Table, Text, read_yaml
from course.model import AnswerGroup, LocalAnswer, Source
from course.reading.drafts import Shared

_LOCAL_ANSWER = (
    Key("label", kinds.text),
    Key("example", kinds.text, required=False),
    Key("group", kinds.one_of(*get_args(AnswerGroup), what="group"), required=False),
)


class _Format(Struct, frozen=True):
    keys: tuple[Key, ...]
    id: re.Pattern[str]
    id_example: str


def _sources(today: dt.date) -> _Format:
    keys = (
        Key("title", kinds.text),
        Key("publisher", kinds.text),
        Key("address", kinds.address),
        Key("edition", kinds.text, required=False),
        Key("checked", kinds.past_date(today)),
    )
    return _Format(keys, re.compile(kinds.SLUG), "'gmc-gmp-2024'")


_LOCAL_ANSWERS = _Format(_LOCAL_ANSWER, re.compile(r"[a-z0-9_]+"), "'crash_number'")


class _Entries(Struct, frozen=True):
    values: dict[str, dict[str, Any]] = {}
    broken: frozenset[str] = frozenset()
    whole: bool = False


def read_shared(root: Path, report: Report, today: dt.date) -> Shared:
    """Return the sources and the local answers of the folder of the modules."""
    sources = _entries(root / "sources.yaml", _sources(today), report)
    answers = _entries(root / "local_answers.yaml", _LOCAL_ANSWERS, report)
    return Shared(
        sources={key: Source(id=key, **values) for key, values in sources.values.items()},
        broken_sources=sources.broken,
        sources_whole=sources.whole,
        local_answers={key: LocalAnswer(key=key, **v) for key, v in answers.values.items()},
        broken_local_answers=answers.broken,
        local_answers_whole=answers.whole,
    )


def _entries(path: Path, form: _Format, report: Report) -> _Entries:
    report = report.for_file(f"{report.file}/{path.name}")
    if not path.exists():
        report.add(1, "the file is missing", "add it, with '{}' where there is nothing to list yet")
        return _Entries()
    text = read_text(path, path.parent, report)
    node = read_yaml(text, report) if text is not None else None
    if not isinstance(node, Table):
        if not report.has_any():
            report.add(1, "the file is no mapping", "write each entry as 'id:' with its keys below")
        return _Entries()
    read = {name.value: _entry(name, value, form, report) for name, value in node.entries}
    good = {key: values for key, values in read.items() if values is not None}
    return _Entries(good, frozenset(read) - frozenset(good), True)


def _entry(name: Text, node: Node, form: _Format, report: Report) -> dict[str, Any] | None:
    values = read_table(node, form.keys, report, f"the entry '{name.value}'")
    if form.id.fullmatch(name.value):
        return values
    report.add(name.line, f"'{name.value}' is no id", f"write it like {form.id_example}")
    return None
