"""Read ``glossary.yaml``: the terms that topics are linked to.

No module needs an entry to be understood, so a mistake takes only its own entry out, and a course
without the file has an empty glossary.
"""

import re
from pathlib import Path
from typing import Any, Final, get_args

from course.files import kinds
from course.files.report import Report
from course.files.schema import BAD, Key, listing, read_table
from course.files.text_files import read_text
from course.files.yaml_positions import Node, Table, Text, line_of, read_yaml
from course.glossary.forms import same_form
from course.model import GlossaryEntry, TermKind
from course.nations import HOME_NATIONS

FILE: Final = "glossary.yaml"

_MAX_FORM_CHARACTERS = 80
_NATIONS = tuple(HOME_NATIONS)


def _form(node: Node, report: Report) -> Any:
    """Read a form of a term: plain words that begin with a letter or a digit."""
    value = kinds.text(node, report)
    if value is BAD:
        return BAD
    form = " ".join(value.split())
    if not re.match(r"[^\W_]", form):
        what = f"'{kinds.shorten(form)}' does not begin with a letter or a digit"
        report.add(node.line, what, "write the term as it stands in a text")
        return BAD
    if len(form) > _MAX_FORM_CHARACTERS:
        what = f"'{kinds.shorten(form)}' is longer than {_MAX_FORM_CHARACTERS} characters"
        report.add(node.line, what, "write the words that people say, and explain them in 'means'")
        return BAD
    return form


_KEYS: Final = (
    Key("term", _form),
    Key("also", listing(_form, "also"), required=False),
    Key("kind", kinds.one_of(*get_args(TermKind), what="kind of term")),
    Key("means", kinds.inline),
    Key("example", kinds.inline),
    Key("reply", kinds.inline, required=False),
    Key("warning", kinds.inline, required=False),
    Key("understand_only", kinds.yes_or_no, required=False),
    Key("nation", kinds.one_of(*_NATIONS, what="nation"), required=False),
    Key("link", kinds.yes_or_no, required=False),
)


def read_glossary(root: Path, report: Report) -> dict[str, GlossaryEntry]:
    """Return the entries without a mistake by their id, in the order of the alphabet.

    Of two entries that share a form the later one is left out: nobody could say which a text means.
    """
    path = root / FILE
    if not path.exists():
        return {}
    report = report.for_file(f"{report.file}/{FILE}")
    text = read_text(path, root, report)
    node = read_yaml(text, report) if text is not None else None
    if not isinstance(node, Table):
        if not report.has_any():
            report.add(1, "the file is no mapping", "write each entry as 'id:' with its keys below")
        return {}
    owners: dict[str, str] = {}
    read = [_entry(name, value, owners, report) for name, value in node.entries]
    good = sorted((entry for entry in read if entry is not None), key=_place)
    return {entry.id: entry for entry in good}


def _place(entry: GlossaryEntry) -> tuple[str, str]:
    return entry.term.casefold(), entry.id


def _entry(name: Text, node: Node, owners: dict[str, str], report: Report) -> GlossaryEntry | None:
    values = read_table(node, _KEYS, report, f"the entry '{name.value}'")
    good = values is not None
    if not re.fullmatch(kinds.SLUG, name.value):
        report.add(name.line, f"'{name.value}' is no id", "write it like 'board-round'")
        good = False
    if not good or values is None:
        return None
    entry = GlossaryEntry(id=name.value, **values)
    return entry if _owns_its_forms(entry, node, owners, report) else None


def _owns_its_forms(
    entry: GlossaryEntry, node: Node, owners: dict[str, str], report: Report
) -> bool:
    good = True
    for place, form in enumerate(entry.forms):
        owner = owners.setdefault(same_form(form), entry.id)
        if owner != entry.id:
            line = line_of(node, "also", place - 1) if place else line_of(node, "term")
            mend = "put both meanings into one entry, or take the form out of one of them"
            report.add(line, f"the form '{form}' belongs to the entry '{owner}' already", mend)
            good = False
    return good
