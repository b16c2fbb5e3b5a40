"""The keys of ``induction.yaml`` and ``standards.yaml``, and how each value is read."""

import re
from typing import Any, Final, get_args

from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD, Key, ReadValue, listing, read_table, table
from course.files.yaml_positions import Node, Table
from course.induction.model import (
    Area,
    Basis,
    Cycle,
    Due,
    Evidence,
    EvidenceKind,
    Item,
    Level,
    Need,
    Owner,
    Phase,
    Standard,
)
from course.nations import HOME_NATIONS

FURTHEST_DAYS: Final = 730
LEVELS: Final = 4
LONGEST_SHORT: Final = 16


def _days(node: Node, report: Report) -> Any:
    value = kinds.text(node, report)
    if value is BAD:
        return BAD
    if re.fullmatch(r"-?[0-9]{1,3}", value) and abs(int(value)) <= FURTHEST_DAYS:
        return int(value)
    what = f"'{kinds.shorten(value)}' is no number of days"
    report.add(node.line, what, f"write a whole number from -{FURTHEST_DAYS} to {FURTHEST_DAYS}")
    return BAD


def _short(node: Node, report: Report) -> Any:
    value = kinds.text(node, report)
    if value is not BAD and len(value) > LONGEST_SHORT:
        what = f"'{kinds.shorten(value)}' is longer than {LONGEST_SHORT} characters"
        report.add(node.line, what, "shorten it: it stands in a small block on a phone")
        return BAD
    return value


def _mapping(kind: ReadValue, names: tuple[str, ...], what: str) -> ReadValue:
    """Return the kind of a mapping from some of the names to values of one kind."""
    keys = tuple(Key(name, kind, required=False) for name in names)

    def read(node: Node, report: Report) -> Any:
        values = read_table(node, keys, report, what)
        return BAD if values is None else values

    return read


def _named(kind: ReadValue, what: str) -> ReadValue:
    """Return the kind of a mapping whose keys are the author's own."""

    def read(node: Node, report: Report) -> Any:
        if not isinstance(node, Table):
            report.add(node.line, f"{what} is no mapping", "write it as 'key: value' lines")
            return BAD
        values = {name.value: kind(value, report) for name, value in node.entries}
        return BAD if any(value is BAD for value in values.values()) else values

    return read


_DUE = (
    Key("days", _days),
    Key("working", kinds.yes_or_no, required=False),
    Key("after_offer", kinds.whole(1, 30, "number of working days"), required=False),
)
_EVIDENCE = (
    Key("kind", kinds.one_of(*get_args(EvidenceKind), what="kind of evidence")),
    Key("words", kinds.text),
    Key("by_doctor", kinds.yes_or_no, required=False),
)
_ITEM = (
    Key("id", kinds.matching(r"P[0-9]-[0-9]{2}", "id of an item", "P1-06")),
    Key("text", kinds.text),
    Key("why", kinds.text),
    Key("area", kinds.one_of(*get_args(Area), what="area")),
    Key("owner", kinds.one_of(*get_args(Owner), what="owner")),
    Key("due", table(_DUE, Due, "the key 'due'")),
    Key("evidence", table(_EVIDENCE, Evidence, "the key 'evidence'")),
    Key("standard", kinds.one_of(*get_args(Need), what="standard")),
    Key("basis", listing(kinds.text, "basis", least=1)),
    Key("tags", listing(kinds.slug, "tags"), required=False),
    Key("card", kinds.yes_or_no, required=False),
    Key("nations", _mapping(kinds.text, (*HOME_NATIONS, "UK"), "nations"), required=False),
)
_PHASE = (
    Key("id", kinds.slug),
    Key("title", kinds.text),
    Key("when", kinds.text),
    Key("items", listing(table(_ITEM, Item, "an item"), "items", least=1, unique="id")),
)
_BASIS = (Key("says", kinds.text), Key("sources", listing(kinds.slug, "sources", least=1)))

INDUCTION: Final = (
    Key("owners", _mapping(kinds.text, get_args(Owner), "owners")),
    Key("areas", _mapping(kinds.text, get_args(Area), "areas")),
    Key("basis", _named(table(_BASIS, Basis, "a basis"), "basis")),
    Key("phases", listing(table(_PHASE, Phase, "a phase"), "phases", least=1, unique="id")),
)

_LEVEL = (Key("name", kinds.text), Key("means", kinds.text))
_STANDARD = (
    Key("id", kinds.matching(r"S[0-9]{2}", "id of a standard", "S04")),
    Key("title", kinds.text),
    Key("short", _short),
    Key("levels", listing(kinds.text, "levels", least=LEVELS, most=LEVELS)),
    Key("steps", listing(kinds.text, "steps", least=LEVELS - 1, most=LEVELS - 1)),
    Key("evidence", kinds.text),
    Key("essential", kinds.yes_or_no, required=False),
    Key("safety", kinds.yes_or_no, required=False),
)
_CYCLE = (
    Key("aim", kinds.text),
    Key("plan", kinds.text),
    Key("measure", kinds.text),
    Key("next", kinds.text),
    Key("standard", kinds.text),
)

STANDARDS: Final = (
    Key("levels", listing(table(_LEVEL, Level, "a level"), "levels", least=LEVELS, most=LEVELS)),
    Key(
        "standards",
        listing(table(_STANDARD, Standard, "a standard"), "standards", least=1, unique="id"),
    ),
    Key("cycles", listing(table(_CYCLE, Cycle, "a cycle"), "cycles"), required=False),
)
