"""What makes two statements the same, and what does not."""

import uuid
from typing import Any

import pytest

from lrs import jsontext
from lrs.writing.comparison import fingerprint
from tests.lrs.samples import encoded, statement

ADA = {"mbox": "mailto:ada@example.com"}
BOB = {"account": {"homePage": "https://x.example", "name": "bob"}}
ONE = {"id": "https://example.com/activities/one"}
REGISTRATION = "abcdef00-0000-4000-8000-000000000000"


def of(value: dict[str, Any]) -> bytes:
    return fingerprint(jsontext.read(encoded(value)))


def parent(value: Any) -> dict[str, Any]:
    return statement(context={"contextActivities": {"parent": value}})


SAME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "what the store sets": (
        statement(),
        statement(
            id=str(uuid.uuid4()),
            stored="2026-01-01T00:00:00Z",
            timestamp="2026-01-01T00:00:00Z",
            authority=ADA,
            version="1.0.1",
        ),
    ),
    "display of the verb": (
        statement(),
        statement(verb={"id": "https://example.com/verbs/tried", "display": {"en": "tried"}}),
    ),
    "definition": (statement(), statement(object=ONE | {"definition": {"name": {"en": "One"}}})),
    "object type that goes without saying": (
        statement(),
        statement(object=ONE | {"objectType": "Activity"}, actor=ADA | {"objectType": "Agent"}),
    ),
    "order of members": (
        statement(actor={"objectType": "Group", "member": [ADA, BOB]}),
        statement(actor={"objectType": "Group", "member": [BOB, ADA]}),
    ),
    "one activity or an array": (parent(ONE), parent([ONE])),
    "definition of a context activity": (parent(ONE), parent([ONE | {"definition": {}}])),
    "case of a registration": (
        statement(context={"registration": REGISTRATION}),
        statement(context={"registration": REGISTRATION.upper()}),
    ),
    "case of a mail domain": (statement(), statement(actor={"mbox": "mailto:ada@EXAMPLE.com"})),
    "case of a hash": (
        statement(actor={"mbox_sha1sum": "a" * 40}),
        statement(actor={"mbox_sha1sum": "A" * 40}),
    ),
    "duration beyond hundredths": (
        statement(result={"duration": "PT1.239S"}),
        statement(result={"duration": "PT1.231S"}),
    ),
    "spelling of a number": (
        statement(result={"extensions": {"https://e.example": 1}}),
        statement(result={"extensions": {"https://e.example": 1.0}}),
    ),
    "order of keys": (statement(), dict(reversed(statement().items()))),
}

DIFFERENT: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "actor": (statement(), statement(actor=BOB)),
    "case of a mailbox": (statement(), statement(actor={"mbox": "mailto:Ada@example.com"})),
    "name of the actor": (statement(), statement(actor=ADA | {"name": "Ada"})),
    "verb": (statement(), statement(verb={"id": "https://example.com/verbs/other"})),
    "object": (statement(), statement(object={"id": "https://example.com/activities/two"})),
    "result": (statement(), statement(result={"success": True})),
    "duration": (
        statement(result={"duration": "PT2M"}),
        statement(result={"duration": "PT120S"}),
    ),
    "duration in hundredths": (
        statement(result={"duration": "PT1.23S"}),
        statement(result={"duration": "PT1.24S"}),
    ),
    "an extension's value": (
        statement(result={"extensions": {"https://e.example": 0.1}}),
        statement(result={"extensions": {"https://e.example": 0.11}}),
    ),
    "a number and its text": (
        statement(result={"extensions": {"https://e.example": 1}}),
        statement(result={"extensions": {"https://e.example": "1"}}),
    ),
    "context activity": (parent(ONE), parent({"id": "https://example.com/activities/two"})),
}


@pytest.mark.parametrize("name", SAME)
def test_what_does_not_count_leaves_the_fingerprint(name: str) -> None:
    one, other = SAME[name]
    assert of(one) == of(other)


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_counts_changes_the_fingerprint(name: str) -> None:
    one, other = DIFFERENT[name]
    assert of(one) != of(other)


@pytest.mark.parametrize("name", SAME)
def test_the_same_rules_hold_inside_a_substatement(name: str) -> None:
    set_by_store = ("id", "stored", "timestamp", "authority", "version")
    one, other = (
        statement(
            object={"objectType": "SubStatement"}
            | {key: value for key, value in inner.items() if key not in set_by_store}
        )
        for inner in SAME[name]
    )
    assert of(one) == of(other)
