"""Read a file of questions."""

from pathlib import Path
from typing import Any, Final

from course.files.report import Report
from course.files.schema import alternatives, did_you_mean, read_table
from course.files.text_files import read_text
from course.files.yaml_positions import Items, Node, Table, Text, line_of, read_yaml
from course.question_types import QUESTION_TYPES
from course.question_types.base import COMMON_KEYS
from course.reading.drafts import QuestionDraft

_ENTRIES: Final = {name: kind for name, kind in QUESTION_TYPES.items() if not kind.in_own_file}


def read_questions(path: Path, root: Path, report: Report) -> list[QuestionDraft] | None:
    """Return the entries of a file of questions, or None where the file as such cannot be read."""
    text = read_text(path, root, report)
    return read_entries(text, path.stem, report) if text is not None else None


def read_entries(text: str, topic: str, report: Report) -> list[QuestionDraft] | None:
    """Return the entries of a text in YAML, or None where the text as such cannot be read."""
    node = read_yaml(text, report)
    if isinstance(node, Items):
        return [_entry(item, topic, report) for item in node.items]
    if not report.has_any():
        report.add(1, "the file is no list of questions", "begin each question with '- id: …'")
    return None


def _entry(node: Node, topic: str, report: Report) -> QuestionDraft:
    word = {key: _word(node, key) for key in ("id", "purpose", "type")}
    question = _question(node, word["type"], topic, report)
    return QuestionDraft(word["id"], topic, word["purpose"], report, node, question)


def _word(node: Node, key: str) -> str:
    value = node.get(key) if isinstance(node, Table) else None
    return value.value.strip() if isinstance(value, Text) else ""


def _question(node: Node, name: str, topic: str, report: Report) -> Any:
    kind = _ENTRIES.get(name)
    if isinstance(node, Table) and kind is None:
        _refuse_type(node, name, report)
        return None
    keys = (*COMMON_KEYS, *(kind.keys if kind else ()))
    values = read_table(
        node, keys, report, f"a question of type '{name}'" if name else "a question"
    )
    if values is None or kind is None:
        return None
    del values["type"]
    if values["purpose"] not in kind.purposes:
        what = f"a question of type '{name}' cannot have the purpose '{values['purpose']}'"
        report.add(line_of(node, "purpose"), what, f"write {alternatives(kind.purposes)}")
        return None
    return kind.build({**values, "topic": topic}, node, report)


def _refuse_type(node: Table, name: str, report: Report) -> None:
    value = node.get("type")
    if value is None:
        report.add(node.line, "a question lacks the key 'type'", "add 'type:'")
        return
    if name in QUESTION_TYPES:
        mend = f"move it to '{name}s/{_word(node, 'id') or 'its-id'}.yaml'"
        report.add(value.line, f"a {name} is no entry of a file of questions", mend)
        return
    names = list(_ENTRIES)
    mend = did_you_mean(name, names)
    if mend.startswith("did"):
        mend += f" (use {alternatives(names)})"
    report.add(value.line, f"unknown question type '{name}'", mend)
