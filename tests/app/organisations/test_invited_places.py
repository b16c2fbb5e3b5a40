"""Where an invitation says that somebody will work, from when, and for whom it is not needed."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Person
from app.database import Database
from app.organisations import groups, invitations
from app.organisations.models import Invitation, Membership
from tests.app.actors import Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.databases import BOTH
from tests.app.day_inputs import shown
from tests.app.organisations.inviting import NEW, a_group, count, invitation, invite
from tests.app.organisations.test_people import link_in
from tests.app.trust import Trust


def test_what_an_invitation_offers_is_told_again_on_its_page_and_in_the_list(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    told = {
        "site": a_group(as_administrator, database, "site", "Heron Hospital"),
        "cohorts": [
            a_group(as_administrator, database, "cohort", name) for name in ("Winter", "GIM")
        ],
        "first_day": "2026-12-07",
        "supervisors": [str(trust.members["supervisor"])],
    }
    page = invite(as_administrator, "new@alder.example", **told)
    key = invitation(database).id
    again = as_administrator.send(f"/people/invitations/{key}/link").text
    for each in (page, again, as_administrator.get("/people").text):
        assert "Heron Hospital<br>GIM, Winter<br>First day 7 December 2026" in each
    assert 'href="/people/add">Invite another person</a>' in page
    assert "Dr Helen Marsh" in page and "Doctor (learner)" in page


def test_an_address_that_is_taken_leads_to_whoever_has_it(
    as_administrator: Actor, trust: Trust, other_trust: Trust, database: Database
) -> None:
    fields = {"name": "X", "roles": ["learner"]}
    member = trust.members["learner"]
    answer = as_administrator.send("/people/add", email=trust.email("learner"), **fields)
    assert answer.status_code == 400 and f'href="/people/{member}"' in answer.text
    invite(as_administrator, "one@alder.example")
    one = invitation(database).id
    invite(as_administrator, "two@alder.example")
    with database.read() as session:
        two = session.scalars(select(Invitation.id).where(Invitation.id != one)).one()
    path = f"/people/invitations/{two}"
    for email, place in (
        ("one@alder.example", f"/people/invitations/{one}"),
        (trust.email("learner"), f"/people/{member}"),
    ):
        answer = as_administrator.send(path, email=email, **fields)
        assert answer.status_code == 400 and f'href="{place}"' in answer.text
    assert "of the person with this address" not in as_administrator.get("/people/add").text


@BOTH
def test_where_somebody_will_work_is_asked_kept_and_holds_once_they_accept(
    app: Flask, as_administrator: Actor, trust: Trust, database: Database
) -> None:
    site = a_group(as_administrator, database, "site", "Heron Hospital")
    cohort = a_group(as_administrator, database, "cohort", "Winter doctors")
    told = {"site": site, "cohorts": [cohort], "first_day": "2019-11-25"}
    link = link_in(invite(as_administrator, "new@alder.example", **told))
    key = invitation(database).id
    page = as_administrator.get(f"/people/invitations/{key}").text
    assert f'value="{site}" selected' in page
    assert shown(page, "first_day") == ("25", "11", "2019")
    assert re.search(rf'value="{cohort}"[^>]* checked', page)
    for reader in (new_actor(app), as_administrator):  # who is signed in, and who is not
        seen = reader.get(link).text
        assert not any(word in seen for word in ("Heron Hospital", "Winter doctors", "2019"))
    assert new_actor(app).send(link, password=NEW).status_code == 302
    with database.read() as session:
        made = session.scalars(
            select(Membership.id).join(Person).where(Person.email == "new@alder.example")
        ).one()
        place = groups.place_of(session, made)
    assert (str(place.site_id), place.first_day) == (site, dt.date(2019, 11, 25))
    assert {str(each) for each in place.cohort_ids} == {cohort}


def test_where_somebody_will_work_may_be_left_empty_and_changed(
    as_administrator: Actor, database: Database
) -> None:
    site = a_group(as_administrator, database, "site", "Heron Hospital")
    invite(as_administrator, "new@alder.example")
    assert invitations.place_of(invitation(database)) == groups.Place()
    path = f"/people/invitations/{invitation(database).id}"
    same = {"name": "Dr X", "email": "new@alder.example", "roles": ["learner"]}
    assert as_administrator.send(path, **same, site=site).status_code == 303
    assert str(invitation(database).site_id) == site
    # A site that has ended stays with who is to come there already, as it does with who is there.
    as_administrator.send(f"/people/groups/site/{site}/end")
    assert "Heron Hospital (ended)" in as_administrator.get(path).text
    assert as_administrator.send(path, **same, site=site).status_code == 303
    assert "Heron Hospital" not in as_administrator.get("/people/add").text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"site": "of another"}, "There is no such site that is open."),
        ({"cohorts": ["of another"]}, "There is no such cohort that is open."),
    ],
)
def test_a_place_is_checked_as_an_import_checks_it(
    as_administrator: Actor,
    sign_in: SignIn,
    other_trust: Trust,
    database: Database,
    sent: dict[str, object],
    sentence: str,
) -> None:
    theirs = sign_in(other_trust.email("administrator"))
    kind = "site" if "site" in sent else "cohort"
    key = a_group(theirs, database, kind, "Of another trust")
    sent = {"site": key} if kind == "site" else {"cohorts": [key]}
    fields = {"name": "Dr X", "email": "new@alder.example", "roles": ["learner"], **sent}
    answer = as_administrator.send("/people/add", **fields)
    assert answer.status_code == 400 and sentence in answer.text
    assert count(database, Invitation) == 0


@pytest.mark.parametrize(
    ("typed", "kept", "asked", "in_a_file"),
    [
        ("soon", "soon", "“First day in post” is no day of the calendar.", "Enter a day such as"),
        (
            "2150-01-01",
            "2150",
            "The year of “First day in post” must be from 1950 to 2099.",
            "Enter a day from 1950 to 2099.",
        ),
    ],
)
def test_a_wrong_first_day_is_told_here_and_in_an_import(
    as_administrator: Actor,
    database: Database,
    typed: str,
    kept: str,
    asked: str,
    in_a_file: str,
) -> None:
    fields = {"name": "Dr X", "email": "new@alder.example", "roles": ["learner"]}
    answer = as_administrator.send("/people/add", **fields, first_day=typed)
    assert answer.status_code == 400 and asked in answer.text
    assert kept in shown(answer.text, "first_day")  # to be mended, not typed anew
    assert count(database, Invitation) == 0
    pasted = (
        f"name,email,roles,supervisor,site,cohort,first day\nDr X,new@alder.example,,,,,{typed}\n"
    )
    assert in_a_file in as_administrator.send("/people/import", pasted=pasted).text


def test_who_comes_back_is_offered_their_site_and_no_day_of_before(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    site = a_group(as_administrator, database, "site", "Heron Hospital")
    who = trust.members["learner"]
    as_administrator.send(f"/people/{who}/place", site=site, first_day="2019-11-25")
    as_administrator.send(f"/people/{who}/leaving", when="now", doctors="nobody")
    page = as_administrator.get(f"/people/add?again={who}").text
    assert f'value="{site}" selected' in page and shown(page, "first_day") == ("", "", "")
