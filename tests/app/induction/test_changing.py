"""How an organisation makes the list its own, and what it cannot change."""

import datetime as dt

import pytest
from flask import Flask

from app.database import Database
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.induction.listing import begin, induction_of, on_day, seen
from tests.app.trust import Trust

SAME = {"owner": "lead", "person": "", "days": "30", "side": "before", "counting": "all"}
NEW = {"text": "Key for the cycle store", "phase": "first-day", "area": "ward"}


@BOTH
def test_good_practice_can_be_switched_off_and_back(
    app: Flask, database: Database, as_lead: Actor, trust: Trust
) -> None:
    begin(database, trust)
    assert as_lead.send("/inductions/items/P0-03", off="y", **SAME).status_code == 303
    assert seen(app, trust).row("P0-03") is None
    assert "0 items of your own; 1 switched off." in as_lead.get("/inductions/items").text
    assert "Switched off" in as_lead.get("/inductions/items").text
    assert as_lead.send("/inductions/items/P0-03/as-it-was").status_code == 303
    assert seen(app, trust).row("P0-03") is not None


def test_a_minimum_and_law_cannot_be_switched_off(
    app: Flask, database: Database, as_lead: Actor, trust: Trust
) -> None:
    begin(database, trust)
    fixed = [each for each in induction_of(app).items if each.fixed]
    law = [each for each in fixed if "L" in each.basis and each.standard == "good"]
    assert law, "one item at least rests on the law without being our minimum"
    for each in (*law, fixed[0], fixed[-1]):
        answer = as_lead.send(f"/inductions/items/{each.id}", off="y", **SAME)
        assert answer.status_code == 403, each.id
        assert "stays on every list" in answer.text
        assert seen(app, trust).row(each.id) is not None
        assert 'name="off"' not in as_lead.get(f"/inductions/items/{each.id}").text


def test_owner_and_day_are_changed_for_every_list(
    app: Flask, database: Database, as_lead: Actor, sign_in: SignIn, trust: Trust
) -> None:
    begin(database, trust, ago=0)
    to = {
        "owner": "it",
        "person": str(trust.members["other-supervisor"]),
        "days": "3",
        "side": "after",
        "counting": "working",
    }
    assert as_lead.send("/inductions/items/P1-05", **to).status_code == 303
    row = seen(app, trust).row("P1-05")
    assert row is not None
    assert row.due > on_day() + dt.timedelta(days=2) and row.due.weekday() < 5
    assert row.owner_words == "IT (Dr Owen Pryce)"
    page = sign_in(trust.email("other-supervisor")).get("/inductions/to-do").text
    assert "Written statement of particulars" in page


def test_the_doctor_s_own_item_keeps_its_owner(
    app: Flask, database: Database, as_lead: Actor, trust: Trust
) -> None:
    begin(database, trust, ago=0)
    assert as_lead.send("/inductions/items/P2-10", **SAME | {"side": "after"}).status_code == 303
    row = seen(app, trust).row("P2-10")
    assert row is not None and row.item.of_doctor
    assert row.due == on_day() + dt.timedelta(days=30)


def test_an_own_item_stands_on_every_list_of_the_trust_alone(
    app: Flask,
    database: Database,
    as_lead: Actor,
    sign_in: SignIn,
    trust: Trust,
    other_trust: Trust,
) -> None:
    doctor = begin(database, trust)
    begin(database, other_trust)
    assert as_lead.send("/inductions/items/new", **NEW | SAME | {"days": "1"}).status_code == 303
    (row,) = [each for each in seen(app, trust).rows if each.item.own]
    assert row.item.text == NEW["text"]
    assert not any(each.item.own for each in seen(app, other_trust).rows)
    as_lead.send(f"/inductions/{doctor}/items/{row.key}/done", today="yes")
    stranger = sign_in(other_trust.email("lead"))
    assert stranger.get(f"/inductions/items/{row.key}").status_code == 404
    assert stranger.send(f"/inductions/items/{row.key}/as-it-was").status_code == 404
    assert as_lead.send(f"/inductions/items/{row.key}", **SAME).status_code == 303
    assert as_lead.send(f"/inductions/items/{row.key}/as-it-was").status_code == 303
    assert seen(app, trust).row(row.key) is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "Write what is to be done."),
        ({"text": "t" * 301}, "Use 300 characters at most."),
        ({"days": "soon"}, "Write a whole number of days"),
        ({"days": "366"}, "Write a whole number of days"),
        ({"owner": "nobody"}, "Not a valid choice"),
        ({"phase": "never"}, "Not a valid choice"),
    ],
)
def test_a_wrong_item_is_told_and_what_was_typed_stays(
    as_lead: Actor, fields: dict[str, str], sentence: str
) -> None:
    answer = as_lead.send("/inductions/items/new", **NEW | SAME | fields)
    assert answer.status_code == 400
    assert sentence in answer.text
    if "text" not in fields:
        assert NEW["text"] in answer.text


def test_owners_by_role_are_not_named_and_strangers_cannot_be(
    as_lead: Actor, other_trust: Trust
) -> None:
    assert as_lead.get("/inductions/owners/lead").status_code == 404
    assert as_lead.get("/inductions/owners/xyz").status_code == 404
    stranger = str(other_trust.members["supervisor"])
    assert as_lead.send("/inductions/owners/it", people=[stranger]).status_code == 400
