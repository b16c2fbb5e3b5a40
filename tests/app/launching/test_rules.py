"""The rules by themselves: what an HTTP client can hardly bring about."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from app.launching.facts import Enrolled, Launched
from app.launching.rules import judge, judge_document
from app.launching.statements import abandoned_statement, body, launched_statement
from app.launching.told import Told, tell
from app.launching.vocabulary import CMI5, Extension, Verb
from lrs import Document
from lrs.errors import BadRequest, Forbidden
from packager.reading.course_structure import Unit

AT = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
UNIT = Unit(id="https://a.example/unit", title="Unit", description="", url="index.html")
ENROLLED = Enrolled(
    registration=uuid.uuid4(),
    organisation=uuid.uuid4(),
    space=uuid.uuid4(),
    home_page="https://b.example",
    kind="cmi5",
)
SESSION = Launched(
    enrolled=ENROLLED,
    session=uuid.uuid4(),
    publisher_id=UNIT.id,
    activity_id=ENROLLED.activity_id(UNIT),
    mode="Normal",
    mastery_score=None,
)


def said(verb: str, seconds: int, session: uuid.UUID = SESSION.session) -> Told:
    context = {
        "registration": str(ENROLLED.registration),
        "contextActivities": {"category": {"id": CMI5}, "grouping": {"id": UNIT.id}},
        "extensions": {Extension.SESSION: str(session)},
    }
    moment = (AT + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")
    result = {"duration": "PT1S"} if verb == Verb.TERMINATED else {}
    return tell(
        body(
            {
                "id": str(uuid.uuid4()),
                "actor": ENROLLED.actor,
                "verb": {"id": verb},
                "object": {"id": SESSION.activity_id},
                "context": context,
                "result": result,
                "timestamp": moment,
            }
        )
    )


def test_nothing_follows_abandoned_however_it_was_on_its_way() -> None:
    """9.3.6.0-2 (d2): the token is dead by then, unless the statement had passed it already."""
    left = tell(body(abandoned_statement(SESSION, UNIT, timedelta(0), AT)))
    begun = said(Verb.INITIALIZED, 1)
    judge(SESSION, [begun], [said(Verb.TERMINATED, 2)])
    with pytest.raises(Forbidden, match=r"9\.3\.6"):
        judge(SESSION, [begun, left], [said(Verb.TERMINATED, 2)])


def test_other_sessions_neither_begin_nor_end_this_one() -> None:
    other = uuid.uuid4()
    earlier = [
        tell(body(launched_statement(SESSION, UNIT, "https://a.example/", AT))),
        said(Verb.INITIALIZED, 1, other),
        said(Verb.TERMINATED, 2, other),
    ]
    with pytest.raises(Forbidden, match=r"7\.1\.1"):
        judge(SESSION, earlier, [said(Verb.TERMINATED, 3)])
    judge(SESSION, earlier, [said(Verb.INITIALIZED, 3), said(Verb.TERMINATED, 4)])


def test_a_statement_of_another_session_is_refused() -> None:
    with pytest.raises(BadRequest, match=r"9\.6\.3\.1"):
        judge(SESSION, [], [said(Verb.INITIALIZED, 1, uuid.uuid4())])


def test_other_documents_are_the_units_own() -> None:
    judge_document("state", "bookmark", Document(b"x"))
    judge_document("activity profile", "LMS.LaunchData", Document(b"x"))
    judge_document("agent profile", "another", Document(b"x"))
    judge_document("agent profile", "cmi5LearnerPreferences", None)
