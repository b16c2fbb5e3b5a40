"""Advice on how a text reads: its reading age, and one spelling for each term."""

from collections.abc import Iterator

from course.advising.reading_age import TARGET_YEARS, reading_age
from course.advising.spelling import misspelt
from course.files.report import Report
from course.files.yaml_positions import Items, Node, Table, Text
from course.reading.drafts import ModuleDraft

_IDS = frozenset(
    ("id", "type", "purpose", "objective", "objectives", "sources", "source", "next", "who")
)


def advise_reading_age(draft: ModuleDraft) -> Iterator[tuple[Report, int, str, str]]:
    """Yield each topic that is harder to read than the target."""
    for topic in draft.topics:
        years = reading_age(topic.body or "")
        if years > TARGET_YEARS:
            what = f"the reading age is {years}, above {TARGET_YEARS}"
            mend = "shorten the longest sentences, and put everyday words for long ones"
            yield topic.report, topic.body_line, what, mend


def advise_spelling(draft: ModuleDraft) -> Iterator[tuple[Report, int, str, str]]:
    """Yield each word of which another form is preferred, in topics, cards and questions."""
    for page in draft.pages:
        for word in misspelt(page.body or ""):
            line = page.body_line + word.line - 1
            yield (
                page.report,
                line,
                f"'{word.form}' is not our spelling",
                f"write '{word.preferred}'",
            )
    for entry in draft.questions:
        for text in _texts(entry.node):
            for word in misspelt(text.value):
                what, mend = f"'{word.form}' is not our spelling", f"write '{word.preferred}'"
                yield entry.report, text.line + word.line - 1, what, mend


def _texts(node: Node) -> Iterator[Text]:
    """Yield every text below a node that somebody reads."""
    match node:
        case Text():
            yield node
        case Items():
            for item in node.items:
                yield from _texts(item)
        case Table():
            for name, value in node.entries:
                if name.value not in _IDS:
                    yield from _texts(value)
