"""Lists that begin by themselves: for whom, from which day, and only where the organisation wants it."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import Database, now
from app.induction import changing
from app.induction.models import InductionList
from app.induction.team import team
from app.organisations.models import Invitation, Membership
from app.tenancy import within
from tests.app.actors import Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.databases import BOTH
from tests.app.induction.listing import begin, on_day
from tests.app.learning.walking import open_all_topics
from tests.app.organisations.inviting import NEW, invite
from tests.app.organisations.test_people import link_in
from tests.app.trust import Trust

PAGE = "/inductions/by-themselves"


def rows(database: Database, *, besides: object = None) -> list[InductionList]:
    """Return the lists that there are, but for one doctor's."""
    with database.read() as session:
        found = session.scalars(select(InductionList)).all()
    return [row for row in found if row.membership_id != besides]


def join(app: Flask, administrator: Actor, role: str = "learner") -> None:
    """Invite somebody and accept for them."""
    page = invite(administrator, "new@alder.example", roles=[role])
    answer = new_actor(app).send(link_in(page), password=NEW, again=NEW)
    assert answer.status_code == 302, answer.text


@BOTH
def test_a_list_begins_when_a_doctor_joins_where_lists_are_used(
    app: Flask, database: Database, as_administrator: Actor, as_lead: Actor, trust: Trust
) -> None:
    first = begin(database, trust, "other-learner", ago=40)
    join(app, as_administrator)
    (row,) = rows(database, besides=first)
    assert (row.first_day, row.begun, row.first_day_from) == (on_day(), on_day(), "joined")
    page = as_lead.get("/inductions").text
    assert page.count("Is this the first day?") == 1
    doctor = f"/inductions/{row.membership_id}"
    assert "This list began by itself" in as_lead.get(doctor).text
    later = on_day() + dt.timedelta(days=3)
    day = {"first_day": later.day, "first_day-month": later.month, "first_day-year": later.year}
    assert as_lead.send(f"{doctor}/first-day", **day).status_code == 303
    (row,) = rows(database, besides=first)
    assert (row.first_day, row.first_day_from) == (later, "hand")
    assert "This list began by itself" not in as_lead.get(doctor).text


def test_it_begins_on_the_first_day_that_the_invitation_told(
    app: Flask, database: Database, as_administrator: Actor, trust: Trust
) -> None:
    first = begin(database, trust)
    monday = on_day() + dt.timedelta(days=5)
    page = invite(as_administrator, "new@alder.example")
    with database.write() as session:  # as an import of a file tells it
        session.scalars(select(Invitation)).one().first_day = monday
    assert new_actor(app).send(link_in(page), password=NEW, again=NEW).status_code == 302
    (row,) = rows(database, besides=first)
    assert (row.first_day, row.first_day_from) == (monday, "place")


def test_nothing_begins_where_lists_are_not_used(
    app: Flask, database: Database, as_administrator: Actor, trust: Trust
) -> None:
    join(app, as_administrator)
    assert rows(database) == []


def test_who_does_not_learn_has_no_list(
    app: Flask, database: Database, as_administrator: Actor, trust: Trust
) -> None:
    first = begin(database, trust)
    join(app, as_administrator, "editor")
    assert rows(database, besides=first) == []


def test_to_name_an_owner_is_to_use_lists(
    app: Flask, database: Database, as_administrator: Actor, trust: Trust
) -> None:
    with within(trust.organisation), database.write() as session:
        people = team(session, trust.organisation)
        changing.name_owners(session, people, "it", [trust.members["lms-administrator"]])
    join(app, as_administrator)
    assert len(rows(database)) == 1


@pytest.mark.parametrize("choice", ["yes", "no"])
def test_the_organisation_says_whether(
    app: Flask,
    database: Database,
    as_administrator: Actor,
    as_lead: Actor,
    trust: Trust,
    other_trust: Trust,
    choice: str,
) -> None:
    assert "Nobody has chosen yet." in as_lead.get(PAGE).text
    assert as_lead.send(PAGE, begins=choice).status_code == 303
    page = as_lead.get(PAGE).text
    assert "Nobody has chosen yet." not in page
    assert f'value="{choice}" checked' in page
    first = begin(database, trust) if choice == "no" else None
    join(app, as_administrator)
    assert len(rows(database, besides=first)) == (choice == "yes")


def test_nothing_chosen_is_told_at_the_field(as_lead: Actor, as_supervisor: Actor) -> None:
    answer = as_lead.send(PAGE, begins="")
    assert answer.status_code == 400 and "Choose yes or no." in answer.text
    assert as_lead.send(PAGE, begins="perhaps").status_code == 400
    assert as_supervisor.get(PAGE).status_code == 403


def test_another_trusts_lists_are_none_of_ours(
    app: Flask, database: Database, as_administrator: Actor, trust: Trust, other_trust: Trust
) -> None:
    first = begin(database, other_trust)
    join(app, as_administrator)
    assert rows(database, besides=first) == []


@pytest.mark.parametrize(("days", "begins"), [(3, True), (31, False)])
def test_a_first_module_begins_the_list_of_a_newcomer(
    app: Flask, database: Database, as_learner: Actor, trust: Trust, days: int, begins: bool
) -> None:
    first = begin(database, trust, "other-learner")
    with database.write() as session:
        came = now() - dt.timedelta(days=days)
        session.get_one(Membership, trust.members["learner"]).made = came
    open_all_topics(app, as_learner)
    found = rows(database, besides=first)
    assert [row.first_day for row in found] == (
        [on_day() - dt.timedelta(days=days)] if begins else []
    )


def test_who_becomes_a_doctor_here_gets_a_list(
    database: Database, as_administrator: Actor, sign_in: SignIn, trust: Trust
) -> None:
    first = begin(database, trust)
    editor = trust.members["lms-administrator"]
    answer = as_administrator.send(f"/people/{editor}", roles=["lms_administrator", "learner"])
    assert answer.status_code == 302, answer.text
    assert [row.membership_id for row in rows(database, besides=first)] == [editor]
