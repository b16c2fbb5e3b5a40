"""The trust's own answers among what is found: whoever looks for the crash team wants its number."""

from collections.abc import Iterable

from course.local_answers import GivenRow
from course.search.words import finds, normal, words


def answers_found(rows: Iterable[GivenRow], asked: Iterable[str]) -> tuple[GivenRow, ...]:
    """Return the answers that hold every word that is asked for. asked: plain words."""
    wanted = [normal(word) for word in asked]
    return tuple(row for row in rows if wanted and _holds(row, wanted))


def _holds(row: GivenRow, wanted: list[str]) -> bool:
    there = [word.normal for word in words(f"{row.label} {row.text}")]
    return all(any(finds(one, each) for each in there) for one in wanted)
