"""Days, and moments, among the answers of a form: three inputs, or four, and the one text that is kept.

A day is kept as 2026-12-03 and a moment as 2026-12-03T14:00, by the clocks of the United Kingdom. What makes
no sense is no text to keep: it stays as it was typed, a tuple of the texts of its inputs.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from app.days import (
    EXAMPLE,
    PARTS,
    TIME,
    WrongDayError,
    called_in_sentence,
    day_of,
    names_of,
    sent_texts,
    texts_of,
    time_of,
)
from course.welcome_form.model import Field, Part, PartValue

KINDS: Final = frozenset({"date", "moment"})


class DayShown(Struct, frozen=True):
    """What the inputs of a day show. wrong_part: which is to be mended, empty for all, or for none."""

    texts: Mapping[str, str]
    time: str = ""
    wrong_part: str = ""


def typed(part: Part, name: str, sent: Mapping[str, str]) -> tuple[str, ...]:
    """Return what was typed of a day, or of a moment, in the order of its inputs. name: of the first one.

    The first input alone may hold all of it, as it is kept: the page with two texts sends it so.
    """
    whole = (sent.get(name) or "").strip()
    day, _, time = whole.partition("T") if part.kind == "moment" else (whole, "", "")
    texts = tuple(sent_texts({**sent, name: day}, name).values())
    return (*texts, time or (sent.get(time_name(name)) or "").strip()) if _timed(part) else texts


def read(part: Part, label: str, texts: tuple[str, ...]) -> str:
    """Return what was typed as it is kept; empty where nothing was. Raises WrongDayError."""
    day = day_of(dict(zip(PARTS, texts, strict=False)), label)
    time = texts[len(PARTS)] if _timed(part) else ""
    if day is None:
        if time:
            called = called_in_sentence(label)
            raise WrongDayError(f"{called} needs a day, a month and a year too, {EXAMPLE}.")
        return ""
    if not _timed(part):
        return day.isoformat()
    return dt.datetime.combine(day, time_of(time, label)).isoformat(timespec="minutes")


def shown(part: Part, label: str, value: PartValue | None) -> DayShown:
    """Return what the inputs show of an answer: kept, or typed and wrong."""
    if isinstance(value, tuple):
        time = value[len(PARTS)] if _timed(part) else ""
        return DayShown(
            dict(zip(PARTS, value, strict=False)), time, _wrong_part(part, label, value)
        )
    if not value:
        return DayShown(texts_of(None))
    found = dt.datetime.fromisoformat(value)
    return DayShown(texts_of(found.date()), f"{found:%H:%M}" if _timed(part) else "")


def wrong_name(part: Part, label: str, name: str, value: PartValue | None) -> str:
    """Return the name of the input in which a part of an answer is to be mended."""
    if part.kind not in KINDS or not isinstance(value, tuple):
        return name
    names = {**names_of(name), TIME: time_name(name)}
    return names.get(_wrong_part(part, label, value), name)


def time_name(name: str) -> str:
    """Return how the input of the time is called."""
    return f"{name}-{TIME}"


def label_of(field: Field, part: Part) -> str:
    """Return what stands above a part: the question itself, where it has no other."""
    return field.label if len(field.parts) == 1 and not field.rows else part.label


def _wrong_part(part: Part, label: str, texts: tuple[str, ...]) -> str:
    try:
        read(part, label, texts)
    except WrongDayError as wrong:
        return wrong.part
    return ""


def _timed(part: Part) -> bool:
    return part.kind == "moment"
