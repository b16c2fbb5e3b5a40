"""Advice to authors: what is no mistake, so that a module is served all the same, and better mended.

Each rule yields a report, a line, what is to be seen and how to mend it. Advice is given by
``firstshift check`` and looked for by the tests of the modules that ship; the server asks for none.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from course.advising.answers import advise_answers, advise_bank, advise_conversations
from course.advising.dates import advise_dates
from course.advising.objectives import advise_objectives
from course.advising.text import advise_reading_age, advise_spelling
from course.advising.unwritten import advise_unwritten
from course.checking.changes import advise_changes
from course.checking.release import advise_release
from course.files.report import Report
from course.reading.drafts import ModuleDraft

Advice: TypeAlias = tuple[Report, int, str, str]
Rule: TypeAlias = Callable[[ModuleDraft], Iterator[Advice]]

RULES: Final[tuple[Rule, ...]] = (
    advise_reading_age,
    advise_spelling,
    advise_answers,
    advise_bank,
    advise_conversations,
    advise_objectives,
    advise_release,
    advise_changes,
    advise_unwritten,
)


def advise(draft: ModuleDraft, today: dt.date) -> None:
    """Note all advice on a module; the reports are those of an author's advice, not of mistakes."""
    for rule in RULES:
        for report, line, what, mend in rule(draft):
            report.advise(line, what, mend)
    for report, line, what, mend in advise_dates(draft, today):
        report.advise(line, what, mend)
