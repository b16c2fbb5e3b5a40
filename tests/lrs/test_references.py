"""StatementRefs and voiding, whichever side comes first."""

import itertools
import uuid
from typing import Any

import pytest

from lrs import LRS, Authority, StatementQuery, View, errors
from tests.lrs.samples import encoded, ids_of, statement

VOIDED = {"id": "http://adlnet.gov/expapi/verbs/voided"}
VERB = "https://example.com/verbs/target"
OTHER = {"mbox": "mailto:other@example.com"}


def new_id() -> str:
    return str(uuid.uuid4())


def reference(target: str, **changes: Any) -> dict[str, Any]:
    return statement(object={"objectType": "StatementRef", "id": target}, id=new_id(), **changes)


def voiding(target: str) -> dict[str, Any]:
    return reference(target, verb=VOIDED)


def found(lrs: LRS, authority: Authority, **filters: Any) -> list[str]:
    query = StatementQuery(organisation=authority.organisation, **filters)
    return ids_of(lrs.find(query).statements)


@pytest.mark.parametrize("together", [True, False], ids=["one batch", "one by one"])
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_a_chain_is_found_by_its_end_in_whatever_order_it_came(
    lrs: LRS, authority: Authority, order: tuple[int, ...], together: bool
) -> None:
    end = statement(id=new_id(), verb={"id": VERB})
    middle = reference(end["id"])
    start = reference(middle["id"])
    chain = [end, middle, start]
    sent = [chain[place] for place in order]
    for some in [sent] if together else [[one] for one in sent]:
        lrs.store(encoded(some), authority)
    assert set(found(lrs, authority, verb=VERB)) == {one["id"] for one in chain}


def test_all_filters_must_hold_in_one_statement_of_the_chain(
    lrs: LRS, authority: Authority
) -> None:
    target = statement(id=new_id(), verb={"id": VERB})
    referrer = reference(target["id"], actor=OTHER)
    lrs.store(encoded([target, referrer]), authority)
    # The verb holds in the target alone, the agent in the referrer alone.
    assert found(lrs, authority, verb=VERB, agent=OTHER) == []
    assert set(found(lrs, authority, verb=VERB, agent=target["actor"])) == {
        target["id"],
        referrer["id"],
    }


def test_since_and_until_speak_of_the_referrer(lrs: LRS, authority: Authority) -> None:
    target = statement(id=new_id(), verb={"id": VERB})
    lrs.store(encoded(target), authority)
    (row,) = lrs.since(authority.organisation, 0)
    referrer = reference(target["id"])
    lrs.store(encoded(referrer), authority)
    stored = row.body.rpartition(b'"stored":"')[2][:27].decode()
    assert found(lrs, authority, verb=VERB, since=stored) == [referrer["id"]]


def test_a_circle_of_references_ends(lrs: LRS, authority: Authority) -> None:
    one, other = new_id(), new_id()
    circle = [reference(other) | {"id": one}, reference(one) | {"id": other}]
    lrs.store(encoded(circle), authority)
    itself = new_id()
    lrs.store(encoded(reference(itself) | {"id": itself}), authority)
    assert len(found(lrs, authority, verb="https://example.com/verbs/tried")) == 3


def test_a_reference_in_the_context_does_not_count(lrs: LRS, authority: Authority) -> None:
    target = statement(id=new_id(), verb={"id": VERB})
    pointer = {"objectType": "StatementRef", "id": target["id"]}
    lrs.store(encoded([target, statement(context={"statement": pointer})]), authority)
    assert found(lrs, authority, verb=VERB) == [target["id"]]


@pytest.mark.parametrize("together", [True, False], ids=["one batch", "one by one"])
@pytest.mark.parametrize("voider_first", [True, False])
def test_a_voided_statement_is_hidden_and_its_voiding_one_is_not(
    lrs: LRS, authority: Authority, voider_first: bool, together: bool
) -> None:
    target = statement(id=new_id(), verb={"id": VERB})
    void = voiding(target["id"])
    sent = [void, target] if voider_first else [target, void]
    for some in [sent] if together else [[one] for one in sent]:
        lrs.store(encoded(some), authority)
    view = View(organisation=authority.organisation)
    assert lrs.get(authority.organisation, target["id"]) is None
    assert lrs.statement(view, target["id"], voided=True) is not None
    assert lrs.statement(view, void["id"]) is not None
    assert lrs.statement(view, void["id"], voided=True) is None
    # By its verb the hidden target still brings the statement that refers to it.
    assert found(lrs, authority, verb=VERB) == [void["id"]]
    assert found(lrs, authority) == [void["id"]]


def test_a_voiding_statement_cannot_be_voided(lrs: LRS, authority: Authority) -> None:
    target = statement(id=new_id())
    void = voiding(target["id"])
    again = voiding(void["id"])
    lrs.store(encoded([again, target, void, voiding(target["id"])]), authority)
    assert lrs.get(authority.organisation, void["id"]) is not None
    assert lrs.get(authority.organisation, target["id"]) is None


def test_voiding_needs_a_right_of_its_own_and_nothing_of_the_request_is_stored(
    lrs: LRS, authority: Authority
) -> None:
    writer = Authority.of_account(
        authority.organisation, "https://lrs.example", "k", frozenset({"statements/write"})
    )
    target, other = statement(id=new_id()), statement(id=new_id())
    lrs.store(encoded(target), authority)
    with pytest.raises(errors.Forbidden):
        lrs.store(encoded([other, voiding(target["id"])]), writer)
    assert lrs.get(authority.organisation, target["id"]) is not None
    assert lrs.get(authority.organisation, other["id"]) is None


def test_voiding_stays_within_the_organisation(lrs: LRS, authority: Authority) -> None:
    target = statement(id=new_id())
    lrs.store(encoded(target), authority)
    lrs.store(encoded(voiding(target["id"])), Authority.internal(new_id(), "https://x.example"))
    assert lrs.get(authority.organisation, target["id"]) is not None


def _chain(count: int) -> tuple[list[str], list[dict[str, Any]]]:
    """Return ids and statements, of which each refers to the next, and the last to an activity."""
    ids = [str(uuid.uuid4()) for _ in range(count)]
    references = [{"objectType": "StatementRef", "id": one} for one in ids[1:]]
    things = [*references, {"id": "https://end.example"}]
    return ids, [statement(id=one, object=thing) for one, thing in zip(ids, things, strict=True)]


def test_a_chain_that_comes_at_once_is_found_by_its_end(lrs: LRS, authority: Authority) -> None:
    ids, chain = _chain(30)
    before = statement(object={"objectType": "StatementRef", "id": ids[0]}, id=str(uuid.uuid4()))
    lrs.store(encoded(before), authority)
    lrs.store(encoded(chain), authority)
    query = StatementQuery(organisation=authority.organisation, activity="https://end.example")
    assert set(ids_of(lrs.find(query).statements)) == {*ids, before["id"]}


def test_chains_that_would_hold_up_everybody_are_refused_whole(
    lrs: LRS, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lrs.writing.references.MOST_INHERITED", 2_000)
    _, chain = _chain(40)
    with pytest.raises(errors.TooLarge, match="cannot be stored at once"):
        lrs.store(encoded(chain), authority)
    assert lrs.since(authority.organisation, 0) == ()
