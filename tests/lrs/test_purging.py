"""The purge by date."""

import uuid

from lrs import LRS, Authority, Document, Owner
from lrs.index import REGISTRATION, VERB, key
from lrs.upkeep.purging import Purge
from tests.lrs.rows import counted, index_rows
from tests.lrs.samples import encoded, statement

ADA = {"mbox": "mailto:ada@example.com", "name": "Ada"}
BOB = {"mbox": "mailto:bob@example.com", "name": "Bob"}


def moment_after(lrs: LRS, organisation: str) -> int:
    """Return a time between all that is stored and whatever comes later."""
    return lrs.since(organisation, 0)[-1].stored + 1


def test_what_is_old_goes_and_what_is_new_stays(
    lrs: LRS, authority: Authority, database_url: str
) -> None:
    organisation = authority.organisation
    lrs.store(encoded([statement(actor=BOB)]), authority)
    number = lrs.since(organisation, 0)[0].seq
    lrs.upkeep.purge(organisation, Purge(moment_after(lrs, organisation)))
    empty = counted(database_url)
    lrs.store(encoded([statement(actor=ADA)] * 205), authority)
    until = moment_after(lrs, organisation)
    lrs.store(encoded([statement(actor=BOB)]), authority)
    after = lrs.since(organisation, 0)[-1]
    plan = lrs.upkeep.plan_purge(organisation, Purge(until))
    assert (plan.statements, plan.spared) == (205, 0)
    assert len(lrs.since(organisation, 0)) == 206
    gone = lrs.upkeep.purge(organisation, Purge(until))
    assert (gone.statements, gone.names) == (205, 1)
    assert [one.seq for one in lrs.since(organisation, number)] == [after.seq]
    lrs.upkeep.purge(organisation, Purge(after.stored + 1))
    assert counted(database_url) == empty
    assert index_rows(database_url) == set()


def test_what_is_excepted_stays_however_old(lrs: LRS, authority: Authority) -> None:
    registration = str(uuid.uuid4())
    passed = "https://v.example/passed"
    lrs.store(
        encoded(
            [
                statement(),
                statement(verb={"id": passed}),
                statement(context={"registration": registration}),
            ]
        ),
        authority,
    )
    spared = frozenset({key(VERB, passed), key(REGISTRATION, registration)})
    purge = Purge(moment_after(lrs, authority.organisation), spared)
    plan = lrs.upkeep.plan_purge(authority.organisation, purge)
    assert (plan.statements, plan.spared) == (1, 2)
    assert lrs.upkeep.purge(authority.organisation, purge).statements == 1
    assert len(lrs.since(authority.organisation, 0)) == 2


def test_documents_go_only_if_that_is_asked_for(lrs: LRS, authority: Authority) -> None:
    owner = Owner(activity="https://a.example", agent=ADA)
    lrs.store(encoded(statement()), authority)
    lrs.state.put(authority.organisation, owner, "x", Document(b"x"))
    before = lrs.state.get(authority.organisation, owner, "x")
    assert before is not None
    for documents in (False, True):
        purge = Purge(before.updated + 1, documents=documents)
        plan = lrs.upkeep.plan_purge(authority.organisation, purge)
        assert plan.documents == int(documents)
        lrs.upkeep.purge(authority.organisation, purge)
        left = lrs.state.get(authority.organisation, owner, "x")
        assert (left is None) is documents


def test_numbers_and_times_never_turn_back(lrs: LRS, authority: Authority) -> None:
    lrs.store(encoded(statement()), authority)
    last = lrs.since(authority.organisation, 0)[-1]
    lrs.upkeep.purge(authority.organisation, Purge(last.stored + 1))
    lrs.store(encoded(statement()), authority)
    (later,) = lrs.since(authority.organisation, last.seq)
    assert later.stored > last.stored


def test_an_unknown_organisation_has_nothing_to_purge(lrs: LRS) -> None:
    assert lrs.upkeep.plan_purge("nobody", Purge(1)).statements == 0
    assert lrs.upkeep.purge("nobody", Purge(1)).statements == 0
