"""A trust's overlay as a YAML file, for the command line: name, nation, accent, logo, answers.

Read strictly and with positions: each mistake is told with its line, all of them in one run. The form
is described in ``docs/overlay.md``.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from course.errors import AuthorMistake
from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD, Key, ReadValue, did_you_mean, read_table
from course.files.yaml_files import read_yaml_file
from course.files.yaml_positions import Node, Table
from course.local_answers import LocalAnswerGiven
from course.model import LocalAnswer
from course.nations import HOME_NATIONS
from course.visible import one_line
from packager.errors import BadOptions, BadOverlay
from packager.overlay.accent import plain_accent
from packager.overlay.answers import answer_problem
from packager.overlay.logo import MAX_LOGO_BYTES, read_logo
from packager.overlay.model import MAX_ORGANISATION_CHARS, Overlay

_MOST_FILE_BYTES: Final = 4 * MAX_LOGO_BYTES
"""A logo's file beyond this is not even opened."""


def read_overlay_file(path: Path, known: Mapping[str, LocalAnswer], today: dt.date) -> Overlay:
    """Return the overlay that a file describes.

    known: the answers for which the course asks; today: no answer was given later. Raises BadOverlay
    with every mistake of the file.
    """
    mistakes: list[AuthorMistake] = []
    report = Report(str(path), mistakes)
    _, values = read_yaml_file(path, path.parent, report, _keys(path.parent, known, today))
    if values is None or mistakes:
        raise BadOverlay(mistakes)
    return Overlay(**values)


def _keys(folder: Path, known: Mapping[str, LocalAnswer], today: dt.date) -> tuple[Key, ...]:
    return (
        Key("name", _name, required=False, field="organisation"),
        Key("nation", kinds.one_of(*HOME_NATIONS, what="nation"), required=False),
        Key("accent", _accent, required=False),
        Key("logo", _logo(folder), required=False),
        Key("answers", _answers(known, today), required=False, field="local_answers"),
    )


def _name(node: Node, report: Report) -> Any:
    value = kinds.text(node, report)
    if value is BAD:
        return BAD
    name = one_line(value)
    if len(name) > MAX_ORGANISATION_CHARS:
        what = f"the name has {len(name)} characters"
        report.add(node.line, what, f"use at most {MAX_ORGANISATION_CHARS}")
        return BAD
    return name


def _accent(node: Node, report: Report) -> Any:
    value = kinds.text(node, report)
    if value is BAD:
        return BAD
    try:
        return plain_accent(value)
    except BadOptions as bad:
        _add(bad, node, report)
        return BAD


def _logo(folder: Path) -> ReadValue:
    def read(node: Node, report: Report) -> Any:
        value = kinds.text(node, report)
        if value is BAD:
            return BAD
        path = folder / value
        try:
            if path.stat().st_size > _MOST_FILE_BYTES:
                most = MAX_LOGO_BYTES // 1000
                raise BadOptions(
                    f"'{kinds.shorten(value)}' is far too large; use at most {most} kB."
                )
            return read_logo(path.read_bytes(), value)
        except (OSError, ValueError):
            what = f"the logo '{kinds.shorten(value)}' cannot be read"
            report.add(node.line, what, "write its path as seen from this file")
        except BadOptions as bad:
            _add(bad, node, report)
        return BAD

    return read


def _answers(known: Mapping[str, LocalAnswer], today: dt.date) -> ReadValue:
    keys = (Key("text", _answer), Key("given", kinds.past_date(today)))

    def read(node: Node, report: Report) -> Any:
        if not isinstance(node, Table):
            mend = "write each answer as 'key:' with its text and its day below"
            report.add(node.line, "the answers are no mapping", mend)
            return BAD
        given = {}
        for name, value in node.entries:
            if name.value not in known:
                report.add(
                    name.line, f"the course asks for no '{name.value}'", _mend(name.value, known)
                )
                continue
            values = read_table(value, keys, report, f"the answer '{name.value}'")
            if values is not None:
                given[name.value] = LocalAnswerGiven(**values)
        return given

    return read


def _mend(name: str, known: Mapping[str, LocalAnswer]) -> str:
    """Return the nearest known key, or where all of them stand: a list of all is too long."""
    mend = did_you_mean(name, known)
    return (
        mend if mend.startswith("did") else "take it out; modules/local_answers.yaml has them all"
    )


def _answer(node: Node, report: Report) -> Any:
    value = kinds.text(node, report)
    if value is BAD:
        return BAD
    answer = one_line(value)
    if problem := answer_problem(answer):
        what, _, mend = problem.partition("; ")
        report.add(node.line, f"the answer {what}", mend or "write it, or take the key out")
        return BAD
    return answer


def _add(bad: BadOptions, node: Node, report: Report) -> None:
    what, _, mend = bad.sentence.rstrip(".").rpartition("; ")
    report.add(node.line, what, mend)
