"""A statement as one plain English sentence.

What somebody answered, and whether it was right, is in the statement itself and in no list: a list is
read for other reasons.
"""

from collections.abc import Mapping
from typing import Any, Final

from app.records.reading import activity_name, one_line, seconds_of, verb_words
from app.statements.names import Names
from app.wording import per_cent, time_spent
from course.vocabulary import Verb

LONGEST_SECONDS: Final = 1e9
"""Thirty years: what says more is not told in words."""


def sentence(statement: Mapping[str, Any], names: Names) -> str:
    """Return what a statement says, without a full stop."""
    who = names.of(statement["actor"])
    if is_voiding(statement):
        return f"{who} voided a statement"
    did = one_line(verb_words(statement["verb"]))
    result = {} if statement["verb"]["id"] == Verb.ANSWERED else statement.get("result", {})
    return f"{who} {did} {thing(statement['object'], names)}{_score(result)}{_time(result)}"


def thing(told: Mapping[str, Any], names: Names) -> str:
    """Return how the object of a statement is called."""
    match told.get("objectType", "Activity"):
        case "Agent" | "Group":
            return names.of(told)
        case "StatementRef":
            return "another statement"
        case "SubStatement":
            return f"this: {sentence(told, names)}"
    return f"“{activity(told, names)}”"


def activity(told: Mapping[str, Any], names: Names) -> str:
    """Return the name of an Activity: its own in the statement, else that in the course."""
    named = told.get("definition", {}).get("name")
    known = "" if named else names.things.get(told["id"], "")
    return one_line(known or activity_name(told))


def is_voiding(statement: Mapping[str, Any]) -> bool:
    """Say whether a statement voids another. Source: xAPI 1.0.3, Data, section 2.3.2."""
    return bool(statement["verb"]["id"] == Verb.VOIDED)


def _score(result: Mapping[str, Any]) -> str:
    score = result.get("score", {})
    if "scaled" in score:
        return f" with {per_cent(round(float(score['scaled']) * 100, 2))}"
    if "raw" in score:
        return f" with {score['raw']}" + (f" of {score['max']}" if "max" in score else " points")
    return ""


def _time(result: Mapping[str, Any]) -> str:
    spent = in_words(seconds_of(str(result.get("duration", ""))))
    return f", in {spent}" if spent else ""


def in_words(seconds: float) -> str:
    """Return a length of time in words; empty for none, and for one that nobody spends."""
    return time_spent(seconds) if 0 < seconds < LONGEST_SECONDS else ""
