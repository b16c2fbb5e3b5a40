"""The clause and the path that a refusal names."""

from typing import Any

import pytest
from msgspec import Struct

from lrs.errors import InvalidStatement
from lrs.jsontext import read
from lrs.model import context, decode
from lrs.model.activity import Activity, Definition, InteractionComponent
from lrs.model.agent import Account, Actor, Agent, Group
from lrs.model.attachment import Attachment
from lrs.model.result import Result, Score
from lrs.model.statement import Statement, SubStatement, Verb
from lrs.versions import V1, V2
from tests.lrs.samples import attachment, encoded, statement

ACTOR = statement()["actor"]


def interaction(**changes: Any) -> dict[str, Any]:
    definition = {"interactionType": "choice"} | changes
    return statement(object={"id": "https://a.example", "definition": definition})


@pytest.mark.parametrize(
    ("said", "clause", "path"),
    [
        (statement(actor=None), "2.4.2", "$"),
        (statement(actor={}), "2.4.2.1", "$.actor"),
        (statement(actor={"mbox": "x"}), "2.4.2.3", "$.actor.mbox"),
        (statement(actor={"account": {"homePage": "x:y"}}), "2.4.2.4", "$.actor.account"),
        (statement(actor={"objectType": "Group"}), "2.4.2.2", "$.actor"),
        (statement(actor={"objectType": "Group", "member": [{}]}), "2.4.2.1", "$.actor.member[0]"),
        (statement(verb={}), "2.4.3", "$.verb"),
        (statement(verb={"id": "x:y", "display": {"en": 1}}), "4.2", "$.verb.display[...]"),
        (statement(object=None), "2.4.4", "$"),
        (statement(object={"id": 1}), "2.4.4.1", "$.object.id"),
        (statement(object={"objectType": "Agent"}), "2.4.2.1", "$.object"),
        (statement(object={"objectType": "StatementRef"}), "2.4.4.3", "$.object"),
        (interaction(choices=[{"id": "a"}, {"id": "a"}]), "2.4.4.1", "$.object.definition.choices"),
        (interaction(name={"e_n": "x"}), "4.2", "$.object.definition.name"),
        (interaction(more=1), "2.2", "$.object.definition"),
        (statement(result={"score": {"scaled": 2}}), "2.4.5.1", "$.result.score"),
        (statement(result={"duration": "x"}), "4.6", "$.result.duration"),
        (statement(result={"extensions": {"x": 1}}), "4.1", "$.result.extensions"),
        (statement(context={"registration": "x"}), "2.4.6.1", "$.context.registration"),
        (
            statement(context={"contextActivities": {"parent": [{"id": "x"}]}}),
            "2.4.4.1",
            "$.context.contextActivities.parent[0].id",
        ),
        (statement(timestamp="x"), "4.5", "$.timestamp"),
        (statement(stored="x"), "4.5", "$.stored"),
        (statement(version="3.0"), "2.4.10", "$.version"),
        (statement(version="2.0.0"), "2.4.10", "$.version"),
        (statement(attachments=[attachment(b"x", length=-1)]), "2.4.11", "$.attachments[0].length"),
        (statement(authority={"objectType": "Group", "member": [ACTOR]}), "2.4.9", "$.authority"),
        (
            statement(object=statement(objectType="SubStatement", result={"success": 1})),
            "2.4.5",
            "$.object.result.success",
        ),
        (statement(verb={"id": "http://adlnet.gov/expapi/verbs/voided"}), "2.3.2", "$"),
    ],
)
def test_a_refusal_names_clause_and_path(said: Any, clause: str, path: str) -> None:
    body = encoded(said)
    with pytest.raises(InvalidStatement) as caught:
        decode.statement(body, read(body), V1)
    assert caught.value.message.endswith(f" (Data {clause}) - at `{path}`")


def test_a_time_in_a_substatement_is_named_there_in_version_2() -> None:
    body = encoded(
        statement(object=statement(objectType="SubStatement", timestamp="2026-01-01T00:00:00"))
    )
    with pytest.raises(InvalidStatement) as caught:
        decode.statement(body, read(body), V2)
    assert caught.value.message.endswith(" (IEEE 9274.1.1, 4.2.7) - at `$.object.timestamp`")


@pytest.mark.parametrize(
    "structure",
    [
        Account,
        Activity,
        Actor,
        Agent,
        Attachment,
        Definition,
        Group,
        InteractionComponent,
        Result,
        Score,
        Statement,
        SubStatement,
        Verb,
        context.Context2,
        context.ContextActivities,
        context.ContextAgent,
        context.ContextGroup,
        context.StatementRef,
    ],
)
def test_every_clause_is_that_of_a_property_which_is_there(structure: type[Struct]) -> None:
    told: Any = structure
    assert told.clause
    fields = set(Statement.__struct_fields__ if "verb" in told.clauses else told.__struct_fields__)
    assert told.clauses.keys() <= fields
