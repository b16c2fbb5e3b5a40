"""Every rule of a statement: what is taken, what is refused, and where the error points."""

import re
import uuid
from typing import Any

import pytest

from lrs import jsontext
from lrs.errors import InvalidStatement
from lrs.model import decode
from lrs.versions import V1, V2, Version
from tests.lrs.samples import encoded, statement

ACTOR = {"mbox": "mailto:ada@example.com"}
ACCOUNT = {"account": {"homePage": "https://x.example", "name": "1"}}
ACTIVITY = {"id": "https://example.com/a"}
SHA1 = "a" * 40
REF = {"objectType": "StatementRef", "id": str(uuid.uuid4())}
ATTACHMENT = {
    "usageType": "https://example.com/u",
    "display": {"en": "x"},
    "contentType": "text/plain",
    "length": 3,
    "sha2": "a" * 64,
    "fileUrl": "https://example.com/file",
}
VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}


def sub(**changes: Any) -> dict[str, Any]:
    return statement(objectType="SubStatement", **changes)


def definition(**parts: Any) -> dict[str, Any]:
    return statement(object=ACTIVITY | {"definition": parts})


def context(**parts: Any) -> dict[str, Any]:
    return statement(context=parts)


def result(**parts: Any) -> dict[str, Any]:
    return statement(result=parts)


def check(value: Any, version: Version) -> None:
    body = encoded(value)
    decode.statement(body, jsontext.read(body), version)


GOOD = {
    "least": statement(),
    "agent by hash": statement(actor={"mbox_sha1sum": SHA1}),
    "agent by openid": statement(actor={"openid": "https://ada.example"}),
    "agent by account": statement(actor=ACCOUNT | {"objectType": "Agent", "name": "Ada"}),
    "account with an empty name": statement(
        actor={"account": {"homePage": "https://x.example", "name": ""}}
    ),
    "identified group": statement(actor=ACTOR | {"objectType": "Group", "member": [ACCOUNT]}),
    "identified group without members": statement(actor=ACTOR | {"objectType": "Group"}),
    "anonymous group": statement(actor={"objectType": "Group", "member": [ACTOR, ACCOUNT]}),
    "agent as object": statement(object=ACTOR | {"objectType": "Agent"}),
    "group as object": statement(object={"objectType": "Group", "member": [ACTOR]}),
    "reference as object": statement(object=REF),
    "substatement": statement(object=sub()),
    "substatement with time": statement(object=sub(timestamp="2026-01-01T00:00:00Z")),
    "substatement about a reference": statement(object=sub(object=REF)),
    "voiding": statement(verb=VOIDED, object=REF),
    "upper-case id": statement(id=str(uuid.uuid4()).upper()),
    "future time": statement(timestamp="2999-01-01T00:00:00Z"),
    "zero offset": statement(timestamp="2026-01-01T00:00:00+00:00"),
    "authority agent": statement(authority=ACTOR),
    "authority of two": statement(authority={"objectType": "Group", "member": [ACTOR, ACCOUNT]}),
    "version 1.0": statement(version="1.0"),
    "version 1.0.9": statement(version="1.0.9"),
    "empty language map": statement(verb={"id": "https://v.example", "display": {}}),
    "score at its bounds": result(score={"scaled": -1, "raw": 0, "min": 0, "max": 10}),
    "score with one bound": result(score={"raw": 5, "max": 5}),
    "empty response": result(response=""),
    "null in an extension": result(extensions={"https://e.example": None}),
    "huge number in an extension": result(extensions={"https://e.example": 10**60}),
    "empty extensions": result(extensions={}),
    "context": context(
        registration=str(uuid.uuid4()),
        instructor=ACTOR,
        team={"objectType": "Group", "member": [ACCOUNT]},
        language="en-GB",
        statement=REF,
        revision="1",
        platform="x",
    ),
    "context activity alone": context(contextActivities={"parent": ACTIVITY}),
    "context activities": context(contextActivities={"other": [ACTIVITY], "category": []}),
    "choice": definition(
        interactionType="choice",
        correctResponsesPattern=["a[,]b"],
        choices=[{"id": "a", "description": {"en": "A"}}, {"id": "b"}],
    ),
    "matching": definition(interactionType="matching", source=[{"id": "1"}], target=[{"id": "1"}]),
    "likert": definition(interactionType="likert", scale=[{"id": "l_0"}]),
    "attachment by address": statement(attachments=[ATTACHMENT]),
}

BAD: dict[str, tuple[Any, str]] = {
    "no object at all": ([], "object"),
    "null actor": (statement() | {"actor": None}, r"\$\.actor"),
    "no actor": (statement(actor=None), "actor"),
    "no verb": (statement(verb=None), "verb"),
    "no object": (statement(object=None), "object"),
    "key in the wrong case": (statement(Actor=ACTOR), "Actor"),
    "unknown key": (statement(extra=1), "extra"),
    "two identifiers": (statement(actor=ACTOR | ACCOUNT), r"\$\.actor"),
    "no identifier": (statement(actor={"name": "Ada"}), r"\$\.actor"),
    "agent with members": (statement(actor=ACTOR | {"member": []}), "member"),
    "agent in lower case": (statement(actor=ACTOR | {"objectType": "agent"}), "objectType"),
    "group without members": (statement(actor={"objectType": "Group"}), "member"),
    "group with two identifiers": (
        statement(actor=ACTOR | ACCOUNT | {"objectType": "Group"}),
        "at most one",
    ),
    "group in a group": (
        statement(actor={"objectType": "Group", "member": [ACTOR | {"objectType": "Group"}]}),
        "member",
    ),
    "members that are no list": (
        statement(actor={"objectType": "Group", "member": ACTOR}),
        "array",
    ),
    "mailbox without scheme": (statement(actor={"mbox": "ada@example.com"}), "mailbox"),
    "mailbox without at": (statement(actor={"mbox": "mailto:example.com"}), "mailbox"),
    "short hash": (statement(actor={"mbox_sha1sum": "a" * 39}), "SHA-1"),
    "account without name": (
        statement(actor={"account": {"homePage": "https://x.example"}}),
        "name",
    ),
    "account name with NUL": (
        statement(actor={"account": {"homePage": "https://x.example", "name": "a\x00"}}),
        "control",
    ),
    "verb without id": (statement(verb={"display": {"en": "x"}}), "id"),
    "verb without scheme": (statement(verb={"id": "should fail"}), "IRI"),
    "display with a bad tag": (
        statement(verb={"id": "https://v.example", "display": {"a12345678": "x"}}),
        "language tag",
    ),
    "display with null": (
        statement(verb={"id": "https://v.example", "display": {"en": None}}),
        "null",
    ),
    "object type in lower case": (statement(object=ACTIVITY | {"objectType": "activity"}), "Type"),
    "agent as object without type": (statement(object=ACTOR), "object"),
    "reference without uuid": (statement(object=REF | {"id": "x"}), "UUID"),
    "reference with an extra key": (statement(object=REF | {"x": 1}), "x"),
    "substatement in a substatement": (statement(object=sub(object=sub())), r"\$\.object"),
    "substatement with id": (statement(object=sub(id=str(uuid.uuid4()))), "id"),
    "substatement with stored": (statement(object=sub(stored="2026-01-01T00:00:00Z")), "stored"),
    "substatement with version": (statement(object=sub(version="1.0.0")), "version"),
    "substatement with authority": (statement(object=sub(authority=ACTOR)), "authority"),
    "substatement with a bad time": (
        statement(object=sub(timestamp="2026-01-01T00:00:00-00:00")),
        "negative zero",
    ),
    "voiding without reference": (statement(verb=VOIDED), "StatementRef"),
    "id that is no uuid": (statement(id="1"), "UUID"),
    "id that is a number": (statement(id=1), r"\$\.id"),
    "negative zero": (statement(timestamp="2026-01-01T00:00:00-0000"), "negative zero"),
    "stored that is no time": (statement(stored="today"), "timestamp"),
    "authority of one": (statement(authority={"objectType": "Group", "member": [ACTOR]}), "two"),
    "authority by an identified group": (
        statement(authority=ACTOR | {"objectType": "Group", "member": [ACTOR, ACCOUNT]}),
        "anonymous",
    ),
    "version 0.9.9": (statement(version="0.9.9"), "version"),
    "version 1.1.0": (statement(version="1.1.0"), "version"),
    "scaled over one": (result(score={"scaled": 1.0001}), r"\$\.result\.score"),
    "min equal to max": (result(score={"min": 1, "max": 1}), "min"),
    "raw under min": (result(score={"raw": 0, "min": 1}), "raw"),
    "raw over max": (result(score={"raw": 2, "max": 1}), "raw"),
    "score as text": (result(score={"raw": "1"}), r"\$\.result\.score\.raw"),
    "number out of range": (result(score={"raw": 10**400}), "raw"),
    "success as number": (result(success=1), "bool"),
    "response as number": (result(response=1), "response"),
    "duration with weeks and days": (result(duration="P4W1D"), "duration"),
    "duration in digits of another script": (result(duration="PT٣S"), "duration"),
    "extension without scheme": (result(extensions={"x": 1}), "IRI"),
    "registration that is no uuid": (context(registration="x"), "UUID"),
    "team that is an agent": (context(team=ACTOR), r"\$\.context\.team"),
    "language with underscore": (context(language="en_GB"), "language tag"),
    "context statement that is a substatement": (context(statement=sub()), "statement"),
    "context activity of an unknown kind": (context(contextActivities={"x": ACTIVITY}), "x"),
    "agent among context activities": (context(contextActivities={"parent": ACTOR}), "parent"),
    "revision without an activity": (
        statement(object=REF, context={"revision": "1"}),
        "revision",
    ),
    "platform in a substatement without an activity": (
        statement(object=sub(object=REF, context={"platform": "x"})),
        "platform",
    ),
    "unknown interaction": (definition(interactionType="choiCe"), "interactionType"),
    "pattern without interaction": (definition(correctResponsesPattern=["x"]), "interactionType"),
    "choices without interaction": (definition(choices=[{"id": "a"}]), "choices"),
    "choices of a likert": (definition(interactionType="likert", choices=[{"id": "a"}]), "choices"),
    "component without id": (
        definition(interactionType="choice", choices=[{"description": {"en": "A"}}]),
        "id",
    ),
    "two components with one id": (
        definition(interactionType="choice", choices=[{"id": "a"}, {"id": "a"}]),
        "same id",
    ),
    "type without scheme": (definition(type="x"), "IRI"),
    "attachment without display": (
        statement(attachments=[{k: v for k, v in ATTACHMENT.items() if k != "display"}]),
        "display",
    ),
    "attachment of negative length": (
        statement(attachments=[ATTACHMENT | {"length": -1}]),
        "length",
    ),
    "attachment of broken length": (
        statement(attachments=[ATTACHMENT | {"length": 5.0}]),
        "length",
    ),
    "attachment with a header in its type": (
        statement(attachments=[ATTACHMENT | {"contentType": "text/plain\r\nX: 1"}]),
        "media type",
    ),
}

CONTEXT_AGENT = {"objectType": "contextAgent", "agent": ACTOR}
CONTEXT_GROUP = {"objectType": "contextGroup", "group": {"objectType": "Group", "member": [ACTOR]}}

GOOD_2 = {
    "context agents": context(
        contextAgents=[CONTEXT_AGENT | {"relevantTypes": ["https://t.example"]}]
    ),
    "context groups": context(contextGroups=[CONTEXT_GROUP]),
    "context agents in a substatement": statement(
        object=sub(context={"contextAgents": [CONTEXT_AGENT]})
    ),
    "version 2.0.0": statement(version="2.0.0"),
}

BAD_2 = {
    "no relevant types": (context(contextAgents=[CONTEXT_AGENT | {"relevantTypes": []}]), "IRI"),
    "relevant type without scheme": (
        context(contextAgents=[CONTEXT_AGENT | {"relevantTypes": ["x"]}]),
        "IRI",
    ),
    "context agent without type": (context(contextAgents=[{"agent": ACTOR}]), "objectType"),
    "context group with an agent": (
        context(contextGroups=[CONTEXT_GROUP | {"group": ACTOR}]),
        "objectType",
    ),
    "time without zone": (statement(timestamp="2026-01-01T00:00:00"), "zone"),
    "time without zone in a substatement": (
        statement(object=sub(timestamp="2026-01-01T00:00:00")),
        "zone",
    ),
}


@pytest.mark.parametrize("version", [V1, V2], ids=lambda version: version.name)
@pytest.mark.parametrize("name", GOOD)
def test_a_valid_statement_is_taken(name: str, version: Version) -> None:
    check(GOOD[name], version)


@pytest.mark.parametrize("version", [V1, V2], ids=lambda version: version.name)
@pytest.mark.parametrize("name", BAD)
def test_a_broken_rule_is_refused_and_named(name: str, version: Version) -> None:
    value, words = BAD[name]
    with pytest.raises(InvalidStatement, match=words):
        check(value, version)


@pytest.mark.parametrize("name", GOOD_2)
def test_what_only_version_2_knows_is_taken_there_and_refused_before(name: str) -> None:
    check(GOOD_2[name], V2)
    with pytest.raises(InvalidStatement):
        check(GOOD_2[name], V1)


@pytest.mark.parametrize("name", BAD_2)
def test_a_rule_of_version_2_is_refused_and_named(name: str) -> None:
    value, words = BAD_2[name]
    with pytest.raises(InvalidStatement, match=words):
        check(value, V2)


@pytest.mark.parametrize(
    ("version", "named"),
    [
        (V1, r" \(Data [0-9.]+\) - at `\$.*`\Z"),
        (V2, r" \(IEEE 9274\.1\.1, 4[0-9.]+\) - at `\$.*`\Z"),
    ],
    ids=["1.0.3", "2.0.0"],
)
def test_every_message_names_the_clause_of_its_version_and_the_path(
    version: Version, named: str
) -> None:
    for value, _ in BAD.values():
        with pytest.raises(InvalidStatement) as caught:
            check(value, version)
        message = caught.value.message
        assert re.search(named, message), message
        assert "regex" not in message
