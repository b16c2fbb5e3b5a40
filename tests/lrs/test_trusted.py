"""What the store holds is read without checking it again, to the same structures."""

import json
import uuid
from typing import Any

import msgspec
import pytest

from lrs.jsontext import read
from lrs.model import decode
from lrs.model.activity import Activity
from lrs.model.agent import Agent, Group
from lrs.model.context import StatementRef
from lrs.model.statement import SubStatement
from lrs.versions import V2
from tests.lrs.samples import attachment, encoded, statement

ONE = str(uuid.UUID(int=1))
AGENT = {"objectType": "Agent", "name": "Ada", "mbox": "mailto:a@b.example"}
GROUP = {"objectType": "Group", "member": [AGENT, {"openid": "https://o.example"}]}
CHOICES = [{"id": "a", "description": {"en": "A"}}, {"id": "b"}]
DEFINITION = {
    "name": {"en": "N", "de": "M"},
    "type": "https://t.example",
    "interactionType": "choice",
    "correctResponsesPattern": ["a"],
    "choices": CHOICES,
    "extensions": {"https://e.example": [1.50, {"deep": None}]},
}
ACTIVITY = {"id": "https://a.example", "definition": DEFINITION}
REF = {"objectType": "StatementRef", "id": ONE}
CONTEXT = {
    "registration": ONE,
    "instructor": AGENT,
    "team": GROUP,
    "contextActivities": {"parent": ACTIVITY, "grouping": [ACTIVITY, {"id": "https://g.example"}]},
    "contextAgents": [{"objectType": "contextAgent", "agent": AGENT}],
    "contextGroups": [{"objectType": "contextGroup", "group": GROUP}],
    "statement": REF,
    "extensions": {"https://e.example": {"a": 1}},
}
RESULT = {"score": {"scaled": 0.5, "raw": 1}, "success": True, "duration": "PT1S"}
INNER = {**statement(result=RESULT, context=CONTEXT), "objectType": "SubStatement"}


@pytest.mark.parametrize(
    ("thing", "kind"),
    [
        (ACTIVITY, Activity),
        ({"objectType": "Activity", "id": "https://a.example"}, Activity),
        (AGENT, Agent),
        (GROUP, Group),
        (REF, StatementRef),
        (INNER, SubStatement),
        (INNER | {"object": REF}, SubStatement),
        (INNER | {"object": GROUP}, SubStatement),
    ],
    ids=str,
)
def test_it_is_the_same_as_what_is_read_strictly(thing: dict[str, Any], kind: type) -> None:
    said = statement(
        id=ONE,
        object=thing,
        actor=GROUP,
        result=RESULT,
        context=CONTEXT,
        attachments=[attachment(b"x")],
    )
    body = encoded(said)
    strict, trusted = decode.statement(body, read(body), V2), decode.stored(body)
    assert isinstance(trusted.object, kind)
    assert msgspec.json.encode(trusted) == msgspec.json.encode(strict)
    assert json.loads(msgspec.json.encode(trusted)) == said
    assert isinstance(trusted.actor, type(strict.actor))


def test_rules_of_today_do_not_make_what_was_stored_unreadable() -> None:
    body = encoded(statement(result={"score": {"scaled": 7}}, context={"registration": "none"}))
    assert decode.stored(body).result.score.scaled == 7  # type: ignore[union-attr]
