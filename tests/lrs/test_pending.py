"""Statements whose index rows wait are found like all others, in their place."""

import itertools
import uuid

import pytest
from sqlalchemy import func, select

from lrs import LRS, Authority, StatementQuery, View
from lrs.store import pending
from lrs.store.schema import pending as table
from tests.lrs.rows import index_rows
from tests.lrs.samples import encoded, statement

VERBS = tuple(f"https://verb.example/{name}" for name in "abc")
PEOPLE = tuple({"mbox": f"mailto:{name}@pending.example"} for name in "xy")


def several(lrs: LRS, authority: Authority, count: int) -> list[tuple[str, str, str]]:
    """Store statements one by one; return id, verb and mailbox of each."""
    made = []
    for number in range(count):
        verb, actor = VERBS[number % 3], PEOPLE[number % 2]
        one = str(uuid.uuid4())
        lrs.store(encoded(statement(id=one, verb={"id": verb}, actor=actor)), authority)
        made.append((one, verb, actor["mbox"]))
    return made


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let only so many wait."""
    monkeypatch.setattr("lrs.writing.storing._MOST_PENDING", 64)
    return 64


def waiting(lrs: LRS, organisation: str) -> int:
    query = select(func.count()).where(table.c.organisation == lrs.known.number(organisation))
    with lrs.database.reading() as connection:
        return connection.scalars(query).one()


def walked(lrs: LRS, query: StatementQuery) -> list[str]:
    """Return the ids of all pages."""
    page = lrs.find(query)
    found = [one[7:43].decode() for one in page.statements]
    while page.more:
        page = lrs.more(page.more, View(organisation=query.organisation))
        found += [one[7:43].decode() for one in page.statements]
    return found


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(("ascending", "limit"), list(itertools.product((True, False), (1, 7, 0))))
def test_what_waits_is_found_in_its_place(
    lrs: LRS, authority: Authority, ascending: bool, limit: int
) -> None:
    made = several(lrs, authority, 81)
    assert 0 < waiting(lrs, authority.organisation) < 81
    for verb, actor in itertools.product((None, *VERBS), (None, *PEOPLE)):
        query = StatementQuery(
            organisation=authority.organisation,
            verb=verb,
            agent=actor,
            ascending=ascending,
            limit=limit,
        )
        right = [
            one
            for one, its_verb, its_actor in made
            if verb in (None, its_verb) and actor in (None, {"mbox": its_actor})
        ]
        assert walked(lrs, query) == (right if ascending else right[::-1])


def test_it_is_found_by_time_and_by_who_wrote_it(lrs: LRS, authority: Authority) -> None:
    several(lrs, authority, 3)
    times = [row.stored for row in lrs.since(authority.organisation, 0)]
    found = lrs.find(
        StatementQuery(
            organisation=authority.organisation, agent=PEOPLE[0], written_by=authority.credential_id
        )
    )
    assert len(found.statements) == 2
    assert found.stored == times[-1]
    other = StatementQuery(organisation=authority.organisation, agent=PEOPLE[0], written_by="other")
    assert lrs.find(other).statements == ()


def test_only_so_many_wait(lrs: LRS, authority: Authority, few: int) -> None:
    seen = []
    for count in (3, 5, *[1] * 140, 100, 20):
        lrs.store(encoded([statement() for _ in range(count)]), authority)
        seen.append(waiting(lrs, authority.organisation))
    assert 0 < max(seen) <= few
    assert seen.count(0) >= 3


def test_the_index_is_the_same_sooner_or_later(
    lrs: LRS, authority: Authority, database_url: str
) -> None:
    before = index_rows(database_url)
    several(lrs, authority, 3)
    later = index_rows(database_url) - before
    number = lrs.known.number(authority.organisation)
    with lrs.database.writing() as connection:
        pending.settle(connection, number)
    assert index_rows(database_url) - before == later
    assert waiting(lrs, authority.organisation) == 0


def test_who_refers_to_one_that_waits_is_found_by_it(lrs: LRS, authority: Authority) -> None:
    ((target, verb, _),) = several(lrs, authority, 1)
    assert waiting(lrs, authority.organisation) == 1
    one = str(uuid.uuid4())
    reference = {"objectType": "StatementRef", "id": target}
    lrs.store(encoded(statement(id=one, object=reference)), authority)
    assert walked(lrs, StatementQuery(organisation=authority.organisation, verb=verb)) == [
        one,
        target,
    ]


def test_one_that_waits_is_voided_and_erased(lrs: LRS, authority: Authority) -> None:
    (first, second, third) = several(lrs, authority, 3)
    void = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    reference = {"objectType": "StatementRef", "id": first[0]}
    lrs.store(encoded(statement(verb=void, object=reference)), authority)
    query = StatementQuery(organisation=authority.organisation, agent=PEOPLE[0])
    assert first[0] not in walked(lrs, query)
    fourth, *_ = several(lrs, authority, 2)
    assert waiting(lrs, authority.organisation) == 2
    gone = lrs.upkeep.forget_person(authority.organisation, (PEOPLE[0],))
    assert gone.statements == 3
    assert fourth[0] not in walked(lrs, query)
    assert second[0] in walked(lrs, StatementQuery(organisation=authority.organisation))
    assert lrs.get(authority.organisation, third[0]) is None


def test_a_key_across_the_border_of_two_others_is_none() -> None:
    keys = bytes(range(48))
    assert pending.has(keys, keys[16:32])
    assert pending.has(keys, keys[:16])
    assert not pending.has(keys, keys[8:24])
    assert pending.has(keys[8:24] + keys[:8] + keys[8:24] + keys[8:16], keys[8:24])
    assert pending.has(keys[:8] + keys[8:24] + keys[24:32] + keys[8:24], keys[8:24])
    assert not pending.has(b"", keys[:16])
