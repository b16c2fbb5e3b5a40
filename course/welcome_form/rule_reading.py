"""Read the rules that propose: the course's own, or those that a trust gives as a text."""

from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD, Key, ReadValue, listing, read_table, table
from course.files.yaml_files import read_yaml_file
from course.files.yaml_positions import Items, Node, Table, read_yaml
from course.welcome_form.checking import rule_problems
from course.welcome_form.model import ANSWER, Form
from course.welcome_form.rules import Asked, Rated, Rule, Several, Unread

RULES_FILE: Final = "needs_rules.yaml"


def _one_or_more(node: Node, report: Report) -> Any:
    if isinstance(node, Items):
        return listing(kinds.text, "options", least=1)(node, report)
    value = kinds.text(node, report)
    return BAD if value is BAD else (value,)


_LEVEL = kinds.whole(0, 4000, "number")
_PART: Final = (
    Key("part", kinds.text, required=False),
    Key("is", _one_or_more, required=False),
    Key("includes", _one_or_more, required=False),
    Key("at least", _LEVEL, required=False),
    Key("at most", _LEVEL, required=False),
)


class _OfRow(Struct):
    """A condition on a part of a row, as the file has it."""

    values: dict[str, Any]

    @property
    def part(self) -> str:
        """Which part it asks."""
        return str(self.values.get("part", ANSWER))


def _of_row(**values: Any) -> _OfRow:
    return _OfRow(values)


_ROW = listing(table(_PART, _of_row, "a condition on a row"), "in one row", least=1, unique="part")
_ASKED: Final = (
    Key("field", kinds.text),
    *_PART,
    Key("in parts", kinds.whole(1, 50, "number of parts"), required=False),
    Key("filled", kinds.yes_or_no, required=False),
    Key("talk", kinds.yes_or_no, required=False),
    Key("ticked", kinds.yes_or_no, required=False),
    Key("in one row", _ROW, required=False),
)
_RATED: Final = (
    Key("need", kinds.one_of("gap", "seen", what="rating")),
    Key("at least", _LEVEL, required=False),
    Key("at most", _LEVEL, required=False),
    Key("safety", kinds.yes, required=False),
)
_UNREAD: Final = (
    Key("unread", kinds.one_of("first", what="topics")),
    Key("days", kinds.whole(1, 365, "number of days")),
)
_MEND: Final = "write it as the head of the file says, such as {field: d.gap, at least: 3}"


def _condition(node: Node, report: Report) -> Any:
    names = {name.value for name, _ in node.entries} if isinstance(node, Table) else set()
    for word in ("any", "all"):
        if word in names:
            inner = listing(_condition, word, least=1)
            values = read_table(node, (Key(word, inner),), report, "a condition")
            return BAD if values is None else Several(word == "all", values[word])
    if "need" in names:
        values = read_table(node, _RATED, report, "a condition")
        if values is None:
            return BAD
        return Rated(
            values["need"],
            values.get("at least"),
            values.get("at most"),
            values.get("safety", False),
        )
    if "unread" in names:
        values = read_table(node, _UNREAD, report, "a condition")
        return BAD if values is None else Unread(values["days"])
    values = read_table(node, _ASKED, report, "a condition")
    if values is None:
        return BAD
    if len(values) < 2 or set(values) == {"field", "part"}:
        report.add(node.line, f"nothing is asked of '{values['field']}'", _MEND)
        return BAD
    return _asked(values, node.line)


def _asked(values: dict[str, Any], line: int) -> Asked:
    field = values["field"]
    return Asked(
        field=field,
        part=values.get("part", ANSWER),
        options=(*values.get("is", ()), *values.get("includes", ())),
        parts=values.get("in parts", 0),
        least=values.get("at least"),
        most=values.get("at most"),
        filled=values.get("filled"),
        talk=values.get("talk"),
        ticked=values.get("ticked"),
        in_row=tuple(
            _asked({"field": field, **each.values}, line) for each in values.get("in one row", ())
        ),
        line=line,
    )


_RULE: Final = (
    Key("id", kinds.matching(r"[A-Z]{1,4}\d{1,3}", "id of a rule", "R01")),
    Key("if", _condition, field="condition"),
    Key("topics", listing(kinds.slug, "topics"), required=False),
    Key("step", kinds.text),
    Key("action", kinds.text, required=False),
    Key("because", kinds.text),
    Key("class", kinds.one_of("P2", "SH", "NX", "OPS", what="class"), field="class_"),
    Key("shown", kinds.one_of("both", "img", what="person")),
    Key("owner", kinds.one_of("img", "sup", "other", what="owner")),
    Key("who", kinds.text, required=False),
    Key("adds", kinds.one_of("actions", "not-alone", what="list"), required=False),
)


def _rule(node: Node, report: Report) -> Any:
    values = read_table(node, _RULE, report, "a rule")
    if values is None:
        return BAD
    if values["owner"] == "other" and not values.get("who"):
        report.add(node.line, f"the rule '{values['id']}' has no owner", "say who: such as HR")
        return BAD
    return Rule(**values, line=node.line)


def _keys() -> tuple[Key, ...]:
    rules: ReadValue = listing(_rule, "rules", least=1, unique="id")
    return (Key("rules", rules),)


def read_rules(root: Path, report: Report, form: Form) -> tuple[Rule, ...] | None:
    """Return the rules of a folder of modules; none where their file has a mistake."""
    own = report.for_file(f"{report.file}/{RULES_FILE}")
    _, values = read_yaml_file(root / RULES_FILE, root, own, _keys())
    return _fitting(values, form, own)


def read_rules_text(text: str, report: Report, form: Form) -> tuple[Rule, ...] | None:
    """Return the rules of a text that a trust gives; none where it has a mistake."""
    node = read_yaml(text, report)
    if node is None:
        if not report.has_any():
            report.add(1, "the file is empty", "begin it with 'rules:'")
        return None
    return _fitting(read_table(node, _keys(), report, "the file"), form, report)


def _fitting(values: dict[str, Any] | None, form: Form, report: Report) -> tuple[Rule, ...] | None:
    if values is None:
        return None
    rules: tuple[Rule, ...] = values["rules"]
    problems = [problem for rule in rules for problem in rule_problems(rule, form)]
    for line, what, mend in problems:
        report.add(line, what, mend)
    return None if problems else rules
