"""Whose list somebody reaches, whose items they tick, and what a queue holds."""

import datetime as dt

import pytest
from flask import Flask

from app.database import Database
from app.induction.queue import by_owner
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.induction.listing import begin, induction_of, on_day, seen
from tests.app.trust import Trust

DAY = {
    "on": str(on_day().day),
    "on-month": str(on_day().month),
    "on-year": str(on_day().year),
}


def item(doctor: object, key: str, act: str = "") -> str:
    return f"/inductions/{doctor}/items/{key}" + (f"/{act}" if act else "")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("learner", 200),
        ("supervisor", 200),
        ("lead", 200),
        ("administrator", 200),
        ("other-learner", 404),
        ("other-supervisor", 404),
        ("lms-administrator", 404),
    ],
)
def test_a_list_is_reached_by_those_who_look_after_it(
    database: Database, sign_in: SignIn, trust: Trust, who: str, status: int
) -> None:
    doctor = begin(database, trust)
    assert sign_in(trust.email(who)).get(item(doctor, "P1-05")).status_code == status


@pytest.mark.parametrize("who", ["learner", "supervisor", "lead", "administrator"])
def test_another_trust_s_list_is_not_found(
    database: Database, sign_in: SignIn, trust: Trust, other_trust: Trust, who: str
) -> None:
    doctor = begin(database, trust)
    stranger = sign_in(other_trust.email(who))
    assert stranger.get(item(doctor, "P1-05")).status_code == 404
    for act in ("done", "open", "leave-out", "has-not-happened"):
        assert stranger.send(item(doctor, "P1-05", act), today="yes").status_code == 404, act
    if who != "learner":
        assert stranger.get(f"/inductions/{doctor}").status_code == 404
        assert stranger.get(f"/inductions/{doctor}/list.csv").status_code == 404
        assert stranger.send(f"/inductions/{doctor}/sign/before").status_code == 404
        assert "Ngozi" not in stranger.get("/inductions").text


@pytest.mark.parametrize(
    ("who", "key", "status"),
    [
        ("learner", "P2-10", 303),  # the doctor's own
        ("learner", "P1-06", 303),  # the trust's, which the doctor ticks
        ("learner", "P1-05", 403),  # HR's
        ("supervisor", "P2-01", 303),  # the supervisor's
        ("supervisor", "P1-05", 403),
        ("supervisor", "P2-10", 403),
        ("lead", "P1-05", 303),  # nobody stands for HR
        ("lead", "P2-01", 303),
        ("lead", "P2-10", 403),  # the doctor's to do
        ("administrator", "P1-05", 303),
    ],
)
def test_an_item_is_ticked_by_who_owns_it(
    database: Database, sign_in: SignIn, trust: Trust, who: str, key: str, status: int
) -> None:
    doctor = begin(database, trust)
    answer = sign_in(trust.email(who)).send(item(doctor, key, "done"), today="yes")
    assert answer.status_code == status


def test_who_stands_for_it_sees_it_s_items_and_no_more(
    app: Flask,
    database: Database,
    as_lead: Actor,
    as_lms_administrator: Actor,
    trust: Trust,
) -> None:
    doctor = begin(database, trust)
    assert "Nothing is yours to do" in as_lms_administrator.get("/inductions/to-do").text
    named = as_lead.send("/inductions/owners/it", people=[str(trust.members["lms-administrator"])])
    assert named.status_code == 303
    page = as_lms_administrator.get("/inductions/to-do").text
    assert "Record training by a super-user" in page and "Dr Ngozi Eze" in page
    assert as_lms_administrator.get(item(doctor, "P2-12")).status_code == 200
    assert as_lms_administrator.get(item(doctor, "P1-05")).status_code == 404
    assert as_lms_administrator.get(f"/inductions/{doctor}").status_code == 403
    assert "Record training" not in as_lead.get("/inductions/to-do").text
    ticked = as_lms_administrator.send(
        "/inductions/to-do", duty=[f"{doctor}:P2-12", f"{doctor}:P1-05"], **DAY
    )
    assert ticked.status_code == 303
    found = seen(app, trust)
    assert found.row("P2-12").by == "Kasia Nowak"  # type: ignore[union-attr]
    assert found.row("P1-05").open  # type: ignore[union-attr]


def test_several_doctors_are_ticked_at_once_and_a_month_shows_its_own(
    app: Flask, database: Database, as_lead: Actor, trust: Trust
) -> None:
    first = begin(database, trust, ago=5)
    second = begin(database, trust, "other-learner", ago=45)
    chosen = [f"{first}:P0-02", f"{second}:P0-02", f"{second}:P1-05"]
    nothing = as_lead.send("/inductions/to-do", **DAY)
    assert nothing.status_code == 400 and "Tick at least one doctor." in nothing.text
    wrong = as_lead.send("/inductions/to-do", duty=chosen, on="40")
    assert wrong.status_code == 400
    assert wrong.text.count(" checked>") == 3
    assert as_lead.send("/inductions/to-do", duty=chosen, **DAY).status_code == 303
    for who in ("learner", "other-learner"):
        assert seen(app, trust, who).row("P0-02").state == "done"  # type: ignore[union-attr]
    month = on_day() - dt.timedelta(days=45)
    shown = as_lead.get(f"/inductions/to-do?starts={month:%Y-%m}").text
    assert "Dr Farhan Siddiqui" in shown and "Dr Ngozi Eze" not in shown


@BOTH
def test_what_is_open_and_due_is_listed_for_its_owner(
    app: Flask, database: Database, trust: Trust
) -> None:
    begin(database, trust, ago=10)
    with database.read() as session:
        found = by_owner(session, induction_of(app), trust.organisation, on_day(), on_day())
    keys = {owner: [each.row.key for each in duties] for owner, duties in found.items()}
    assert set(keys) == {trust.members["supervisor"], trust.members["lead"]}
    assert "P2-01" in keys[trust.members["supervisor"]]
    assert "P1-05" not in keys[trust.members["supervisor"]]
    assert keys[trust.members["lead"]][0] == "P0-10"
    late = [each.row.late_by(on_day()) for each in found[trust.members["lead"]]]
    assert late == sorted(late, reverse=True)


def test_an_item_is_handed_to_somebody_for_one_doctor(
    database: Database, as_lead: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    doctor = begin(database, trust)
    other = trust.members["other-supervisor"]
    stranger = other_trust.members["supervisor"]
    assert as_lead.send(item(doctor, "P1-05", "hand-over"), owner=str(stranger)).status_code == 400
    assert as_lead.send(item(doctor, "P1-05", "hand-over"), owner=str(other)).status_code == 303
    owner = sign_in(trust.email("other-supervisor"))
    assert "Written statement of particulars" in owner.get("/inductions/to-do").text
    assert owner.send(item(doctor, "P1-05", "done"), today="yes").status_code == 303
    assert owner.get(item(doctor, "P1-04")).status_code == 404


def test_without_a_lead_the_administrator_owns_what_nobody_stands_for(
    database: Database, as_administrator: Actor, sign_in: SignIn, trust: Trust
) -> None:
    begin(database, trust)
    assert "Nothing is yours" in as_administrator.get("/inductions/to-do").text
    as_administrator.send(f"/people/{trust.members['lead']}", roles=["editor"], name="x", email="y")
    if "Nothing is yours" in as_administrator.get("/inductions/to-do").text:
        pytest.fail("the lead kept the role: the form of a person has changed")


def test_who_has_left_stands_in_no_list(
    database: Database, as_administrator: Actor, as_lead: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust)
    as_administrator.send(f"/people/{doctor}/leaving", when="now")
    assert "Dr Ngozi Eze" not in as_lead.get("/inductions").text
    assert as_lead.get(f"/inductions/{doctor}").status_code == 404
