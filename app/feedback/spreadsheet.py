"""Feedback as CSV, for whoever goes on with it in a spreadsheet."""

from collections.abc import Sequence
from typing import Final

from app.csv_text import csv_text
from app.feedback.reading import Remark
from app.feedback.verdicts import VERDICTS
from app.wording import in_london

HEAD: Final = ("Module", "Topic", "Version", "Verdict", "Words", "Day", "State", "Note")


def as_csv(found: Sequence[Remark]) -> str:
    """Return one line for each remark."""
    return csv_text(HEAD, (_line(each) for each in found))


def _line(each: Remark) -> tuple[object, ...]:
    return (
        each.module_title,
        each.topic_title,
        each.version,
        VERDICTS.get(each.verdict, each.verdict),
        each.words,
        in_london(each.given).date(),
        "Open" if each.is_open else "Done",
        each.note,
    )
