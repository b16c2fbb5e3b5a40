"""An assessment as CSV and as PDF: levels, voices and plan, and nobody's name."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from app.csv_text import csv_text
from app.pdf import make_pdf
from app.readiness.assessing import VERDICTS
from app.readiness.facts import Fact
from app.readiness.seeing import Action, AssessmentView, Seen
from app.wording import day

HEAD: Final = (
    "Standard",
    "Title",
    "Essential",
    "Level",
    "In words",
    "Evidence",
    "Link",
    "A doctor says",
    "Why",
    "Next step",
)


def as_csv(seen: AssessmentView) -> str:
    """Return the standards, those first where the two do not agree."""
    return csv_text(HEAD, (_line(row) for row in seen.ordered))


def as_pdf(
    seen: AssessmentView,
    plan: Sequence[Action],
    measured: Sequence[Fact],
    organisation: str,
    on: dt.date,
) -> bytes:
    """Return the report for a board. on: today. Raises PaperError."""
    data: dict[str, Any] = {
        "title": f"How we welcome newcomers, {seen.year}",
        "organisation": organisation,
        "made": day(on),
        "word": seen.readiness.word.value if seen.readiness.word else "Not complete yet",
        "because": seen.readiness.because,
        "disagreed": len(seen.disagreed),
        "rows": [
            {
                "title": row.standard.title,
                "essential": row.standard.essential,
                "level": row.word,
                "seen": "" if row.level is None else row.standard.levels[row.level],
                "evidence": row.evidence,
                "doctor": VERDICTS.get(row.verdict, "Not asked yet"),
                "why": row.verdict_note,
            }
            for row in seen.ordered
        ],
        "plan": [
            {
                "text": each.text,
                "standard": each.standard.short,
                "owner": each.owner,
                "due": f"Done on {day(each.done)}" if each.done else day(each.due),
            }
            for each in plan
        ],
        "facts": [[each.title, each.words] for each in measured],
    }
    return make_pdf("readiness", data)


def _line(row: Seen) -> tuple[object, ...]:
    return (
        row.standard.id,
        row.standard.title,
        "yes" if row.standard.essential else "",
        row.level,
        row.word,
        row.evidence,
        row.link,
        VERDICTS.get(row.verdict, ""),
        row.verdict_note,
        row.step,
    )
