"""A record as a file that the doctor takes along: PDF, and plain text to paste into a portfolio."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

from app.conversations.parties import Parties, Seen
from app.conversations.sealed import opened
from app.conversations.talk import TEXTS, Talk
from app.pdf import make_pdf
from app.wording import capital, counted, day, ordinal

MEDIA_TYPES: Final[Mapping[str, str]] = {"pdf": "application/pdf", "text": "text/plain"}
TITLE: Final = "A conversation about a reflection"


def export(found: Seen, kind: str, today: dt.datetime) -> bytes:
    """Return a record as a file. kind: a key of MEDIA_TYPES. Raises PaperError."""
    talk = opened(found.row)
    facts = facts_of(talk, found.parties)
    if found.row.number > 1:
        number = capital(ordinal(found.row.number))
        facts.insert(1, ("Follow-up", f"{number} conversation about the reflection"))
    agreed = _agreed(found)
    texts = [(title, getattr(talk, name)) for name, title in TEXTS.items() if getattr(talk, name)]
    foot = f"Downloaded on {day(today)}"
    if kind == "pdf":
        data = {"title": TITLE, "facts": facts, "texts": texts, "agreed": agreed, "foot": foot}
        return make_pdf("conversation", data, today.replace(microsecond=0))
    lines = [TITLE, "=" * len(TITLE), "", *(f"{name}: {value}" for name, value in facts)]
    for title, text in texts:
        lines += ["", title, "-" * len(title), text]
    lines += ["", *agreed, foot]
    # The mark at the beginning lets Windows read accents as they are written.
    return ("\ufeff" + "\r\n".join("\n".join(lines).split("\n")) + "\r\n").encode()


def facts_of(talk: Talk, names: Parties) -> list[tuple[str, str]]:
    """Return what a record says beside its texts, each with a name."""
    found = [("Between", f"{names.doctor} and {names.supervisor}")]
    if talk.day:
        found.append(("Day", talk_day(talk.day)))
    if talk.minutes:
        found.append(("Time", counted(talk.minutes, "minute")))
    step = step_words(talk, names)
    return [*found, ("Next step", step)] if step else found


def talk_day(text: str) -> str:
    """Return such as "25 November 2026" for an ISO day."""
    return day(dt.date.fromisoformat(text))


def step_words(talk: Talk, names: Parties) -> str:
    """Return whose the next step is and by when; empty where it is not said."""
    whose = {"doctor": names.doctor, "supervisor": names.supervisor, "both": "for both"}
    told = whose.get(talk.owner, "")
    if not talk.by:
        return told
    return f"{told}, by {talk_day(talk.by)}".removeprefix(", ")


def _agreed(found: Seen) -> list[str]:
    row, names = found.row, found.parties
    given = [
        f"{name} agreed on {day(moment)}."
        for name, moment in (
            (names.doctor, row.doctor_agreed),
            (names.supervisor, row.supervisor_agreed),
        )
        if moment
    ]
    return given if row.frozen else [*given, "Not agreed by both."]
