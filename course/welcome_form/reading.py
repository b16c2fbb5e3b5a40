"""Read ``welcome_form.yaml`` and ``needs.yaml``; every mistake as file:line with a sentence."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, get_args

from msgspec import Struct

from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD, Key, did_you_mean, listing, read_table, table
from course.files.yaml_files import read_yaml_file
from course.files.yaml_positions import Node, Table, Text
from course.welcome_form.model import ANSWER, Field, Form, Need, Part, PartKind, Section, Who

FORM_FILE: Final = "welcome_form.yaml"
NEEDS_FILE: Final = "needs.yaml"

_FIELD_ID = kinds.matching(r"[a-z]\d{0,2}\.[a-z_]+", "id of a field", "b.name_called")
_PART_ID = kinds.matching(r"[a-z][a-z-]*", "id of a part", "more")
_WHO = kinds.one_of("img", "sup", "both", what="person")
_CLASSES = ("P2", "SH", "NX", "OPS")
_CLASS = kinds.one_of(*_CLASSES, *(f"mine({each})" for each in _CLASSES), what="class")
_KIND = kinds.one_of(*get_args(PartKind), what="kind of answer")
_NUMBER = kinds.whole(0, 4000, "number")


def _words(node: Node, report: Report) -> Any:
    """Read a mapping of ids to words."""
    if not isinstance(node, Table) or not node.entries:
        report.add(node.line, "options are expected", "write them as {id: words, id: words}")
        return BAD
    read = {name.value: kinds.text(value, report) for name, value in node.entries}
    return BAD if any(value is BAD for value in read.values()) else read


def _options(node: Node, report: Report) -> Any:
    """Read options, or the name of a list of them."""
    return node.value if isinstance(node, Text) else _words(node, report)


class _Written(Struct):
    """A part as the file has it: its options may be the name of a list."""

    id: str
    label: str
    kind: PartKind
    options: Mapping[str, str] | str = {}
    most: int = 200
    least: int = 0
    by: Who | None = None
    ends: tuple[str, ...] = ()


_PART_KEYS: Final = (
    Key("id", _PART_ID),
    Key("label", kinds.text),
    Key("kind", _KIND),
    Key("options", _options, required=False),
    Key("most", _NUMBER, required=False),
    Key("least", _NUMBER, required=False),
    Key("by", _WHO, required=False),
    Key("ends", listing(kinds.text, "ends", least=2, most=2), required=False),
)
_GRID: Final = (Key("rows", _words), Key("options", _options))
_FIELD_KEYS: Final = (
    Key("id", _FIELD_ID),
    Key("label", kinds.text),
    Key("by", _WHO),
    Key("class", _CLASS),
    Key("help", kinds.text, required=False),
    Key("why", kinds.text),
    Key("rows", kinds.yes, required=False),
    Key("sign", kinds.yes, required=False),
    Key("local", listing(kinds.text, "local", least=1), required=False),
    Key("kind", _KIND, required=False),
    Key("options", _options, required=False),
    Key("most", _NUMBER, required=False),
    Key("least", _NUMBER, required=False),
    Key(
        "parts",
        listing(table(_PART_KEYS, _Written, "a part"), "parts", least=1, unique="id"),
        required=False,
    ),
    Key("grid", table(_GRID, dict, "a grid"), required=False),
)
_NEED: Final = table(
    (
        Key("id", kinds.matching(r"n\d\d", "id of an item", "n01")),
        Key("domain", kinds.text),
        Key("item", kinds.text),
        Key("safety", kinds.yes, required=False),
        Key("tags", listing(kinds.slug, "tags", least=1)),
    ),
    Need,
    "an item",
)


class _Reader:
    """Reads fields; knows the named lists of options, which stand in the file before them."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, str]] = {}
        self._seen: set[str] = set()

    def lists(self, node: Node, report: Report) -> Any:
        if not isinstance(node, Table):
            report.add(node.line, "option_lists is no mapping", "write it as 'name: {id: words}'")
            return BAD
        read = {name.value: _words(value, report) for name, value in node.entries}
        self._lists = {name: value for name, value in read.items() if value is not BAD}
        return self._lists

    def field(self, node: Node, report: Report) -> Any:
        values = read_table(node, _FIELD_KEYS, report, "a field")
        if values is None:
            return BAD
        if values["id"] in self._seen:
            report.add(node.line, f"the field '{values['id']}' is there twice", "give each its own")
            return BAD
        self._seen.add(values["id"])
        parts = self._parts(values, node, report)
        if parts is None:
            return BAD
        named: str = values["class"]
        return Field(
            id=values["id"],
            label=values["label"],
            by=values["by"],
            class_=named.removeprefix("mine(").removesuffix(")"),  # type: ignore[arg-type]
            mine=named.startswith("mine"),
            parts=parts,
            help=values.get("help", ""),
            why=values["why"],
            rows=values.get("rows", False),
            grid="grid" in values,
            sign=values.get("sign", False),
            local=values.get("local", ()),
        )

    def _parts(self, values: dict[str, Any], node: Node, report: Report) -> tuple[Part, ...] | None:
        ways = [way for way in ("kind", "parts", "grid") if way in values]
        if len(ways) != 1:
            what = f"the field '{values['id']}' says in {len(ways)} ways how it is answered"
            report.add(node.line, what, "give it one of kind, parts and grid")
            return None
        if "grid" in values:
            options = values["grid"]["options"]
            rows = values["grid"]["rows"].items()
            given = [_Written(key, words, "one of", options) for key, words in rows]
        elif "parts" in values:
            given = list(values["parts"])
        else:
            own = {
                key: values[key] for key in ("kind", "options", "most", "least") if key in values
            }
            given = [_Written(ANSWER, values["label"], **own)]
        parts = [self._part(each, node, report) for each in given]
        return None if None in parts else tuple(part for part in parts if part is not None)

    def _part(self, given: _Written, node: Node, report: Report) -> Part | None:
        options = given.options
        if isinstance(options, str):
            if options not in self._lists:
                mend = did_you_mean(options, self._lists)
                report.add(node.line, f"no list of options is called '{options}'", mend)
                return None
            options = self._lists[options]
        if (given.kind in {"one of", "any of"}) != bool(options):
            what = f"the part '{given.id}' of kind '{given.kind}' has the wrong options"
            report.add(node.line, what, "give options to 'one of' and 'any of', and to no other")
            return None
        return Part(
            given.id,
            given.label,
            given.kind,
            options,
            given.most,
            given.least,
            given.by,
            given.ends,
        )


def read_form(root: Path, report: Report) -> Form | None:
    """Return the form of a folder of modules; none where its file has a mistake."""
    reader = _Reader()
    section = (
        Key("id", kinds.matching(r"[a-z]\d{0,2}", "id of a section", "a")),
        Key("title", kinds.text),
        Key("intro", kinds.text, required=False),
        Key("months", kinds.whole(1, 24, "number of months"), required=False),
        Key("fields", listing(reader.field, "fields", least=1, unique="id")),
    )
    sections = listing(table(section, Section, "a section"), "sections", least=1, unique="id")
    keys = (
        Key("title", kinds.text),
        Key("option_lists", reader.lists, required=False),
        Key("sections", sections),
        Key("reviews", sections),
    )
    own = report.for_file(f"{report.file}/{FORM_FILE}")
    _, values = read_yaml_file(root / FORM_FILE, root, own, keys)
    if values is None:
        return None
    values.pop("option_lists", None)
    return Form(**values)


def read_needs(root: Path, report: Report) -> tuple[Need, ...] | None:
    """Return the items of the needs analysis; none where their file has a mistake."""
    own = report.for_file(f"{report.file}/{NEEDS_FILE}")
    keys = (Key("items", listing(_NEED, "items", least=1, unique="id")),)
    _, values = read_yaml_file(root / NEEDS_FILE, root, own, keys)
    return None if values is None else values["items"]
