"""Read a module's card: the page to print and carry."""

import re
from pathlib import Path

from course.files.report import Report
from course.files.text_files import read_text
from course.model import Card
from course.reading.drafts import PageDraft

_TITLE = re.compile(r"#[ \t]+(\S.*)")


def read_card(path: Path, root: Path, report: Report) -> PageDraft | None:
    """Return the card's page, or None where the module has none; slug holds its title."""
    if not path.exists():
        return None
    text = read_text(path, root, report)
    if text is None:
        return PageDraft("", report, None, 1)
    first, _, body = text.partition("\n")
    title = _TITLE.fullmatch(first.strip())
    if title is None:
        report.add(1, "the card has no title", "begin it with '# Its title'")
    if not body.strip():
        report.add(2, "the card is empty", "say what to do and what to say, in short lists")
    return PageDraft(title[1] if title else "", report, body, 2)


def card_of(page: PageDraft) -> Card:
    """Return the card that a page without a mistake holds."""
    return Card(title=page.slug, body=page.body or "")
