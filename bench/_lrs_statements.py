"""Statements as a hospital's learning server sends them, each made from its number alone.

The same number gives the same bytes in every run, so that a store that is filled already is known
again, and what a query must find is known beforehand. Of every query a page is full at 20,000
statements, and so a larger store has to give no more.
"""

import json
import uuid
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Final

LEARNERS: Final = 200
INSTRUCTORS: Final = 20
COURSES: Final = 12
ACTIVITIES: Final = 25
EPOCH: Final = 20_000  # statements in which each learner takes one course, in one registration

HOME: Final = "https://trust.example"
COMMON_VERB: Final = "http://adlnet.gov/expapi/verbs/answered"
RARE_VERB: Final = "https://w3id.org/xapi/adl/verbs/waived"

_VERBS: Final = (
    *[(COMMON_VERB, "answered")] * 5,
    *[("http://adlnet.gov/expapi/verbs/experienced", "experienced")] * 4,
    *[("http://adlnet.gov/expapi/verbs/initialized", "initialized")] * 2,
    ("http://adlnet.gov/expapi/verbs/completed", "completed"),
    ("http://adlnet.gov/expapi/verbs/passed", "passed"),
    ("http://adlnet.gov/expapi/verbs/terminated", "terminated"),
)
_RARE_EACH: Final = 500
_BEGIN: Final = datetime(2026, 1, 5, 8, tzinfo=UTC)

_STATEMENT: Final = (
    '{"id":"%(id)s","actor":{"objectType":"Agent","name":"Doctor %(learner)d","account":'
    '{"homePage":"https://trust.example","name":"doctor-%(learner)d"}},"verb":{"id":"%(verb)s",'
    '"display":{"en-GB":"%(said)s"}},"object":{"objectType":"Activity","id":"%(activity)s",'
    '"definition":{"type":"http://adlnet.gov/expapi/activities/%(kind)s","name":{"en-GB":'
    '"Step %(step)d of course %(course)d"},"description":{"en-GB":"What to do at the bedside in'
    ' step %(step)d, and whom to call."}}},%(result)s"context":{"registration":"%(registration)s",'
    '"platform":"First Shift","language":"en-GB",%(instructor)s"contextActivities":{"grouping":'
    '[{"objectType":"Activity","id":"https://trust.example/courses/%(course)d","definition":'
    '{"type":"http://adlnet.gov/expapi/activities/course","name":{"en-GB":"Course %(course)d"}}}],'
    '"category":[{"id":"https://w3id.org/xapi/cmi5/context/categories/cmi5"}]},"extensions":'
    '{"https://w3id.org/xapi/cmi5/context/extensions/sessionid":"session-%(session)d",'
    '"https://trust.example/extensions/ward":{"name":"Ward %(ward)d","beds":%(beds)d}}},'
    '"timestamp":"%(timestamp)s"}'
)
_RESULT: Final = (
    '"result":{"score":{"scaled":%(scaled).2f,"raw":%(raw)d,"min":0,"max":100},"success":%(good)s,'
    '"completion":true,"response":"%(response)s","duration":"PT%(seconds)d.5S"},'
)
_INSTRUCTOR: Final = '"instructor":{"name":"Tutor %d","mbox":"mailto:tutor-%d@trust.example"},'


class _Chance:
    """Numbers that look drawn by lot, and are the same for the same text."""

    def __init__(self, text: str) -> None:
        self._left = int.from_bytes(blake2b(text.encode()).digest())

    def below(self, end: int) -> int:
        """Return the next number from 0 up to, and without, an end."""
        self._left, found = divmod(self._left, end)
        return found


def statement(number: int, salt: int = 0) -> bytes:
    """Return the statement of a number as JSON. salt: another for other statements."""
    chance = _Chance(f"{number} {salt}")
    learner, step = chance.below(LEARNERS), chance.below(ACTIVITIES)
    course = _course(number, learner)
    verb, said = _VERBS[chance.below(len(_VERBS))]
    if number % _RARE_EACH == 0:
        verb, said = RARE_VERB, "waived"
    score = chance.below(101)
    tutor = chance.below(INSTRUCTORS)
    return (
        _STATEMENT
        % {
            "id": _uuid(chance),
            "learner": learner,
            "verb": verb,
            "said": said,
            "activity": activity(course, step),
            "kind": "lesson" if step % 2 else "cmi.interaction",
            "step": step,
            "course": course,
            "result": _result(score, chance) if said in ("answered", "passed") else "",
            "registration": registration(number, learner),
            "instructor": _INSTRUCTOR % (tutor, tutor) if score % 3 == 0 else "",
            "session": number // 40,
            "ward": learner % 17,
            "beds": 12 + learner % 9,
            "timestamp": (_BEGIN + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%S.120Z"),
        }
    ).encode()


def statement_id(number: int, salt: int = 0) -> str:
    """Return the id of a statement."""
    return statement(number, salt)[7:43].decode()


def batch(numbers: range, salt: int = 0) -> bytes:
    """Return statements as a JSON array."""
    return b"[" + b",".join(statement(number, salt) for number in numbers) + b"]"


def agent(learner: int) -> str:
    """Return a learner as the JSON of an Agent."""
    return json.dumps({"account": {"homePage": HOME, "name": f"doctor-{learner}"}})


def instructor(tutor: int) -> str:
    """Return an instructor as the JSON of an Agent."""
    return json.dumps({"mbox": f"mailto:tutor-{tutor}@trust.example"})


def activity(course: int, step: int) -> str:
    """Return the IRI of a step of a course."""
    return f"{HOME}/courses/{course}/steps/{step}"


def course_iri(course: int) -> str:
    """Return the IRI of a course."""
    return f"{HOME}/courses/{course}"


def registration(number: int, learner: int) -> str:
    """Return the registration in which a learner was when the statement of a number was made."""
    return _uuid(_Chance(f"registration {learner} {number // EPOCH}"))


def _course(number: int, learner: int) -> int:
    return (learner + number // EPOCH) % COURSES


def _result(score: int, chance: _Chance) -> str:
    return _RESULT % {
        "scaled": score / 100,
        "raw": score,
        "good": "true" if score >= 80 else "false",
        "response": f"{'abcd'[chance.below(4)]}[,]{'efgh'[chance.below(4)]}",
        "seconds": 5 + chance.below(200),
    }


def _uuid(chance: _Chance) -> str:
    return str(uuid.UUID(int=chance.below(1 << 128), version=4))
