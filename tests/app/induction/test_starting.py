"""The first day of a list: it follows the doctor's place, unless a person has set it for the list."""

import datetime as dt
import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import Database, now
from app.induction.models import InductionList
from app.induction.starting import WORDS
from app.organisations.models import Membership
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.databases import BOTH
from tests.app.induction.listing import begin, on_day, seen
from tests.app.induction.test_beginning import join, rows
from tests.app.organisations.inviting import NEW, a_group
from tests.app.trust import Trust

SOON = dt.timedelta(days=6)
LATER = dt.timedelta(days=20)


@pytest.fixture
def newcomer(
    app: Flask, database: Database, as_administrator: Actor, trust: Trust
) -> InductionList:
    """Give the list of somebody who has just joined, of whom no first day is told."""
    first = begin(database, trust, "other-learner", ago=40)
    join(app, as_administrator)
    (row,) = rows(database, besides=first)
    assert (row.first_day, row.first_day_from) == (on_day(), "joined")
    return row


def as_kept(database: Database, row: InductionList) -> tuple[dt.date, str]:
    """Return the first day of a list as it is now, and where it comes from."""
    with database.read() as session:
        found = session.get_one(InductionList, row.id)
        return found.first_day, found.first_day_from


def place(actor: Actor, member: uuid.UUID, **fields: object) -> None:
    assert actor.send(f"/people/{member}/place", **fields).status_code == 303


def set_by_hand(actor: Actor, member: uuid.UUID, day: dt.date) -> None:
    told = {"first_day": day.day, "first_day-month": day.month, "first_day-year": day.year}
    assert actor.send(f"/inductions/{member}/first-day", **told).status_code == 303


@BOTH
def test_an_assumed_day_follows_the_place_and_each_change_of_it(
    database: Database, as_administrator: Actor, as_lead: Actor, newcomer: InductionList
) -> None:
    who, page = newcomer.membership_id, f"/inductions/{newcomer.membership_id}"
    assert WORDS["joined"] in as_lead.get(page).text
    for days in (SOON, LATER):
        place(as_administrator, who, first_day=(on_day() + days).isoformat())
        assert as_kept(database, newcomer) == (on_day() + days, "place")
    told = as_lead.get(page).text
    assert WORDS["place"] in told and "This list began by itself" not in told
    assert "Is this the first day?" not in as_lead.get("/inductions").text
    place(as_administrator, who, first_day="")
    assert as_kept(database, newcomer) == (on_day(), "joined")


def test_a_cohort_gives_its_day_and_the_own_day_goes_before_it(
    database: Database, as_administrator: Actor, as_lead: Actor, newcomer: InductionList
) -> None:
    who = newcomer.membership_id
    cohort = a_group(as_administrator, database, "cohort", "Winter doctors")
    place(as_administrator, who, cohorts=[cohort])
    assert as_kept(database, newcomer) == (on_day(), "joined")
    for days in (SOON, LATER):  # the day of the cohort is told only now, and then put right
        day = (on_day() + days).isoformat()
        path = f"/people/groups/cohort/{cohort}"
        sent = as_administrator.send(path, name="Winter doctors", first_day=day)
        assert sent.status_code == 303
        assert as_kept(database, newcomer) == (on_day() + days, "cohort")
    assert WORDS["cohort"] in as_lead.get(f"/inductions/{who}").text
    place(as_administrator, who, cohorts=[cohort], first_day=(on_day() + SOON).isoformat())
    assert as_kept(database, newcomer) == (on_day() + SOON, "place")


def test_what_a_person_set_stays_where_it_is(
    database: Database, as_administrator: Actor, as_lead: Actor, newcomer: InductionList
) -> None:
    who = newcomer.membership_id
    form = f"/inductions/{who}/first-day"
    assert "no longer follows" in as_lead.get(form).text
    set_by_hand(as_lead, who, on_day())  # the same day: a lead has said that it is the right one
    place(as_administrator, who, first_day=(on_day() + LATER).isoformat())
    assert as_kept(database, newcomer) == (on_day(), "hand")
    assert WORDS["hand"] in as_lead.get(f"/inductions/{who}").text
    assert "no longer follows" not in as_lead.get(form).text


def test_a_list_that_a_lead_began_does_not_follow(
    database: Database, as_administrator: Actor, trust: Trust
) -> None:
    who = begin(database, trust, ago=10)
    place(as_administrator, who, first_day=(on_day() + LATER).isoformat())
    assert [row.first_day for row in rows(database)] == [on_day() - dt.timedelta(days=10)]


def test_what_is_done_keeps_its_day_and_what_is_open_moves(
    app: Flask,
    database: Database,
    as_administrator: Actor,
    as_lead: Actor,
    trust: Trust,
) -> None:
    who = begin(database, trust, ago=0, begun_ago=0)
    with database.write() as session:
        row = session.scalars(select(InductionList).filter_by(membership_id=who)).one()
        row.first_day_from = "joined"
        session.get_one(Membership, who).made = now()
    before = seen(app, trust)
    done = next(each for each in before.rows if not each.item.of_doctor and not each.item.own)
    sent = as_lead.send(f"/inductions/{who}/items/{done.key}/done", today="yes")
    assert sent.status_code == 303
    place(as_administrator, who, first_day=(on_day() - SOON).isoformat())
    after = seen(app, trust)
    kept = after.row(done.key)
    assert kept is not None and (kept.state, kept.on) == ("done", on_day())
    moved = {each.key: each.due for each in after.rows}
    assert all(moved[each.key] < each.due for each in before.rows)


def test_the_doctor_reads_where_the_day_comes_from(
    app: Flask, database: Database, newcomer: InductionList
) -> None:
    with database.read() as session:
        email = session.get_one(Membership, newcomer.membership_id).person.email
    doctor = new_actor(app)
    assert doctor.sign_in(email, NEW).status_code == 302
    assert WORDS["joined"] in doctor.get("/induction/all").text


def test_an_import_moves_it_too(
    database: Database, as_administrator: Actor, newcomer: InductionList
) -> None:
    day = (on_day() + LATER).isoformat()
    pasted = f"name,email,first day\nDr X,new@alder.example,{day}\n"
    sent = as_administrator.send("/people/import", pasted=pasted)
    page = as_administrator.get(sent.headers["Location"]).text
    digest = page.partition('name="digest" value="')[2].partition('"')[0]
    as_administrator.send(sent.headers["Location"], digest=digest)
    assert as_kept(database, newcomer) == (on_day() + LATER, "place")
