"""What the rules propose for invented doctors: each vector is one of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from course.welcome_form.files import WelcomeForm, read_welcome_form
from course.welcome_form.judging import Answers, propose
from course.welcome_form.model import Value
from course.welcome_form.ratings import Ratings, table_of

ROOT = Path(__file__).parents[3]
VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())


@pytest.fixture(scope="module")
def whole() -> WelcomeForm:
    found, mistakes = read_welcome_form(ROOT / "modules")
    assert mistakes == ()
    assert found is not None
    return found


def value(row: dict[str, Any]) -> Value:
    return {key: tuple(part) if isinstance(part, list) else part for key, part in row.items()}


def answers(whole: WelcomeForm, vector: dict[str, Any]) -> Answers:
    return Answers(
        {key: [value(row) for row in rows] for key, rows in vector["fields"].items()},
        needs=whole.needs,
        ratings={key: Ratings(**each) for key, each in vector["ratings"].items()},
    )


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_rules_propose_what_fits(whole: WelcomeForm, vector: dict[str, Any]) -> None:
    found = propose(whole.rules, answers(whole, vector))
    assert [each.key for each in found] == vector["rules"]
    assert [each.key for each in found if each.private] == vector["img_only"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_the_ratings_lead_to_what_fits(whole: WelcomeForm, vector: dict[str, Any]) -> None:
    rated = {key: Ratings(**each) for key, each in vector["ratings"].items()}
    lines = table_of(whole.needs, rated)
    assert {line.need.id: line.outcome for line in lines} == vector["outcomes"]
    safety = [line.need.safety for line in lines]
    assert safety == sorted(safety, reverse=True)


def test_a_text_is_never_read_only_whether_it_is_to_be_talked_about(whole: WelcomeForm) -> None:
    written: Value = {"answer": "alcohol, dying, say nothing, paper records"}
    fields: dict[str, list[Value]] = {"c.family_style": [written], "e.local": [{"answer": "yes"}]}
    assert propose(whole.rules, Answers(fields)) == ()
    talk = frozenset({"c.family_style"})
    assert [each.key for each in propose(whole.rules, Answers(fields, talk))] == ["R08"]


def test_an_unread_first_topic_is_told_after_three_weeks(whole: WelcomeForm) -> None:
    fields: dict[str, list[Value]] = {"e.local": [{"answer": "yes"}]}
    early = Answers(fields, days=20, unread=True)
    assert propose(whole.rules, early) == ()
    late = Answers(fields, days=21, unread=True)
    assert [each.key for each in propose(whole.rules, late)] == ["R53"]


def test_the_same_proposal_is_told_once_with_every_reason(whole: WelcomeForm) -> None:
    first = next(rule for rule in whole.rules if rule.id == "R13")
    again = type(first)(
        **{f: getattr(first, f) for f in first.__struct_fields__}
        | {"id": "X1", "because": "you said so"}
    )
    fields: dict[str, list[Value]] = {"c.taboo": [{"answer": ("drugs",)}]}
    found = propose((first, again), Answers(fields))
    assert [each.key for each in found] == ["R13+X1"]
    assert found[0].because == ("alcohol or drugs are hard to raise", "you said so")
