"""Documents of the three resources, on each database."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from lrs import LRS, Conditions, Document, Owner, errors, timestamps

ADA = {"mbox": "mailto:ada@example.com"}
OWNER = Owner(activity="https://example.com/a", agent=ADA)
JSON = "application/json"


def json_document(text: str) -> Document:
    return Document(text.encode(), JSON)


def test_a_document_comes_back_byte_for_byte_with_its_type(lrs: LRS, organisation: str) -> None:
    content = bytes(range(256))
    lrs.state.put(organisation, OWNER, "x", Document(content, "image/png; a=b"))
    found = lrs.state.get(organisation, OWNER, "x")
    assert found is not None
    assert (found.content, found.content_type) == (content, "image/png; a=b")


def test_an_empty_document_is_a_document(lrs: LRS, organisation: str) -> None:
    lrs.state.put(organisation, OWNER, "x", Document(b""))
    found = lrs.state.get(organisation, OWNER, "x")
    assert found is not None
    assert found.content == b""


def test_registration_activity_agent_resource_and_organisation_keep_documents_apart(
    lrs: LRS, organisation: str
) -> None:
    registration = str(uuid.uuid4())
    places = [
        (lrs.state, organisation, OWNER),
        (
            lrs.state,
            organisation,
            Owner(activity=OWNER.activity, agent=ADA, registration=registration),
        ),
        (lrs.state, organisation, Owner(activity="https://example.com/b", agent=ADA)),
        (lrs.state, organisation, Owner(activity=OWNER.activity, agent={"mbox": "mailto:b@b.c"})),
        (lrs.state, str(uuid.uuid4()), OWNER),
        (lrs.activity_profile, organisation, Owner(activity=OWNER.activity)),
        (lrs.agent_profile, organisation, Owner(agent=ADA)),
    ]
    for number, (documents, owner_organisation, owner) in enumerate(places):
        documents.put(owner_organisation, owner, "x", Document(str(number).encode()))
    for number, (documents, owner_organisation, owner) in enumerate(places):
        found = documents.get(owner_organisation, owner, "x")
        assert found is not None
        assert found.content == str(number).encode()
        assert documents.list(owner_organisation, owner) == ("x",)
    lrs.state.clear(organisation, OWNER)
    assert lrs.state.get(organisation, OWNER, "x") is None
    assert lrs.state.get(organisation, places[1][2], "x") is not None


def test_the_name_and_spelling_of_an_agent_do_not_part_documents(
    lrs: LRS, organisation: str
) -> None:
    lrs.state.put(organisation, OWNER, "x", Document(b"1"))
    other = Owner(
        activity=OWNER.activity,
        agent='{"name": "Ada", "objectType": "Agent", "mbox": "mailto:ada@EXAMPLE.com"}',
    )
    assert lrs.state.get(organisation, other, "x") is not None


def test_the_list_is_of_what_changed_after_since(lrs: LRS, organisation: str) -> None:
    lrs.state.put(organisation, OWNER, "old", Document(b"1"))
    found = lrs.state.get(organisation, OWNER, "old")
    assert found is not None
    lrs.state.put(organisation, OWNER, "new", Document(b"1"))
    since = timestamps.text(found.updated)
    assert lrs.state.list(organisation, OWNER) == ("new", "old")
    assert lrs.state.list(organisation, OWNER, since) == ("new",)
    with pytest.raises(errors.BadRequest):
        lrs.state.list(organisation, OWNER, "yesterday")


def test_objects_merge_at_their_top_level_and_keep_their_spelling(
    lrs: LRS, organisation: str
) -> None:
    lrs.state.post(organisation, OWNER, "x", json_document('{"a": 1.0, "b": {"c": 1}}'))
    lrs.state.post(organisation, OWNER, "x", json_document('{"b": {"d": 2e0}, "e": "\\u00e9"}'))
    found = lrs.state.get(organisation, OWNER, "x")
    assert found is not None
    assert found.content == b'{"a":1.0,"b":{"d": 2e0},"e":"\\u00e9"}'


@pytest.mark.parametrize(
    ("before", "posted"),
    [
        (json_document("{}"), json_document("[]")),
        (json_document("{}"), json_document("{")),
        (json_document("{}"), json_document('{"a": 1, "a": 2}')),
        (json_document("{}"), Document(b"{}", "text/plain")),
        (Document(b"{}", "text/plain"), json_document("{}")),
        (json_document("[]"), json_document("{}")),
        (None, json_document("[]")),
    ],
)
def test_what_does_not_merge_is_refused_and_changes_nothing(
    lrs: LRS, organisation: str, before: Document | None, posted: Document
) -> None:
    if before is not None:
        lrs.state.put(organisation, OWNER, "x", before)
    with pytest.raises(errors.BadRequest):
        lrs.state.post(organisation, OWNER, "x", posted)
    found = lrs.state.get(organisation, OWNER, "x")
    assert (found and found.content) == (before and before.content)


def etag(lrs: LRS, organisation: str) -> str:
    found = lrs.state.get(organisation, OWNER, "x")
    assert found is not None
    return found.etag


@pytest.mark.parametrize("form", ['"{}"', "{}", 'W/"{}"', '"other", "{}"', "*"])
def test_if_match_in_every_form_lets_the_reader_write(
    lrs: LRS, organisation: str, form: str
) -> None:
    lrs.state.put(organisation, OWNER, "x", Document(b"1"))
    conditions = Conditions(if_match=form.format(etag(lrs, organisation)))
    lrs.state.put(organisation, OWNER, "x", Document(b"2"), conditions)
    lrs.state.delete(organisation, OWNER, "x", Conditions(if_match="*"))


def test_who_has_not_seen_the_last_change_changes_nothing(lrs: LRS, organisation: str) -> None:
    with pytest.raises(errors.PreconditionFailed):
        lrs.state.put(organisation, OWNER, "x", Document(b"1"), Conditions(if_match='"a"'))
    lrs.state.put(organisation, OWNER, "x", json_document("{}"))
    stale = Conditions(if_match='"a"')
    changes: list[Any] = [
        lambda: lrs.state.put(organisation, OWNER, "x", json_document("{}"), stale),
        lambda: lrs.state.post(organisation, OWNER, "x", json_document('{"a":1}'), stale),
        lambda: lrs.state.delete(organisation, OWNER, "x", stale),
        lambda: lrs.state.put(
            organisation, OWNER, "x", Document(b"2"), Conditions(if_none_match="*")
        ),
    ]
    for change in changes:
        with pytest.raises(errors.PreconditionFailed):
            change()
    found = lrs.state.get(organisation, OWNER, "x")
    assert found is not None
    assert found.content == b"{}"


def test_a_put_without_conditions_goes_as_far_as_its_resource_allows(
    lrs: LRS, organisation: str
) -> None:
    with pytest.raises(errors.BadRequest, match="If-None-Match"):
        lrs.state.put(organisation, OWNER, "x", Document(b"1"), Conditions(unguarded="fails"))
    creates = Conditions(unguarded="creates")
    lrs.state.put(organisation, OWNER, "x", Document(b"1"), creates)
    with pytest.raises(errors.Conflict):
        lrs.state.put(organisation, OWNER, "x", Document(b"2"), creates)
    lrs.state.put(organisation, OWNER, "x", Document(b"3"))


@pytest.mark.parametrize(
    "owner",
    [
        Owner(agent=ADA),
        Owner(activity="no scheme", agent=ADA),
        Owner(activity="https://example.com/a"),
        Owner(activity="https://example.com/a", agent="{}"),
        Owner(activity="https://example.com/a", agent=ADA | {"objectType": "Group"}),
        Owner(activity="https://example.com/a", agent=ADA, registration="x"),
    ],
)
def test_an_owner_that_is_not_whole_is_refused(lrs: LRS, organisation: str, owner: Owner) -> None:
    with pytest.raises(errors.BadRequest):
        lrs.state.put(organisation, owner, "x", Document(b"1"))


@pytest.mark.parametrize("document_id", ["", "a\x00b", "a\nb"])
def test_an_id_that_no_database_holds_is_refused(
    lrs: LRS, organisation: str, document_id: str
) -> None:
    with pytest.raises(errors.BadRequest):
        lrs.state.get(organisation, OWNER, document_id)


def test_merges_at_the_same_time_lose_nothing(lrs: LRS, organisation: str) -> None:
    barrier = threading.Barrier(6)

    def merge(number: int) -> None:
        barrier.wait()
        lrs.state.post(organisation, OWNER, "x", json_document(f'{{"k{number}": 1}}'))

    with ThreadPoolExecutor(6) as pool:
        for merged in [pool.submit(merge, number) for number in range(6)]:
            merged.result()
    found = lrs.state.get(organisation, OWNER, "x")
    assert found is not None
    assert found.content.count(b":1") + found.content.count(b": 1") == 6


def test_of_many_that_saw_one_version_only_one_overwrites_it(lrs: LRS, organisation: str) -> None:
    lrs.state.put(organisation, OWNER, "x", Document(b"0"))
    seen = Conditions(if_match=f'"{etag(lrs, organisation)}"')
    barrier = threading.Barrier(6)

    def write(number: int) -> bool:
        barrier.wait()
        try:
            lrs.state.put(organisation, OWNER, "x", Document(f"new {number}".encode()), seen)
        except errors.PreconditionFailed:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        won = [written.result() for written in [pool.submit(write, n) for n in range(6)]]
    assert won.count(True) == 1
