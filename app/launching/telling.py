"""Statements as a person reads them in the log of a trial: one plain sentence each."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct

from app.launching.refusals import Refused
from app.launching.told import Told, tell
from app.launching.vocabulary import Extension, Verb
from app.records.reading import INTERNAL, activity_name, authority_account, readable, verb_words
from app.wording import counted, in_london, per_cent
from lrs import Stored

_SECONDS: Final = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?")


class Line(Struct, frozen=True, kw_only=True):
    """A line of the log. at: time of day; by: who told; json: readable, empty for what was refused."""

    moment: dt.datetime
    at: str
    by: Literal["LMS", "Module"]
    sentence: str
    json: str = ""
    refused: bool = False


def lines(found: tuple[Stored, ...], titles: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the lines of statements. titles: of units, blocks and course by their activity id."""
    return tuple(_line(each, titles) for each in found)


def _line(stored: Stored, titles: Mapping[str, str]) -> Line:
    told = tell(stored.body)
    moment = dt.datetime.fromtimestamp(stored.stored / 1_000_000, dt.UTC)
    account = authority_account(told.statement) or {}
    return Line(
        moment=moment,
        at=_clock(moment),
        by="LMS" if account.get("name") == INTERNAL else "Module",
        sentence=sentence(told, titles),
        json=readable(stored.body),
    )


def refused_line(refused: Refused) -> Line:
    """Return the line of something that did not get through."""
    return Line(
        moment=refused.at,
        at=_clock(refused.at),
        by="Module",
        sentence=f"Refused: {refused.sentence}",
        refused=True,
    )


def _clock(moment: dt.datetime) -> str:
    return f"{in_london(moment):%H:%M:%S}"


def sentence(told: Told, titles: Mapping[str, str]) -> str:
    """Return what a statement says, in plain English."""
    name = titles.get(told.about) or _name(told)
    spent = _spent(told.result.get("duration", ""))
    score = told.score.get("scaled")
    marks = "" if score is None else f" with {per_cent(round(float(score) * 100, 2))}"
    match told.verb:
        case Verb.LAUNCHED:
            return f"The LMS launched “{name}” ({told.extensions.get(Extension.LAUNCH_MODE)})."
        case Verb.INITIALIZED:
            return f"“{name}” is ready."
        case Verb.COMPLETED:
            return f"“{name}” is completed{spent}."
        case Verb.PASSED:
            return f"“{name}” is passed{marks}{spent}."
        case Verb.FAILED:
            return f"“{name}” is not passed{marks}{spent}."
        case Verb.TERMINATED:
            return f"“{name}” has ended{spent}."
        case Verb.ABANDONED:
            return f"“{name}” was left without an end; the LMS closed its session."
        case Verb.WAIVED:
            reason = told.result.get("extensions", {}).get(Extension.REASON, "")
            return f"The LMS waived “{name}” ({reason})."
        case Verb.SATISFIED:
            return f"The LMS counts “{name}” as satisfied."
    return f"{_verb(told)}: “{name}”{_outcome(told)}."


def _name(told: Told) -> str:
    return activity_name(told.statement["object"]) if told.about else ""


def _verb(told: Told) -> str:
    words = verb_words(told.statement["verb"])
    return words[:1].upper() + words[1:]


def _outcome(told: Told) -> str:
    success, response = told.result.get("success"), told.result.get("response")
    outcome = "" if success is None else ", right" if success else ", not right"
    return outcome + (f" (answer {response})" if response else "")


def _spent(duration: str) -> str:
    found = _SECONDS.fullmatch(duration)
    if found is None:
        return ""
    hours, minutes, seconds = (float(part or 0) for part in found.groups())
    left = round(hours * 3600 + minutes * 60 + seconds)
    words = []
    for thing, size in (("hour", 3600), ("minute", 60), ("second", 1)):
        number, left = divmod(left, size)
        words += [counted(number, thing)] if number else []
    return f" after {' '.join(words) or 'less than a second'}"
