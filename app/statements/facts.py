"""What a statement holds, part by part, for a summary list.

Source: xAPI 1.0.3, Data, section 2.4.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from app.records.reading import english, last_part, one_line, seconds_of, verb_words
from app.statements.agents import agent_line
from app.statements.names import Names
from app.statements.sentences import activity, in_words, thing

RESULT_WORDS: Final = {
    "success": {True: "Yes", False: "No"},
    "completion": {True: "Yes", False: "No"},
}
SCORE: Final = {
    "scaled": "Score, from -1 to 1",
    "raw": "Points",
    "min": "Least points",
    "max": "Most points",
}
AROUND: Final = {
    "parent": "Part of",
    "grouping": "Belongs to",
    "category": "Category",
    "other": "Other activity",
}
PLAIN_CONTEXT: Final = {
    "revision": "Version of the activity",
    "platform": "Platform",
    "language": "Language",
}


class Fact(Struct, frozen=True):
    """A line of a list. words: for people; code: what stands in the statement, where that is something else."""

    name: str
    words: str
    code: str = ""


def who_and_what(told: Mapping[str, Any], names: Names) -> tuple[Fact, ...]:
    """Return actor, verb and object. told: as `spelt` gives it."""
    about = told["object"]
    kind = about.get("definition", {}).get("type", "")
    facts = [
        Fact("Who", names.of(told["actor"]), agent_line(told["actor"])),
        Fact("Did", one_line(verb_words(told["verb"])), told["verb"]["id"]),
        Fact("What", thing(about, names), about.get("id", agent_line(about))),
        Fact("Kind of activity", one_line(last_part(kind)), kind),
    ]
    return _given(facts)


def result(told: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return what came of it."""
    found = told.get("result", {})
    score, duration = found.get("score", {}), str(found.get("duration", ""))
    facts = [Fact(name, score.get(key, "")) for key, name in SCORE.items()]
    facts += [
        Fact("Success", RESULT_WORDS["success"].get(found.get("success"), "")),
        Fact("Completion", RESULT_WORDS["completion"].get(found.get("completion"), "")),
        Fact("Response", one_line(found.get("response", ""), 2_000)),
        Fact("Time", in_words(seconds_of(duration)), duration),
        *_extensions(found),
    ]
    return _given(facts)


def context(told: Mapping[str, Any], names: Names) -> tuple[Fact, ...]:
    """Return the circumstances."""
    found = told.get("context", {})
    facts = [Fact("Registration", "", str(found.get("registration", "")))]
    for key, name in (("instructor", "Instructor"), ("team", "Team")):
        if key in found:
            facts.append(Fact(name, names.of(found[key]), agent_line(found[key])))
    facts += [Fact(name, one_line(found.get(key, ""))) for key, name in PLAIN_CONTEXT.items()]
    facts += _around(found.get("contextActivities", {}), names)
    for kind, inner in (("contextAgents", "agent"), ("contextGroups", "group")):
        for each in found.get(kind, []):
            facts.append(Fact("Also there", names.of(each[inner]), agent_line(each[inner])))
    if "statement" in found:
        facts.append(Fact("Goes with the statement", "", found["statement"]["id"]))
    return _given([*facts, *_extensions(found)])


def attachments(told: Mapping[str, Any]) -> tuple[Fact, ...]:
    """Return what is attached, signatures among it."""
    return tuple(
        Fact(
            "Attachment",
            f"{one_line(english(each.get('display')) or 'Without a name')}:"
            f" {one_line(each.get('contentType', ''))}, {each.get('length', '?')} bytes",
            str(each.get("sha2", "")),
        )
        for each in told.get("attachments", [])
    )


def _around(activities: Mapping[str, Any], names: Names) -> Iterator[Fact]:
    for key, name in AROUND.items():
        some = activities.get(key, [])
        for each in some if isinstance(some, list) else [some]:
            yield Fact(name, activity(each, names), each["id"])


def _extensions(part: Mapping[str, Any]) -> list[Fact]:
    return [
        Fact(f"Extension “{one_line(last_part(key))}”", one_line(_text(value), 2_000), key)
        for key, value in part.get("extensions", {}).items()
    ]


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _given(facts: list[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.words or fact.code)
