"""Read a topic: its front matter into a struct, its Markdown as it is."""

import datetime as dt
import re
from pathlib import Path
from typing import Any, Final

from course.files import front_matter, kinds
from course.files.report import Report
from course.files.schema import BAD, Key, listing, read_table, table
from course.files.text_files import read_text
from course.files.yaml_positions import Node, line_of
from course.model import Fact, Topic
from course.nations import HOME_NATIONS
from course.reading.drafts import TopicDraft
from course.state import ASSESSMENT

TOPIC_FILE: Final = re.compile(rf"(\d{{2}})-({kinds.SLUG})\.md", re.ASCII)
"""The name of a topic's file. Groups: its number, its slug."""

RESERVED: Final = frozenset(
    (ASSESSMENT, "precheck", "card", "glossary", "questions", "images", "finish", "again")
)
"""What a module's pages are called besides its topics."""

_NATIONS = (*HOME_NATIONS, "GB", "UK")


def _fact(today: dt.date) -> Any:
    read_fact = table(
        (
            Key("says", kinds.inline),
            Key("nation", kinds.one_of(*_NATIONS, what="nation")),
            Key("as_at", kinds.past_date(today)),
            Key("source", kinds.slug),
            Key("look_again", kinds.date),
        ),
        Fact,
        "a fact",
    )

    def read(node: Node, report: Report) -> Any:
        fact = read_fact(node, report)
        if fact is BAD or fact.look_again > fact.as_at:
            return fact
        line = line_of(node, "look_again")
        report.add(line, "look_again lies before as_at", "write the day by which to look again")
        return BAD

    return read


def _keys(today: dt.date) -> tuple[Key, ...]:
    return (
        Key("title", kinds.text),
        Key("summary", kinds.inline),
        Key("objectives", listing(kinds.slug, "objectives", least=1)),
        Key("sources", listing(kinds.slug, "sources", least=1)),
        Key("checked", kinds.past_date(today)),
        Key("facts", listing(_fact(today), "facts"), required=False),
        Key("tags", listing(kinds.slug, "tags"), required=False),
    )


def read_topic(path: Path, root: Path, report: Report, today: dt.date) -> TopicDraft:
    """Return what a topic's file holds; its minutes are not yet known.

    path: named as ``TOPIC_FILE``.
    """
    slug = path.stem.partition("-")[2]
    if slug in RESERVED:
        report.add(1, f"a topic may not be called '{slug}'", "give the file another name")
    text = read_text(path, root, report)
    parts = front_matter.part(text, report) if text is not None else None
    if parts is None:
        return TopicDraft(slug, report, None, 1, None, None)
    topic = None
    if parts.node is not None:
        values = read_table(parts.node, _keys(today), report, "the front matter")
        if values is not None:
            topic = Topic(slug=slug, body=parts.body, minutes=1, **values)
    elif not report.has_any():
        report.add(1, "the front matter is empty", "add its keys (title, summary, …)")
    if not parts.body.strip():
        report.add(parts.body_line, "the topic has no text", "write it below the front matter")
    return TopicDraft(slug, report, parts.body, parts.body_line, parts.node, topic)
