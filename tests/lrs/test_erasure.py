"""Erasing an organisation: whole, and nothing but it."""

import uuid

import pytest

from lrs import LRS, Authority, Document, Owner, errors
from lrs.forwarding.book import Book
from lrs.store.forwards import note_refusal
from tests.lrs.rows import counted
from tests.lrs.samples import encoded, part, statement, with_attachment

OWNER = Owner(activity="https://a.example", agent=statement()["actor"])


def fill(lrs: LRS, authority: Authority) -> tuple[str, str]:
    voided, target = str(uuid.uuid4()), str(uuid.uuid4())
    named = statement(
        actor={"mbox": "mailto:ada@example.com", "name": "Ada"},
        object={"id": "https://a.example", "definition": {"name": {"en": "A"}}},
    )
    void = {"id": "http://adlnet.gov/expapi/verbs/voided"}
    lrs.store(
        encoded(
            [
                named | {"id": voided},
                statement(verb=void, object={"objectType": "StatementRef", "id": voided}),
                statement(object={"objectType": "StatementRef", "id": target}),
            ]
        ),
        authority,
    )
    lrs.store(encoded(with_attachment(b"bytes")), authority, parts=[part(b"bytes")])
    place = Book(lrs).add(authority.organisation, "https://theirs.example/xapi", "key")
    with lrs.database.writing() as connection:
        note_refusal(connection, place, 1, 1, "odd")
    for documents in (lrs.state, lrs.activity_profile, lrs.agent_profile):
        documents.put(authority.organisation, OWNER, "x", Document(b"x"))
    return lrs.credentials.issue(authority.organisation, "x", ("all",))


def test_everything_of_the_organisation_goes_and_the_others_stay(
    lrs: LRS, authority: Authority, database_url: str
) -> None:
    other = Authority.internal(str(uuid.uuid4()), "https://lrs.example")
    key, secret = fill(lrs, other)
    before = counted(database_url)
    assert all(before.values()), before
    own = fill(lrs, authority)
    assert all(number > before[name] for name, number in counted(database_url).items())
    lrs.erase(authority.organisation)
    after = counted(database_url)
    # The number stays taken: another process may still write under it, and no statement's turns back.
    for kept in ("lrs_organisation", "lrs_last"):
        assert after.pop(kept) == before.pop(kept) + 1
    assert after == before
    with pytest.raises(errors.Unauthorised):
        lrs.credentials.verify(*own)
    assert lrs.credentials.verify(key, secret).organisation == other.organisation
    assert len(lrs.since(other.organisation, 0)) == 4


def test_numbers_never_turn_back(lrs: LRS, authority: Authority) -> None:
    lrs.store(encoded([statement()] * 3), authority)
    last = lrs.since(None, 0)[-1]
    lrs.erase(authority.organisation)
    lrs.store(encoded(statement()), Authority.internal("other", "https://lrs.example"))
    lrs.store(encoded(statement()), authority)
    later = lrs.since(None, last.seq)
    assert [row.organisation for row in later] == ["other", authority.organisation]
    assert later[1].stored > last.stored


def test_an_unknown_organisation_is_erased_in_vain(lrs: LRS) -> None:
    lrs.erase("nobody")
    assert lrs.since(None, 0) == ()
