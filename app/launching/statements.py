"""The statements that an LMS writes by itself: launched, abandoned, waived, satisfied.

Source: cmi5 Quartz, 1st Edition, sections 9.3 to 9.7.
"""

import datetime as dt
import uuid
from typing import Any

import msgspec

from app.launching.facts import Enrolled, Launched
from app.launching.vocabulary import BLOCK, CMI5, COURSE, MOVE_ON, Extension, Verb
from packager.reading.course_structure import Block, CourseStructure, Unit


def launched_statement(
    launched: Launched, unit: Unit, launch_url: str, at: dt.datetime
) -> dict[str, Any]:
    """Return the statement before a launch. launch_url: without what the launch adds (9.6.3.4)."""
    extensions: dict[str, Any] = {
        Extension.LAUNCH_MODE: launched.mode,
        Extension.LAUNCH_URL: launch_url,
        Extension.MOVE_ON: unit.move_on,
    }
    if launched.mastery_score is not None:
        extensions[Extension.MASTERY_SCORE] = launched.mastery_score
    if unit.launch_parameters:
        extensions[Extension.LAUNCH_PARAMETERS] = unit.launch_parameters
    statement = _of_unit(launched.enrolled, Verb.LAUNCHED, unit, str(launched.session), at)
    statement["context"]["extensions"] |= extensions
    return statement


def abandoned_statement(
    launched: Launched, unit: Unit, lasted: dt.timedelta, at: dt.datetime
) -> dict[str, Any]:
    """Return what is written for a unit that never said that it ended. lasted: until its last word."""
    statement = _of_unit(launched.enrolled, Verb.ABANDONED, unit, str(launched.session), at)
    return statement | {"result": {"duration": f"PT{max(0.0, lasted.total_seconds()):g}S"}}


def waived_statement(
    enrolled: Enrolled, unit: Unit, reason: str, session: str, at: dt.datetime
) -> dict[str, Any]:
    """Return what is written when a unit need not be done. session: of this statement alone."""
    statement = _of_unit(enrolled, Verb.WAIVED, unit, session, at)
    statement["context"]["contextActivities"]["category"].append({"id": MOVE_ON})
    result = {"success": True, "completion": True, "extensions": {Extension.REASON: reason}}
    return statement | {"id": _once(enrolled, Verb.WAIVED, unit.id), "result": result}


def satisfied_statement(
    enrolled: Enrolled, part: Block | CourseStructure, session: str, at: dt.datetime
) -> dict[str, Any]:
    """Return what is written when all units of a block or of the course have been met."""
    kind, type_ = ("block", BLOCK) if isinstance(part, Block) else ("course", COURSE)
    activity = {
        "objectType": "Activity",
        "id": enrolled.own_iri(kind, part.id),
        "definition": _definition(part.title, part.description, type_),
    }
    statement = _statement(enrolled, Verb.SATISFIED, activity, part.id, session, at)
    return statement | {"id": _once(enrolled, Verb.SATISFIED, part.id)}


def body(statement: dict[str, Any]) -> bytes:
    """Return the bytes that are sent."""
    return msgspec.json.encode(statement)


def _once(enrolled: Enrolled, verb: str, publisher_id: str) -> str:
    """Return the one id that such a statement can have, so that no second one is ever stored."""
    return str(uuid.uuid5(enrolled.registration, f"{verb} {publisher_id}"))


def _of_unit(
    enrolled: Enrolled, verb: str, unit: Unit, session: str, at: dt.datetime
) -> dict[str, Any]:
    activity = {
        "objectType": "Activity",
        "id": enrolled.activity_id(unit),
        "definition": _definition(unit.title, unit.description, unit.activity_type),
    }
    return _statement(enrolled, verb, activity, unit.id, session, at)


def _statement(
    enrolled: Enrolled,
    verb: str,
    activity: dict[str, Any],
    publisher_id: str,
    session: str,
    at: dt.datetime,
) -> dict[str, Any]:
    return {
        "id": str(uuid.uuid4()),
        "actor": enrolled.actor,
        "verb": {"id": verb, "display": {"en": verb.rpartition("/")[2]}},
        "object": activity,
        "context": {
            "registration": str(enrolled.registration),
            "contextActivities": {"category": [{"id": CMI5}], "grouping": [{"id": publisher_id}]},
            "extensions": {Extension.SESSION: session},
        },
        "timestamp": at.astimezone(dt.UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z"),
    }


def _definition(title: str, description: str, type_: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": {"en-GB": title}, "description": {"en-GB": description}}
    return {key: value for key, value in (found | {"type": type_}).items() if value}
