"""Read ``library.yaml`` and ``tips.yaml``.

No module needs them to be understood, so a mistake takes only its own entry out, and a course without
the files has an empty library.
"""

import datetime as dt
import re
from pathlib import Path
from typing import Any, Final

from course.checking.citations import did_you_mean_or_add
from course.checking.objectives import texts_of
from course.checking.tags import note_unknown_tags
from course.files import kinds
from course.files.entries import EntryFormat, read_entries
from course.files.report import Report
from course.files.schema import Key, listing, table
from course.files.yaml_positions import Items, Node, Table, Text, line_of
from course.library.model import (
    GOOD_FOR_MONTHS,
    READERS,
    THEMES,
    Elsewhere,
    LibraryEntry,
    Tip,
    TipGroup,
    is_old,
)
from course.nations import HOME_NATIONS
from course.reading.drafts import TagsDraft

LIBRARY_FILE: Final = "library.yaml"
TIPS_FILE: Final = "tips.yaml"

_ELSEWHERE = table(
    (Key("title", kinds.text), Key("address", kinds.address)), Elsewhere, "a further address"
)
_FITS = kinds.matching(r"R\d{2}|P\d-\d{2}|S\d{2}|n\d{2}|[a-h]\.[a-z_]+", "place", "R12 or P3-09")
_TIP = table((Key("says", kinds.inline), Key("entry", kinds.slug)), Tip, "a tip")
_TIPS = EntryFormat(
    (
        Key("title", kinds.text),
        Key("tags", listing(kinds.slug, "tags")),
        Key("tips", listing(_TIP, "tips", least=1)),
    ),
    re.compile(kinds.SLUG),
    "'first-week'",
)


def _format(today: dt.date) -> EntryFormat:
    keys = (
        Key("title", kinds.text),
        Key("publisher", kinds.text),
        Key("edition", kinds.text, required=False),
        Key("address", kinds.address, required=False),
        Key("leads_to", kinds.text, required=False),
        Key("also", listing(_ELSEWHERE, "also", unique="address"), required=False),
        Key(
            "for",
            listing(kinds.one_of(*READERS, what="group of readers"), "for", least=1),
            field="readers",
        ),
        Key(
            "nations",
            listing(kinds.one_of(*HOME_NATIONS, what="nation"), "nations", least=1),
            required=False,
        ),
        Key("theme", kinds.one_of(*THEMES, what="theme")),
        Key("when", kinds.inline),
        Key("summary", kinds.inline),
        Key("checklist", listing(kinds.inline, "checklist", least=1)),
        Key("tags", listing(kinds.slug, "tags", least=1)),
        Key("fits", listing(_FITS, "fits"), required=False),
        Key("status", kinds.one_of("seen", "partly", "check", what="status")),
        Key("checked", kinds.past_date(today)),
    )
    return EntryFormat(keys, re.compile(kinds.SLUG), "'fair-to-refer'")


def read_library(
    root: Path, tags: TagsDraft, report: Report, today: dt.date
) -> dict[str, LibraryEntry]:
    """Return the entries without a mistake by id, in the order of their file.

    report: for the folder of the modules; what is too long ago looked at is advice.
    """
    if not (root / LIBRARY_FILE).exists():
        return {}
    read = read_entries(root / LIBRARY_FILE, _format(today), report)
    own = report.for_file(f"{report.file}/{LIBRARY_FILE}")
    found = {}
    for key, values in read.values.items():
        entry, node = LibraryEntry(id=key, **values), read.nodes[key][1]
        before = len(report.mistakes)
        note_unknown_tags(texts_of(node, "tags"), own, tags)
        _check_address(entry, node, own)
        if entry.shown and is_old(entry.checked, today):
            what = f"nobody has looked at '{key}' for more than {GOOD_FOR_MONTHS} months"
            own.advise(line_of(node, "checked"), what, "look again, then write today’s date")
        if len(report.mistakes) == before:
            found[key] = entry
    return found


def _check_address(entry: LibraryEntry, node: Node, report: Report) -> None:
    if not entry.address and (entry.leads_to or entry.also):
        line = line_of(node, "leads_to" if entry.leads_to else "also")
        mend = "write the most useful one as 'address', or take the others out"
        report.add(line, f"'{entry.id}' has no address of its own", mend)


def read_tips(
    root: Path, tags: TagsDraft, library: dict[str, LibraryEntry], report: Report
) -> tuple[TipGroup, ...]:
    """Return the groups of tips without a mistake, in the order of their file."""
    if not (root / TIPS_FILE).exists():
        return ()
    read = read_entries(root / TIPS_FILE, _TIPS, report)
    own = report.for_file(f"{report.file}/{TIPS_FILE}")
    found = []
    for key, values in read.values.items():
        node = read.nodes[key][1]
        before = len(report.mistakes)
        note_unknown_tags(texts_of(node, "tags"), own, tags)
        for text in _entries_named(node):
            if text.value.strip() not in library:
                what = f"{LIBRARY_FILE} has no entry '{text.value.strip()}'"
                own.add(text.line, what, did_you_mean_or_add(text.value.strip(), library))
        if len(report.mistakes) == before:
            found.append(TipGroup(id=key, **values))
    return tuple(found)


def _entries_named(node: Any) -> list[Text]:
    tips = node.get("tips") if isinstance(node, Table) else None
    items = tips.items if isinstance(tips, Items) else ()
    return [text for tip in items for text in texts_of(tip, "entry")]
