"""Every filter, alone and together, paging, and the three formats."""

import itertools
import json
import uuid
from typing import Any

import pytest

from lrs import LRS, Authority, StatementQuery, View, errors
from tests.lrs.samples import encoded, ids_of, statement

ADA, BOB, CAT = ({"mbox": f"mailto:{name}@example.com"} for name in ("ada", "bob", "cat"))
DAN = {"account": {"homePage": "https://x.example", "name": "dan"}}
VERBS = "https://example.com/verbs/"
PLACES = "https://example.com/activities/"
REGISTRATION = str(uuid.uuid4())
OTHER_REGISTRATION = str(uuid.uuid4())


def activity(name: str) -> dict[str, Any]:
    return {"id": PLACES + name}


STATEMENTS: dict[str, dict[str, Any]] = {
    "plain": statement(actor=ADA, verb={"id": VERBS + "a"}, object=activity("one")),
    "other": statement(
        actor=BOB,
        verb={"id": VERBS + "b"},
        object=activity("two"),
        context={"registration": REGISTRATION.upper()},
    ),
    "agent as object": statement(
        actor=BOB, verb={"id": VERBS + "a"}, object=ADA | {"objectType": "Agent"}
    ),
    "member": statement(
        actor={"objectType": "Group", "member": [ADA, CAT]},
        verb={"id": VERBS + "b"},
        object=activity("one"),
    ),
    "taught": statement(
        actor=BOB,
        verb={"id": VERBS + "a"},
        object=activity("two"),
        context={
            "instructor": ADA,
            "registration": OTHER_REGISTRATION,
            "contextActivities": {"grouping": activity("one")},
        },
    ),
    "told": statement(
        actor=CAT,
        verb={"id": VERBS + "b"},
        object={
            "objectType": "SubStatement",
            "actor": ADA,
            "verb": {"id": VERBS + "a"},
            "object": activity("one"),
            "context": {"registration": REGISTRATION},
        },
    ),
}

EXPECTED: list[tuple[dict[str, Any], set[str]]] = [
    ({}, set(STATEMENTS)),
    ({"verb": VERBS + "a"}, {"plain", "agent as object", "taught"}),
    ({"verb": VERBS + "none"}, set()),
    ({"activity": PLACES + "one"}, {"plain", "member"}),
    (
        {"activity": PLACES + "one", "related_activities": True},
        {"plain", "member", "taught", "told"},
    ),
    ({"agent": ADA}, {"plain", "agent as object", "member"}),
    (
        {"agent": {"mbox": "mailto:ada@EXAMPLE.COM", "name": "x"}},
        {"plain", "agent as object", "member"},
    ),
    (
        {"agent": json.dumps(ADA), "related_agents": True},
        {"plain", "agent as object", "member", "taught", "told"},
    ),
    ({"agent": CAT}, {"member", "told"}),
    ({"agent": DAN}, set()),
    ({"registration": REGISTRATION}, {"other"}),
    ({"registration": REGISTRATION.upper()}, {"other"}),
    (
        {
            "agent": {"account": {"homePage": "https://lrs.example", "name": "internal"}},
            "related_agents": True,
        },
        set(STATEMENTS),
    ),
]


@pytest.fixture
def names(lrs: LRS, authority: Authority) -> dict[str, str]:
    """Store the statements; return their names by id."""
    ids = lrs.store(encoded(list(STATEMENTS.values())), authority)
    return dict(zip(ids, STATEMENTS, strict=True))


def test_each_filter_and_each_pair_finds_what_matches_both(
    lrs: LRS, authority: Authority, names: dict[str, str]
) -> None:
    for (one, first), (other, second) in itertools.product(EXPECTED, EXPECTED):
        if any(one[key] != other[key] for key in one.keys() & other.keys()):
            continue
        both = one | other
        broad = {"related_agents": "agent", "related_activities": "activity"}
        if any(
            both.get(flag) and (flag in one) != (flag in other) and key in one and key in other
            for flag, key in broad.items()
        ):
            continue
        for ascending in (False, True):
            query = StatementQuery(organisation=authority.organisation, ascending=ascending, **both)
            found = [names[one] for one in ids_of(lrs.find(query).statements)]
            wanted = [name for name in STATEMENTS if name in first & second]
            assert found == (wanted if ascending else wanted[::-1]), both


@pytest.mark.parametrize("ascending", [False, True])
def test_pages_hold_everything_once_with_every_filter(
    lrs: LRS, authority: Authority, names: dict[str, str], ascending: bool
) -> None:
    for filters, expected in EXPECTED:
        query = StatementQuery(
            organisation=authority.organisation, limit=2, ascending=ascending, **filters
        )
        page, found = lrs.find(query), []
        while True:
            found += [names[one] for one in ids_of(page.statements)]
            if page.more is None:
                break
            assert len(page.statements) == 2
            page = lrs.more(page.more, View(organisation=authority.organisation))
            assert page.statements, "a page after `more` is never empty"
        wanted = [name for name in STATEMENTS if name in expected]
        assert found == (wanted if ascending else wanted[::-1])


def test_since_is_exclusive_and_until_inclusive_on_stored(
    lrs: LRS, authority: Authority, names: dict[str, str]
) -> None:
    stored = [json.loads(row.body)["stored"] for row in lrs.since(authority.organisation, 0)]
    query = StatementQuery(
        organisation=authority.organisation, since=stored[1], until=stored[3], ascending=True
    )
    found = [json.loads(body)["stored"] for body in lrs.find(query).statements]
    assert found == stored[2:4]
    early = StatementQuery(organisation=authority.organisation, until="2020-01-01T00:00:00Z")
    assert lrs.find(early).statements == ()
    late = StatementQuery(organisation=authority.organisation, since=stored[-1])
    assert lrs.find(late).statements == ()


def test_a_reader_of_ones_own_sees_what_that_credential_wrote(
    lrs: LRS, authority: Authority, names: dict[str, str]
) -> None:
    writer = Authority.of_account(
        authority.organisation, "https://lrs.example", "key1", frozenset({"statements/write"})
    )
    (mine,) = lrs.store(encoded(STATEMENTS["plain"]), writer)
    for filters in ({}, {"verb": VERBS + "a"}, {"agent": ADA, "verb": VERBS + "a"}):
        query = StatementQuery(
            organisation=authority.organisation, written_by="key1", limit=1, **filters
        )
        page = lrs.find(query)
        assert ids_of(page.statements) == [mine]
        assert page.more is None
    view = View(organisation=authority.organisation, written_by="key1")
    assert lrs.statement(view, mine) is not None
    assert lrs.statement(view, next(iter(names))) is None


@pytest.mark.parametrize(
    "filters",
    [
        {"verb": "no scheme"},
        {"activity": ""},
        {"agent": "{}"},
        {"agent": "no json"},
        {"agent": '{"name": "Ada"}'},
        {"agent": '{"objectType": "Group", "member": []}'},
        {"agent": '{"mbox": "mailto:a@b.c", "mbox": "mailto:d@e.f"}'},
        {"agent": "[" * 5_000},
        {"registration": "x"},
        {"since": "yesterday"},
        {"until": "2026-11-25 03:14:02+00:00"},
        {"limit": -1},
    ],
)
def test_a_bad_value_is_refused_and_never_ignored(
    lrs: LRS, authority: Authority, filters: dict[str, Any]
) -> None:
    with pytest.raises(errors.BadRequest):
        lrs.find(StatementQuery(organisation=authority.organisation, **filters))


@pytest.mark.parametrize(
    "token", ["", "x", "W10", "é", "W1tdLDAsbnVsbCxmYWxzZSwxMDAwMDAsImV4YWN0Il0"]
)
def test_a_more_token_made_elsewhere_is_refused(lrs: LRS, organisation: str, token: str) -> None:
    with pytest.raises(errors.BadRequest, match="more"):
        lrs.more(token, View(organisation=organisation))


def test_ids_keep_only_what_identifies_and_leave_the_rest_alone(
    lrs: LRS, authority: Authority
) -> None:
    sent = statement(
        actor={"objectType": "Group", "name": "Team", "member": [ADA | {"name": "Ada"}]},
        verb={"id": VERBS + "a", "display": {"en": "did"}},
        object=activity("one") | {"definition": {"name": {"en": "One"}}},
        result={"score": {"raw": 1.50}, "extensions": {"https://e.example": 10**30}},
        context={
            "instructor": DAN | {"name": "Dan"},
            "team": ADA | {"objectType": "Group", "member": [CAT]},
            "contextActivities": {"parent": activity("two") | {"definition": {}}},
        },
    )
    lrs.store(encoded(sent), authority)
    (body,) = lrs.find(StatementQuery(organisation=authority.organisation, format="ids")).statements
    found = json.loads(body)
    assert found["actor"] == {"objectType": "Group", "member": [ADA]}
    assert found["verb"] == {"id": VERBS + "a"}
    assert found["object"] == activity("one")
    assert found["result"] == sent["result"]
    assert found["context"]["instructor"] == DAN
    assert found["context"]["team"] == ADA | {"objectType": "Group"}
    assert found["context"]["contextActivities"] == {"parent": [activity("two")]}


@pytest.mark.parametrize(
    ("languages", "name"),
    [((), "One"), (("cy",), "Un"), (("de", "cy-GB"), "Un"), (("de", "*"), "One"), (("fr",), "One")],
)
def test_canonical_gives_the_known_definition_in_the_wanted_language(
    lrs: LRS, authority: Authority, languages: tuple[str, ...], name: str
) -> None:
    sent = statement(object=activity("three"))
    named = statement(
        object=activity("three") | {"definition": {"name": {"en-GB": "One", "cy": "Un"}}}
    )
    plain, _ = lrs.store(encoded([sent, named]), authority)
    view = View(organisation=authority.organisation, languages=languages)
    found = lrs.statement(view, plain, format="canonical")
    assert found is not None
    definition = json.loads(found.body)["object"]["definition"]
    assert list(definition["name"].values()) == [name]
    exact = lrs.statement(view, plain)
    assert exact is not None
    assert "definition" not in json.loads(exact.body)["object"]
