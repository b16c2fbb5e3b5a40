"""The final bytes: what came in, to the last digit, plus what the store adds."""

import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lrs import Authority, errors
from lrs.versions import V1, V2
from lrs.writing.preparation import MAX_BATCH, Prepared, Writer, batch, single
from tests.lrs.samples import encoded, statement

AUTHORITY = Authority.internal("org", "https://lrs.example")
WRITER = Writer.of(AUTHORITY, V1)
STORED = "2026-11-25T09:30:15.123456Z"


def one(body: bytes) -> Prepared:
    (prepared,) = batch(body, WRITER)
    return prepared


def test_numbers_keys_and_escapes_are_kept_as_they_were_spelt() -> None:
    extensions = b'{"https://e.example/z":0.10000000000000000000001,"https://e.example/a":1e400}'
    result = b'{"score":{"raw":1.50},"response":"\\u00e9\\/","extensions":' + extensions + b"}"
    body = encoded(statement())[:-1] + b',"result":' + result + b"}"
    assert b'"result":' + result in one(body).body(STORED)


def test_the_store_sets_its_own_properties_whatever_was_sent() -> None:
    sent = statement(
        stored="2000-01-01T00:00:00Z",
        authority={"mbox": "mailto:mallory@example.com"},
        version="1.0.7",
        timestamp="2026-11-25T10:30:15.1+01:00",
    )
    found = json.loads(one(encoded(sent)).body(STORED))
    assert found["stored"] == STORED
    assert found["authority"]["account"] == {"homePage": "https://lrs.example", "name": "internal"}
    assert found["version"] == "1.0.7"
    assert found["timestamp"] == "2026-11-25T09:30:15.100000Z"
    assert uuid.UUID(found["id"]).version == 4


def test_what_is_missing_gets_the_default_of_its_version() -> None:
    found = json.loads(one(encoded(statement())).body(STORED))
    assert (found["version"], found["timestamp"]) == ("1.0.0", STORED)
    (second,) = batch(encoded(statement()), Writer.of(AUTHORITY, V2))
    assert json.loads(second.body(STORED))["version"] == "2.0.0"


def test_a_lone_context_activity_gets_its_array_and_the_rest_stays() -> None:
    activity = '{"id": "https://example.com/p"}'
    kinds = f'{{"parent": {activity}, "other": [{activity}]}}'
    extensions = '{"https://e.example": 1.0}'
    context = f'{{"contextActivities": {kinds}, "extensions": {extensions}}}'
    inner = '{"objectType": "SubStatement", "actor": {"mbox": "mailto:a@b.c"},'
    inner += ' "verb": {"id": "https://v.example"}, "object": {"id": "https://o.example"},'
    body = encoded(statement(object=None))[:-1] + f', "context": {context},'.encode()
    body += f'"object": {inner} "context": {context}}}}}'.encode()
    text = one(body).body(STORED)
    found = json.loads(text)
    for told in (found, found["object"]):
        assert told["context"]["contextActivities"] == {
            "parent": [json.loads(activity)],
            "other": [json.loads(activity)],
        }
    assert text.count(b'{"https://e.example": 1.0}') == 2


def test_an_escaped_key_hides_no_context_activity() -> None:
    context = rb'{"context\u0041ctivities": {"parent": {"id": "https://p.example"}}}'
    body = encoded(statement())[:-1] + b', "context": ' + context + b"}"
    assert isinstance(
        json.loads(one(body).body(STORED))["context"]["contextActivities"]["parent"], list
    )


def test_a_batch_names_the_statement_at_fault() -> None:
    bad = statement(result={"score": {"scaled": 2}})
    with pytest.raises(errors.InvalidStatement, match=r"Statement 2 of the batch.*result\.score"):
        batch(encoded([statement(), bad, statement()]), WRITER)


def test_one_id_twice_in_a_batch_is_refused_in_any_case() -> None:
    first = str(uuid.uuid4())
    with pytest.raises(errors.BadRequest, match=first):
        batch(encoded([statement(id=first), statement(id=first.upper())]), WRITER)


def test_a_batch_over_the_limit_is_too_large() -> None:
    with pytest.raises(errors.TooLarge):
        batch(b"[" + b"1," * MAX_BATCH + b"1]", WRITER)


def test_an_empty_batch_is_nothing() -> None:
    assert batch(b"[]", WRITER) == ()


def test_a_put_wants_one_statement_with_that_id() -> None:
    wanted = str(uuid.uuid4())
    assert single(encoded(statement(id=wanted.upper())), WRITER, wanted).id == uuid.UUID(wanted)
    assert single(encoded(statement()), WRITER, wanted).id == uuid.UUID(wanted)
    with pytest.raises(errors.BadRequest, match="not the statementId"):
        single(encoded(statement(id=str(uuid.uuid4()))), WRITER, wanted)
    with pytest.raises(errors.BadRequest, match="POST"):
        single(encoded([statement()]), WRITER, wanted)


def test_an_attachment_that_needs_its_bytes_is_refused_with_the_reason() -> None:
    attachment = {
        "usageType": "https://example.com/u",
        "display": {"en": "x"},
        "contentType": "text/plain",
        "length": 3,
        "sha2": "a" * 64,
    }
    with pytest.raises(errors.InvalidStatement, match="bytes"):
        batch(encoded(statement(attachments=[attachment])), WRITER)


_json = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(extension=_json, response=st.text(), indent=st.none() | st.integers(0, 3))
def test_every_value_of_an_extension_comes_back_byte_for_byte(
    extension: object, response: str, indent: int | None
) -> None:
    result = {"response": response, "extensions": {"https://e.example": extension}}
    told = json.dumps(result, indent=indent, ensure_ascii=len(response) % 2 == 0)
    body = encoded(statement())[:-1] + b', "result": ' + told.encode() + b"}"
    final = one(body).body(STORED)
    assert told.encode() in final
    assert json.loads(final)["result"] == result
