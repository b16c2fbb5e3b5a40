"""Storing on each database: all or nothing, once, and apart by organisation."""

import json
import uuid

import pytest

from lrs import LRS, Authority, StatementQuery, View, errors
from lrs.model.activity import Definition
from tests.lrs.samples import encoded, ids_of, statement


def test_a_statement_is_found_by_its_id_in_any_case(lrs: LRS, authority: Authority) -> None:
    (one,) = lrs.store(encoded(statement()), authority)
    body = lrs.get(authority.organisation, one.upper())
    assert body is not None
    assert json.loads(body)["id"] == one


def test_the_ids_of_a_batch_come_back_in_its_order(lrs: LRS, authority: Authority) -> None:
    sent = [str(uuid.uuid4()) for _ in range(5)]
    assert lrs.store(encoded([statement(id=one) for one in sent]), authority) == tuple(sent)
    page = lrs.find(StatementQuery(organisation=authority.organisation, ascending=True))
    assert ids_of(page.statements) == sent


def test_one_bad_statement_keeps_its_whole_batch_out(lrs: LRS, authority: Authority) -> None:
    good, bad = statement(id=str(uuid.uuid4())), statement(verb={"id": "no scheme"})
    with pytest.raises(errors.InvalidStatement):
        lrs.store(encoded([good, bad]), authority)
    assert lrs.get(authority.organisation, good["id"]) is None


def test_an_equal_statement_is_taken_again_and_stored_once(lrs: LRS, authority: Authority) -> None:
    sent = statement(id=str(uuid.uuid4()))
    lrs.store(encoded(sent), authority)
    before = lrs.get(authority.organisation, sent["id"])
    other = statement(id=str(uuid.uuid4()))
    both = (sent["id"], other["id"])
    assert (
        lrs.store(encoded([sent | {"timestamp": "2026-01-01T00:00:00Z"}, other]), authority) == both
    )
    assert lrs.get(authority.organisation, sent["id"]) == before
    assert len(lrs.since(authority.organisation, 0)) == 2


def test_a_different_statement_with_the_id_is_a_conflict_and_keeps_its_batch_out(
    lrs: LRS, authority: Authority
) -> None:
    taken, fresh = str(uuid.uuid4()), str(uuid.uuid4())
    lrs.store(encoded(statement(id=taken)), authority)
    changed = statement(id=taken, result={"success": True})
    with pytest.raises(errors.Conflict, match=taken):
        lrs.store(encoded([statement(id=fresh), changed]), authority)
    assert lrs.get(authority.organisation, fresh) is None


def test_stored_grows_with_each_statement(lrs: LRS, authority: Authority) -> None:
    for _ in range(3):
        lrs.store(encoded([statement()] * 3), authority)
    moments = [row.stored for row in lrs.since(authority.organisation, 0)]
    assert len(moments) == 9
    assert moments == sorted(set(moments))


def test_one_organisation_never_meets_anothers_statements(lrs: LRS, authority: Authority) -> None:
    other = Authority.internal(str(uuid.uuid4()), "https://lrs.example")
    same = str(uuid.uuid4())
    lrs.store(encoded(statement(id=same)), authority)
    # The same id is free in another organisation, with other contents.
    lrs.store(encoded(statement(id=same, result={"success": True})), other)
    mine, theirs = lrs.get(authority.organisation, same), lrs.get(other.organisation, same)
    assert mine is not None
    assert b"success" not in mine
    assert theirs is not None
    assert b"success" in theirs
    for owner in (authority, other):
        query = StatementQuery(organisation=owner.organisation, agent=statement()["actor"])
        assert len(lrs.find(query).statements) == 1
        assert len(lrs.since(owner.organisation, 0)) == 1
    assert len({row.organisation for row in lrs.since(None, 0)}) >= 2


def test_a_more_token_of_another_organisation_finds_ones_own_only(
    lrs: LRS, authority: Authority
) -> None:
    other = Authority.internal(str(uuid.uuid4()), "https://lrs.example")
    lrs.store(encoded([statement()] * 3), authority)
    (theirs,) = lrs.store(encoded(statement()), other)
    token = lrs.find(StatementQuery(organisation=authority.organisation, limit=1)).more
    assert token is not None
    page = lrs.more(token, View(organisation=other.organisation))
    assert set(ids_of(page.statements)) <= {theirs}


def test_without_the_scope_nothing_is_stored(lrs: LRS, organisation: str) -> None:
    reader = Authority(organisation, {"mbox": "mailto:a@b.c"}, frozenset({"all/read"}), "key")
    with pytest.raises(errors.Forbidden, match="statements/write"):
        lrs.store(encoded(statement()), reader)


def test_definitions_and_names_join_over_statements(lrs: LRS, authority: Authority) -> None:
    activity = f"https://example.com/{uuid.uuid4()}"
    first = {"name": {"en": "One"}, "interactionType": "choice", "choices": [{"id": "a"}]}
    second = {"name": {"cy": "Un"}, "interactionType": "numeric"}
    for definition, name in ((first, "Ada"), (second, "Ada L.")):
        sent = statement(
            object={"id": activity, "definition": definition},
            actor={"mbox": "mailto:ada@example.com", "name": name},
        )
        lrs.store(encoded(sent), authority)
    known = lrs.activity(authority.organisation, activity).definition
    assert isinstance(known, Definition)
    assert known.name == {"en": "One", "cy": "Un"}
    assert known.interactionType == "choice"
    assert lrs.person(authority.organisation, statement()["actor"]).name == ("Ada", "Ada L.")
    assert not lrs.activity(str(uuid.uuid4()), activity).definition


def test_who_may_not_define_changes_no_definition(lrs: LRS, organisation: str) -> None:
    writer = Authority(organisation, {"mbox": "mailto:a@b.c"}, frozenset({"statements/write"}), "k")
    activity = f"https://example.com/{uuid.uuid4()}"
    sent = statement(object={"id": activity, "definition": {"name": {"en": "Mine"}}})
    lrs.store(encoded(sent), writer)
    assert not lrs.activity(organisation, activity).definition
