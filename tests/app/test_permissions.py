"""Who may do what, asked of every address that the app has."""

import uuid
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule, UUIDConverter

from app.database import Database
from app.organisations.models import Role
from app.permissions import ACTION, ALLOW, PLATFORM, PUBLIC, SIGNED_IN
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust, add_member, make_platform_administrator

OPEN_BY_NAME = {"static"}
ANY_UUID = uuid.UUID(int=7)


def rules(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in OPEN_BY_NAME and not rule.endpoint.startswith("lrs_"):
            yield rule


def action_of(app: Flask, rule: Rule) -> str:
    return getattr(app.view_functions[rule.endpoint], ACTION, "")


def address(app: Flask, rule: Rule) -> str:
    values = {name: example(rule._converters[name]) for name in rule.arguments}
    with app.test_request_context():
        return app.url_map.bind("localhost").build(
            rule.endpoint, values, method=next(iter(methods(rule)))
        )


def example(converter: BaseConverter) -> object:
    match converter:
        case UUIDConverter():
            return ANY_UUID
        case IntegerConverter():
            return 1
        case AnyConverter():
            return min(converter.items)
    return "x"


def methods(rule: Rule) -> set[str]:
    return (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE", "PATCH"}


def test_every_address_says_who_may_use_it(app: Flask) -> None:
    without = [rule.rule for rule in rules(app) if not action_of(app, rule)]
    assert without == []


def test_a_stranger_is_asked_to_sign_in_wherever_a_role_is_needed(
    app: Flask, client: Actor
) -> None:
    token = client.token()
    for rule in rules(app):
        if action_of(app, rule) == PUBLIC:
            continue
        for method in methods(rule):
            path = address(app, rule)
            answer = client.open(path, method=method, data=posted(token, method))
            assert answer.status_code == 302, (method, path, answer.text)
            assert answer.headers["Location"].startswith("/sign-in"), path


def somebody(database: Database, trust: Trust, role: str) -> str:
    """Make a person who has one role; return the address to sign in with."""
    if role == PLATFORM:
        return make_platform_administrator(database)
    email = trust.email("of-one-role")
    with database.write() as session:
        add_member(session, trust.organisation, email, "Dr Sana Iqbal", Role(role))
    return email


@pytest.mark.parametrize("role", [*Role, PLATFORM])
def test_a_person_with_another_role_is_refused(
    app: Flask, database: Database, sign_in: SignIn, trust: Trust, role: str
) -> None:
    actor, own = sign_in(somebody(database, trust, role)), {role, SIGNED_IN}
    tried, token = 0, actor.token()
    for rule in rules(app):
        action = action_of(app, rule)
        if action == PUBLIC or not own.isdisjoint(ALLOW[action]):
            continue
        for method in methods(rule):
            path = address(app, rule)
            answer = actor.open(path, method=method, data=posted(token, method))
            assert answer.status_code == 403, (role, method, path, answer.status)
            tried += 1
    assert tried > 0


def posted(token: str, method: str) -> dict[str, str] | None:
    return None if method == "GET" else {"csrf_token": token}


def test_each_role_of_the_table_exists() -> None:
    known = {*Role, PLATFORM, SIGNED_IN}
    assert all(allowed <= known for allowed in ALLOW.values())
