"""Advice on what is still to be written: the texts that an import fills, and feedback without a why."""

from collections.abc import Iterator

from course.files.report import Report
from course.files.yaml_positions import Items, Node, Table, Text
from course.reading.drafts import ModuleDraft
from course.unwritten import BARE, STILL_TO_BE_WRITTEN


def advise_unwritten(draft: ModuleDraft) -> Iterator[tuple[Report, int, str, str]]:
    """Yield each text of a question that only holds a place."""
    for entry in draft.questions:
        for key, text in _texts(entry.node, ""):
            value = text.value.strip()
            if value in STILL_TO_BE_WRITTEN:
                what = f"a text of '{entry.id}' is missing"
                yield entry.report, text.line, what, "write it in place of this sentence"
            elif value in BARE and key == "feedback":
                what = f"a feedback of '{entry.id}' says no more than its mark"
                yield entry.report, text.line, what, "say why the answer is right or wrong"


def _texts(node: Node, key: str) -> Iterator[tuple[str, Text]]:
    """Yield every text below a node with the key above it; of a feedback's parts, ``feedback``."""
    match node:
        case Text():
            yield key, node
        case Items():
            for item in node.items:
                yield from _texts(item, key)
        case Table():
            for name, value in node.entries:
                yield from _texts(value, key if key == "feedback" else name.value)
