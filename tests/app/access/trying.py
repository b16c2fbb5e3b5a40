"""Trying an address as somebody: what is asked, what must be answered, and that nothing was written."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from msgspec import Struct
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.permissions import ACTION, PUBLIC
from tests.app.access.cast import BIRCH, EVERYBODY, PLATFORM_ADMINISTRATOR, may_do
from tests.app.access.entries import Owned
from tests.app.access.things import Thing, World
from tests.app.test_permissions import methods, rules

OPENED = frozenset({403, 404})
"""What nobody who may reach a thing is answered."""


class Cell(Struct, frozen=True):
    """One try. expected: the status that the answer may have; things: what the address names."""

    who: str
    method: str
    path: str
    things: tuple[Thing, ...]
    expected: frozenset[int]


def with_arguments(app: Flask) -> dict[str, list[Rule]]:
    """Return the rules whose addresses name something, by endpoint."""
    found: dict[str, list[Rule]] = {}
    for rule in rules(app):
        if rule.arguments:
            found.setdefault(rule.endpoint, []).append(rule)
    return found


def cells(world: World, endpoint: str, entry: Owned) -> Iterator[Cell]:
    """Give every try of an address that must be refused.

    First the first owner's thing, by everybody who may not reach it. Then, where an address names two
    things, one of them beside somebody else's, by those who may reach the first.
    """
    action = action_of(world, endpoint)
    first = {name: world.things[kind][0] for name, kind in entry.things.items()}
    for method, path in addresses(world.app, endpoint, entry, first):
        for who in strangers(first):
            if who.startswith(BIRCH) and not may_do(who, action):
                continue  # refused by role, as their colleague of the first trust is
            yield Cell(who, method, path, tuple(first.values()), _expected(who, action, entry))
    if len(first) < 2:
        return
    for name, kind in entry.things.items():
        for other in world.things[kind][1:]:
            mixed = {**first, name: other}
            own = [thing for key, thing in first.items() if key != name]
            for method, path in addresses(world.app, endpoint, entry, mixed):
                for who in sorted(frozenset.intersection(*(thing.may for thing in own))):
                    if may_do(who, action):
                        yield Cell(
                            who, method, path, (other,), frozenset({entry.mixed.get(name, 404)})
                        )


def _expected(who: str, action: str, entry: Owned) -> frozenset[int]:
    if action != PUBLIC and not may_do(who, action):
        return frozenset({403})
    # Who belongs to no organisation is told so, wherever a page needs one.
    return frozenset({entry.refused, 403} if who == PLATFORM_ADMINISTRATOR else {entry.refused})


def action_of(world: World, endpoint: str) -> str:
    """Return which action of the table an address is for."""
    found: str = getattr(world.app.view_functions[endpoint], ACTION)
    return found


def strangers(things: Mapping[str, Thing]) -> list[str]:
    """Return who may not reach all of some things."""
    return [who for who in EVERYBODY if any(who not in thing.may for thing in things.values())]


def addresses(
    app: Flask, endpoint: str, entry: Owned, things: Mapping[str, Thing]
) -> Iterator[tuple[str, str]]:
    """Give each method and address of an endpoint, with things in it."""
    values: dict[str, Any] = {**entry.given, **{name: each.value for name, each in things.items()}}
    for rule in with_arguments(app)[endpoint]:
        for method in sorted(methods(rule)):
            given = {name: values[name] for name in rule.arguments}
            yield method, app.url_map.bind("localhost").build(endpoint, given, method=method)


def ask(world: World, who: str, method: str, path: str, entry: Owned) -> TestResponse:
    """Send a request as somebody. The app of this folder asks for no token in forms.

    A page that only leads on to another one is judged by where it leads. Whether pages are well made is
    asked elsewhere: thousands of times the same refusal would take most of the time.
    """
    actor: FlaskClient = world.actor(who)
    values = world.app.url_map.bind("localhost").match(path, method)[1]
    with actor.session_transaction() as session:
        session.pop("_flashes", None)  # what an earlier act said would be shown on this page
    if method == "GET":
        return FlaskClient.open(actor, path, follow_redirects=True)
    data = {name: text.format(**values) for name, text in entry.sent.items()}
    return FlaskClient.open(actor, path, method=method, data=data)
