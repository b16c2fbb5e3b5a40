"""Advice on what is old: facts that are due, and topics whose sources nobody has looked at lately."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from course.files.report import Report
from course.files.yaml_positions import line_of
from course.reading.drafts import ModuleDraft

LOOK_AGAIN_AFTER_DAYS: Final = 2 * 365
"""How long a check of a topic's sources holds."""


def advise_dates(draft: ModuleDraft, today: dt.date) -> Iterator[tuple[Report, int, str, str]]:
    """Yield each fact past its date, and each topic not checked for two years."""
    for entry in draft.topics:
        if entry.topic is None:
            continue
        age = (today - entry.topic.checked).days
        if age > LOOK_AGAIN_AFTER_DAYS:
            line = line_of(entry.node, "checked")
            what = f"its sources were last looked at on {entry.topic.checked}, over two years ago"
            yield entry.report, line, what, "look at each, mend the topic, then change 'checked'"
        for place, fact in enumerate(entry.topic.facts):
            if fact.look_again < today:
                line = line_of(entry.node, "facts", place, "look_again")
                what = f"look again at '{fact.says}' (due {fact.look_again})"
                yield entry.report, line, what, "then change as_at and look_again"
