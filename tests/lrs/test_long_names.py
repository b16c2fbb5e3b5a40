"""Names of any length and with anything in them are found again: no index holds them as they are."""

import pytest

from lrs import LRS, Authority, Document, Owner, StatementQuery
from tests.lrs.samples import encoded, ids_of, statement

LONG = "l" * 20_000
ODD = "'; DROP TABLE lrs_statement; --\"%00$1 :name ?"


@pytest.mark.parametrize("name", [LONG, ODD, "\u00e9\U0001f600" * 2_000])
def test_what_is_stored_under_a_name_is_found_by_it(
    lrs: LRS, authority: Authority, name: str
) -> None:
    iri = "https://example.com/" + "".join(c for c in name if c not in ' "')
    agent = {"account": {"homePage": iri, "name": name}}
    sent = statement(
        actor=agent | {"name": name},
        verb={"id": iri},
        object={"id": iri, "definition": {"name": {"en": name}}},
        context={"contextActivities": {"parent": {"id": f"{iri}/parent"}}},
    )
    (one,) = lrs.store(encoded(sent), authority)
    lrs.store(encoded(statement()), authority)
    organisation = authority.organisation
    for query in (
        StatementQuery(organisation=organisation, verb=iri),
        StatementQuery(organisation=organisation, activity=iri),
        StatementQuery(
            organisation=organisation, activity=f"{iri}/parent", related_activities=True
        ),
        StatementQuery(organisation=organisation, agent=agent),
    ):
        assert ids_of(lrs.find(query).statements) == [one]
    assert lrs.person(organisation, agent).name == (name,)
    assert lrs.activity(organisation, iri).definition
    owner = Owner(activity=iri, agent=agent)
    lrs.state.put(organisation, owner, name, Document(b"x"))
    assert lrs.state.list(organisation, owner) == (name,)
