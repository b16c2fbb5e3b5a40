"""Credentials that are kept to one agent in one registration, or that end by themselves."""

import uuid

import pytest

from lrs import LRS, Authority, Confinement, StatementQuery, View, errors, timestamps
from tests.lrs.samples import encoded, ids_of, statement

AGENT = {"objectType": "Agent", "account": {"homePage": "https://a.example", "name": "ada"}}
OTHER = {"mbox": "mailto:bob@example.com"}


@pytest.fixture
def registration() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def confined(lrs: LRS, organisation: str, registration: str) -> Authority:
    key, secret = lrs.credentials.issue(
        organisation,
        "session",
        ("statements/write", "statements/read"),
        confined=Confinement(AGENT, registration),
    )
    return lrs.authority(lrs.credentials.verify(key, secret))


def within(registration: str, **changes: object) -> dict[str, object]:
    return statement(actor=AGENT, context={"registration": registration.upper()}, **changes)


def test_its_own_statements_are_taken_however_the_registration_is_spelt(
    lrs: LRS, confined: Authority, registration: str
) -> None:
    named = AGENT | {"name": "Ada"}
    assert lrs.store(encoded(within(registration) | {"actor": named}), confined)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"actor": OTHER}, "actor"),
        ({"actor": {"objectType": "Group", "account": AGENT["account"]}}, "actor"),
        ({"actor": {"objectType": "Group", "member": [AGENT]}}, "actor"),
        ({"context": {"registration": str(uuid.uuid4())}}, "context.registration"),
        ({"context": {}}, "context.registration"),
        ({"context": None}, "context.registration"),
    ],
)
def test_a_statement_of_another_or_elsewhere_keeps_its_batch_out(
    lrs: LRS, confined: Authority, registration: str, changes: dict[str, object], sentence: str
) -> None:
    changed = {k: v for k, v in (within(registration) | changes).items() if v is not None}
    with pytest.raises(errors.Forbidden, match=sentence):
        lrs.store(encoded([within(registration), changed]), confined)
    assert lrs.since(confined.organisation, 0) == ()


def test_only_what_lies_within_is_found(
    lrs: LRS, authority: Authority, confined: Authority, registration: str
) -> None:
    mine = ids_of_stored(lrs, confined, within(registration), within(registration))
    theirs = ids_of_stored(
        lrs,
        authority,
        within(str(uuid.uuid4())),
        statement(actor=OTHER, context={"registration": registration}),
        # The agent as the object of somebody else's statement is not the actor.
        statement(actor=OTHER, object=AGENT, context={"registration": registration}),
        statement(),
    )
    view = View(organisation=confined.organisation, within=confined.confined)
    query = StatementQuery(organisation=confined.organisation, within=view.within, limit=1)
    page = lrs.find(query)
    found = list(page.statements)
    while page.more is not None:
        page = lrs.more(page.more, view)
        found += page.statements
    assert set(mine) <= set(ids_of(tuple(found)))
    assert not {theirs[0], theirs[1], theirs[3]} & set(ids_of(tuple(found)))
    assert all(lrs.statement(view, one) is not None for one in mine)
    assert all(lrs.statement(view, one) is None for one in theirs)


def ids_of_stored(lrs: LRS, authority: Authority, *statements: object) -> tuple[str, ...]:
    return lrs.store(encoded(list(statements)), authority)


def test_a_credential_ends_by_itself_and_never_later_than_it_was_told(
    lrs: LRS, organisation: str
) -> None:
    now = timestamps.now()
    key, secret = lrs.credentials.issue(organisation, "x", ("all",), expires=now + 3_600_000_000)
    assert lrs.credentials.verify(key, secret).expires == now + 3_600_000_000
    lrs.credentials.expire(key, now + 7_200_000_000)
    assert lrs.credentials.verify(key, secret).expires == now + 3_600_000_000
    lrs.credentials.expire(key, now)
    with pytest.raises(errors.Unauthorised):
        lrs.credentials.verify(key, secret)


@pytest.mark.parametrize(
    "confined", [Confinement(AGENT, "no uuid"), Confinement({"name": "nobody"}, str(uuid.uuid4()))]
)
def test_a_confinement_that_binds_nothing_is_refused(
    lrs: LRS, organisation: str, confined: Confinement
) -> None:
    with pytest.raises(errors.BadRequest):
        lrs.credentials.issue(organisation, "x", ("all",), confined=confined)
    assert lrs.credentials.list(organisation) == ()
