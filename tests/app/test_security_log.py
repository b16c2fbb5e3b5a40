"""What is written down of sign-ins and refusals, and that it names nobody."""

import json
from collections.abc import Iterator

import pytest
from flask import Flask

from app import security_log
from tests.app.actors import Actor
from tests.app.second_step.test_second_step import set_up
from tests.app.trust import Trust
from tests.app.written import Lines, security_lines


@pytest.fixture
def lines() -> Iterator[Lines]:
    with security_lines() as told:
        yield told


def test_right_and_wrong_passwords_are_told_apart_and_name_nobody(
    client: Actor, trust: Trust, lines: Lines
) -> None:
    client.sign_in(trust.email("learner"), "not this one at all")
    client.sign_in("nobody@alder.example", "not this one at all")
    client.sign_in(trust.email("learner"))
    client.sign_out()
    wrong, unknown, right, out = lines()
    assert [each["event"] for each in (wrong, unknown, right, out)] == [
        "wrong password",
        "wrong password",
        "signed in",
        "signed out",
    ]
    assert wrong["account"] == right["account"] == out["account"]
    assert "account" not in unknown
    assert right["by"] == "password"
    assert wrong["time"].endswith("+00:00")
    text = json.dumps(lines())
    assert all(word not in text for word in ("alder", "learner@", "Ngozi", "127.0.0.1", "not this"))
    assert len({each["network"] for each in lines()}) == 1


def test_a_refused_page_a_forged_form_and_a_limit_are_told(
    as_learner: Actor, trust: Trust, lines: Lines
) -> None:
    as_learner.get("/people")
    as_learner.post("/account/password", data={"csrf_token": "forged"})
    for _ in range(9):
        as_learner.send("/account/password", old="wrong", password="four calm otters swim")
    told = [each["event"] for each in lines()]
    assert told == ["refused", "forged form", "too many tries"]
    assert lines()[0]["page"].startswith("organisations.")


def test_only_known_events_are_told() -> None:
    with pytest.raises(KeyError):
        security_log.tell("something else")


def test_codes_are_told_apart(
    client: Actor, as_learner: Actor, app: Flask, trust: Trust, lines: Lines
) -> None:
    _, codes = set_up(as_learner)
    client.sign_in(trust.email("learner"))
    client.send("/sign-in/second-step", code="000000")
    client.send("/sign-in/second-step", code=codes[0])
    told = [(each["event"], each.get("by", "")) for each in lines()]
    assert told == [
        ("waits for second step", ""),
        ("wrong code", ""),
        ("signed in", "recovery code"),
    ]
    assert codes[0] not in json.dumps(lines())
