"""The rules of cmi5 for the statements of one AU, as a checker: sentences of what is broken.

Source: cmi5 (Quartz, 1st Edition), sections 7.1, 9.2 to 9.7 and 10.2.
"""

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

Statement = Mapping[str, Any]

CATEGORY: Final = "https://w3id.org/xapi/cmi5/context/categories"
SESSION_ID: Final = "https://w3id.org/xapi/cmi5/context/extensions/sessionid"
MASTERY: Final = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
PROGRESS: Final = "https://w3id.org/xapi/cmi5/result/extensions/progress"
ADL: Final = "http://adlnet.gov/expapi/verbs/"
AU_VERBS: Final = ("initialized", "completed", "passed", "failed", "terminated")
DURATION: Final = re.compile(r"PT(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?")
UTC: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


def verb(statement: Statement) -> str:
    """Return the short name of a statement's verb."""
    return str(statement["verb"]["id"]).removeprefix(ADL)


def is_defined(statement: Statement) -> bool:
    """Return whether a statement claims to be one that cmi5 defines."""
    return f"{CATEGORY}/cmi5" in _ids(statement, "category")


def broken_in_session(
    statements: Sequence[Statement], launch: Mapping[str, Any], *, activity: str, registration: str
) -> list[str]:
    """Return what is broken in the statements of one session. launch: its LMS.LaunchData."""
    ordered = sorted(statements, key=lambda each: str(each["timestamp"]))
    defined = [each for each in ordered if is_defined(each)]
    names = [verb(each) for each in defined]
    found = [
        f"{name} stands {names.count(name)} times" for name in set(names) if names.count(name) > 1
    ]
    if {"passed", "failed"} <= set(names):
        found.append("both passed and failed")
    if not ordered or verb(ordered[0]) != "initialized" or not is_defined(ordered[0]):
        found.append("initialized is not the first statement")
    if "terminated" in names and verb(ordered[-1]) != "terminated":
        found.append("terminated is not the last statement")
    if launch["launchMode"] != "Normal" and set(names) - {"initialized", "terminated"}:
        found.append(f"in {launch['launchMode']}: {names}")
    for each in ordered:
        rules = itertools.chain(
            _common(each, launch, registration),
            _defined(each, launch, activity) if is_defined(each) else _allowed(each),
        )
        found += [f"{verb(each)}: {fault}" for fault in rules]
    return found


def broken_in_registration(statements: Sequence[Statement]) -> list[str]:
    """Return what is broken over all sessions of a registration."""
    ordered = sorted(statements, key=lambda each: str(each["timestamp"]))
    names = [verb(each) for each in ordered if is_defined(each)]
    found = [f"{name} twice" for name in ("completed", "passed") if names.count(name) > 1]
    if "passed" in names and "failed" in names[names.index("passed") :]:
        found.append("failed after passed")
    ids = [each["id"] for each in statements]
    return found + (["an id twice"] if len(set(ids)) < len(ids) else [])


def _common(statement: Statement, launch: Mapping[str, Any], registration: str) -> Iterator[str]:
    context, template = statement["context"], launch["contextTemplate"]
    if context.get("registration") != registration:
        yield "another registration"
    if not UTC.fullmatch(statement["timestamp"]):
        yield f"timestamp {statement['timestamp']} is not UTC"
    if "account" not in statement["actor"]:
        yield "the actor has no account"
    for name, value in template.get("extensions", {}).items():
        if context.get("extensions", {}).get(name) != value:
            yield f"the template's extension {name} was changed"
    for name, activities in template.get("contextActivities", {}).items():
        missing = {each["id"] for each in activities} - set(_ids(statement, name))
        if missing:
            yield f"the template's {name} lost {missing}"
    progress = statement.get("result", {}).get("extensions", {}).get(PROGRESS, 0)
    if not isinstance(progress, int) or not 0 <= progress <= 100:
        yield f"progress {progress}"


def _allowed(statement: Statement) -> Iterator[str]:
    if f"{CATEGORY}/moveon" in _ids(statement, "category"):
        yield "the moveOn category in an allowed statement"


def _defined(statement: Statement, launch: Mapping[str, Any], activity: str) -> Iterator[str]:
    name, result = verb(statement), statement.get("result", {})
    if name not in AU_VERBS:
        yield "an AU may not send this verb"
    if statement["object"]["id"] != activity:
        yield "the object is not the AU"
    if (name in ("completed", "passed", "failed")) != (
        f"{CATEGORY}/moveon" in _ids(statement, "category")
    ):
        yield "moveOn category"
    if result.get("success") != {"passed": True, "failed": False}.get(name):
        yield f"success is {result.get('success')}"
    if result.get("completion") != {"completed": True}.get(name):
        yield f"completion is {result.get('completion')}"
    if name != "initialized" and not DURATION.fullmatch(result.get("duration", "")):
        yield f"duration is {result.get('duration')}"
    if name == "completed" and PROGRESS in result.get("extensions", {}):
        yield "progress in completed"
    if "score" in result:
        yield from _score(name, result["score"], launch.get("masteryScore"))
    wanted = launch.get("masteryScore") if name in ("passed", "failed") else None
    if statement["context"]["extensions"].get(MASTERY) != wanted:
        yield "masteryscore extension"


def _score(name: str, score: Mapping[str, Any], mastery: float | None) -> Iterator[str]:
    if name not in ("passed", "failed"):
        yield "a score has no place here"
    scaled = score["scaled"]
    if not 0 <= scaled <= 1:
        yield f"scaled {scaled}"
    if mastery is not None and (scaled >= mastery) != (name == "passed"):
        yield f"scaled {scaled} against a masteryScore of {mastery}"
    if "raw" in score:
        whole = [score.get(each, "none") for each in ("min", "raw", "max")]
        if not all(type(each) is int for each in whole) or whole != sorted(whole):
            yield f"raw, min and max are {whole}"


def _ids(statement: Statement, name: str) -> list[str]:
    activities = statement["context"].get("contextActivities", {}).get(name, [])
    return [each["id"] for each in activities]
