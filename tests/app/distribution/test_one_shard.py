"""A request asks one shard: whatever it needs of an organisation lies together on one machine.

So a cluster serves more organisations the more machines it has, and one that is away stops its own only. The few
requests that ask several shards are listed here, each with its reason.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

import pytest

from app.permissions import ACTION, PUBLIC
from tests.app.access.cast import EVERYBODY, PLATFORM_ADMINISTRATOR, may_do
from tests.app.access.entries import Owned
from tests.app.access.making import make_modules, world_of
from tests.app.access.table import TABLE
from tests.app.access.things import World
from tests.app.access.trying import addresses, ask
from tests.app.test_permissions import rules
from tests.support.citus import CitusDatabases
from tests.support.tasks import Counter

pytestmark = pytest.mark.citus

ACROSS: Final = {
    "watching.metrics": "who watches the server counts what waits, whose ever it is",
}
"""Endpoints that ask several shards, and why they may; beside them all that the platform's administrator asks of
all organisations, and whatever a person asks who belongs to several."""


@pytest.fixture(scope="module")
def cluster(citus_databases: CitusDatabases, prepared_citus: str) -> Iterator[str]:
    made = citus_databases.make(prepared_citus)
    yield made
    citus_databases.drop(made)


@pytest.fixture(scope="module")
def spread_world(cluster: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("cluster")
    make_modules(folder)
    with world_of(folder, cluster) as made:
        yield made


def requests(world: World) -> Iterator[tuple[str, str, str, str, Owned]]:
    """Give each address with somebody who may ask it: those that only read first."""
    plain = Owned({})
    for rule in rules(world.app):
        if not rule.arguments and "GET" in (rule.methods or ()):
            action = getattr(world.app.view_functions[rule.endpoint], ACTION)
            for who in EVERYBODY:
                if action == PUBLIC or may_do(who, action):
                    yield rule.endpoint, who, "GET", rule.rule, plain
    later: list[tuple[str, str, str, str, Owned]] = []
    owned = {name: entry for name, entry in TABLE.items() if isinstance(entry, Owned)}
    for endpoint, entry in owned.items():
        first = {name: world.things[kind][0] for name, kind in entry.things.items()}
        (who, *_) = sorted(frozenset.intersection(*(thing.may for thing in first.values())))
        for method, path in addresses(world.app, endpoint, entry, first):
            found = (endpoint, who, method, path, entry)
            if method == "GET":
                yield found
            else:
                later.append(found)
    yield from later


def test_a_request_asks_one_shard(spread_world: World, cluster: str) -> None:
    counter = Counter(cluster)
    several: defaultdict[str, set[str]] = defaultdict(set)
    asked = 0
    for endpoint, who, method, path, entry in requests(spread_world):
        spread_world.actor(who)
        with counter.noting() as sent:
            ask(spread_world, who, method, path, entry)
        asked += 1
        if who != PLATFORM_ADMINISTRATOR:
            several[endpoint] |= {each.sql for each in sent if counter.tasks(each) > 1}
    counter.close()
    found = {endpoint: sorted(found) for endpoint, found in several.items() if found}
    unknown = {endpoint: sql for endpoint, sql in found.items() if endpoint not in ACROSS}
    assert unknown == {}
    assert sorted(set(ACROSS) - set(found)) == [], (
        "these ask one shard by now: take them off the list"
    )
    assert asked > 200
