"""Words that stand beside a question: who sees the answer, and whether it may stand in a file."""

import datetime as dt
from collections.abc import Iterable

from app.welcome.access import SET_UP, Seat
from app.wording import day
from course.welcome_form.model import Field


def sees_words(seat: Seat, field: Field, *, withheld: bool = False) -> str:
    """Return who sees what stands in a field, in a few words."""
    if field.by != "img" and (field.id.startswith(f"{SET_UP}.") or not seat.is_img):
        who = "The two of you"
    elif withheld:
        return "Only you: you took it back"
    elif seat.form.shared is None:
        who = "Only you, until you share the form"
    else:
        who = f"You and {seat.other_name}"
    if field.class_ == "NX":
        who += "; in no file unless " + ("you tick it" if seat.is_img else "the doctor ticks it")
    if field.class_ == "SH":
        who += "; others only if you both agree"
    return who


def all_see_words(seat: Seat, fields: Iterable[Field]) -> str:
    """Return who sees what stands in any of some fields; empty where it is not the same for all."""
    found = {sees_words(seat, field) for field in fields}
    return found.pop() if len(found) == 1 else ""


def lower_first(text: str) -> str:
    """Return a text with a small letter at its beginning, to go on within a sentence."""
    return text[:1].lower() + text[1:]


def iso_day(text: str) -> str:
    """Return a day that is kept as text as people read it."""
    return day(dt.date.fromisoformat(text))
