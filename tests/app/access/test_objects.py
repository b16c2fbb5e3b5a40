"""Every address that names something, tried by everybody whose it is not: nothing is told, nothing written."""

from collections import Counter

import pytest
from flask import Flask

from app.organisations.models import Role
from tests.app.access.cast import ROLES
from tests.app.access.entries import Owned
from tests.app.access.kept import Kept
from tests.app.access.table import TABLE
from tests.app.access.things import World
from tests.app.access.trying import OPENED, addresses, ask, cells, with_arguments

OWNED = {endpoint: entry for endpoint, entry in TABLE.items() if isinstance(entry, Owned)}

COUNTED: Counter[str] = Counter()
"""How often each address was tried."""


def test_every_address_that_names_something_says_whose_it_is(app: Flask) -> None:
    missing = sorted(set(with_arguments(app)) - set(TABLE))
    assert missing == [], (
        f"{', '.join(missing)}: add a line to one of tests/app/access/entries_*.py that says which kind of"
        " thing each argument names (owned), or why it names nothing of anybody's (shared)."
    )
    assert sorted(set(TABLE) - set(with_arguments(app))) == []


def test_somebody_of_each_role_tries() -> None:
    assert set(ROLES.values()) == set(Role), "add somebody to BESIDE in tests/app/access/cast.py"


@pytest.mark.parametrize("endpoint", OWNED)
def test_nobody_reaches_what_is_not_theirs(world: World, kept: Kept, endpoint: str) -> None:
    before, tried = kept.version(), 0
    for cell in cells(world, endpoint, OWNED[endpoint]):
        answer = ask(world, cell.who, cell.method, cell.path, OWNED[endpoint])
        said = (cell.who, cell.method, cell.path, answer.status, answer.headers.get("Location"))
        assert answer.status_code in cell.expected, said
        words = {word for thing in cell.things for word in thing.words} - {world.name(cell.who)}
        told = [word for word in words if word in answer.text]
        assert told == [], said
        if kept.version() != before:
            assert kept.changed() == [], said
            before = kept.version()
        tried += 1
    assert tried > 0
    COUNTED[endpoint] += tried


@pytest.mark.parametrize("endpoint", OWNED)
def test_those_whose_it_is_do_reach_it(world: World, kept: Kept, endpoint: str) -> None:
    """Otherwise the refusals would say nothing: an address might be refused to everybody."""
    entry = OWNED[endpoint]
    first = {name: world.things[kind][0] for name, kind in entry.things.items()}
    may = sorted(frozenset.intersection(*(thing.may for thing in first.values())))
    assert may, "nobody reaches it"
    for method, path in addresses(world.app, endpoint, entry, first):
        answers = {}
        for who in may:
            answers[who] = ask(world, who, method, path, entry).status_code
            kept.put_back()
            if answers[who] not in OPENED:
                break
        else:
            pytest.fail(f"{method} {path} is refused to everybody: {answers}")


def test_how_many_tries_there_were(capsys: pytest.CaptureFixture[str]) -> None:
    """Shown with ``-s``. Where the tests run apart, or one by one, there is less to count."""
    with capsys.disabled():
        print(f"\n{COUNTED.total()} tries at {len(COUNTED)} of {len(OWNED)} addresses")
    assert set(COUNTED) <= set(OWNED)
