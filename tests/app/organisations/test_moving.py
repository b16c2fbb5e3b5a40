"""Sites and cohorts, the list of people, supervision handed over, people deactivated and leaving."""

import csv
import datetime as dt
import io
import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import event, select

from app.accounts.mailboxes import without_mailbox
from app.accounts.models import Person
from app.database import Database, now
from app.organisations.models import (
    Leaving,
    Membership,
    MembershipRole,
    Role,
    Supervision,
)
from app.records.upkeep import send_and_read
from app.wording import day
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of
from tests.app.trust import Trust
from tests.support.html import words_of


def pairs(database: Database, trust: Trust) -> set[tuple[str, str]]:
    """Return who supervises whom, by the part of the address before the @."""
    names = {key: who for who, key in trust.members.items()}
    with database.read() as session:
        rows = session.execute(select(Supervision.supervisor_id, Supervision.learner_id))
        return {(names[one], names[other]) for one, other in rows if one in names}


def supervise(database: Database, trust: Trust, supervisor: str, learner: str) -> None:
    with database.write() as session:
        session.add(
            Supervision(
                organisation_id=trust.organisation,
                supervisor_id=trust.members[supervisor],
                learner_id=trust.members[learner],
            )
        )


def group(actor: Actor, kind: str, name: str) -> str:
    """Make a site or a cohort; return its address."""
    assert actor.send(f"/people/groups/{kind}/new", name=name).status_code == 303
    found = re.findall(
        rf'href="(/people/groups/{kind}/[0-9a-f-]+)">([^<]+)<', actor.get("/people/groups").text
    )
    return str({words: path for path, words in found}[name])


def test_people_are_found_by_site_cohort_role_state_and_name(
    as_administrator: Actor, trust: Trust
) -> None:
    site = group(as_administrator, "site", "Northgate").split("/")[-1]
    cohort = group(as_administrator, "cohort", "August").split("/")[-1]
    member = trust.members["learner"]
    answer = as_administrator.send(
        f"/people/{member}/place", site=site, cohorts=[cohort], first_day="2/12/2026"
    )
    assert answer.status_code == 303
    for asked in (f"site={site}", f"cohort={cohort}", "q=NGOZI", "q=learner@alder", "role=learner"):
        page = as_administrator.get(f"/people?{asked}").text
        assert "Dr Ngozi Eze" in page and "Dr Helen Marsh" not in page.split('id="members"')[
            1
        ].replace("Dr Helen Marsh</td>", ""), asked
    assert "Dr Farhan" in as_administrator.get("/people?state=unsupervised").text
    assert "Nobody is like that" in as_administrator.get("/people?state=paused").text
    assert as_administrator.get("/people?role=king").status_code == 400
    assert as_administrator.get(f"/people?site={uuid.uuid4()}").status_code == 400


def test_everybody_in_a_cohort_is_ticked_to_be_assigned_to(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    cohort = group(as_administrator, "cohort", "August").split("/")[-1]
    member = trust.members["learner"]
    as_administrator.send(f"/people/{member}/place", cohorts=[cohort])
    page = as_administrator.get(f"/assignments/new?cohort={cohort}").text
    ticked = re.findall(r'value="([0-9a-f-]{36})" checked', page)
    assert ticked == [str(member)]
    stranger = sign_in(other_trust.email("administrator"))
    assert " checked" not in stranger.get(f"/assignments/new?cohort={cohort}").text
    assert as_administrator.get("/assignments/new?cohort=x").status_code == 200


def test_names_are_free_and_what_has_ended_is_not_offered(
    as_administrator: Actor, trust: Trust
) -> None:
    place = group(as_administrator, "site", "Northgate")
    again = as_administrator.send("/people/groups/site/new", name="northgate")
    assert again.status_code == 400 and "already a site" in again.text
    assert as_administrator.send(place, name="Northgate Hospital").status_code == 303
    assert as_administrator.send(f"{place}/end").status_code == 303
    page = as_administrator.get(f"/people/{trust.members['learner']}").text
    assert ">Northgate Hospital</option>" not in page
    assert as_administrator.send(f"{place}/open").status_code == 303
    assert "Northgate Hospital" in as_administrator.get(f"/people/{trust.members['learner']}").text


def test_nobody_is_offered_as_their_own_supervisor(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    own, other = trust.members["supervisor"], trust.members["other-supervisor"]
    box = 'name="supervisors" type="checkbox" value="{}"'
    page = as_administrator.get(f"/people/{own}").text
    assert box.format(other) in page and box.format(own) not in page
    roles = ["learner", "supervisor"]
    answer = as_administrator.send(f"/people/{own}", roles=roles, supervisors=[str(own)])
    assert answer.status_code == 400
    assert ("supervisor", "supervisor") not in pairs(database, trust)


def test_the_first_day_in_post_is_asked_of_doctors_and_never_lost(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    group(as_administrator, "site", "Northgate")
    doctor, editor = trust.members["learner"], trust.members["supervisor"]
    asked = "First day in post"
    assert asked in as_administrator.get(f"/people/{doctor}").text
    assert asked not in as_administrator.get(f"/people/{editor}").text
    as_administrator.send(f"/people/{doctor}/place", first_day="2026-12-02")
    as_administrator.send(f"/people/{doctor}", roles=["editor"])
    # Saving where they work would otherwise take it away.
    assert asked in as_administrator.get(f"/people/{doctor}").text


def test_another_trust_reaches_nothing_of_it(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    place = group(as_administrator, "site", "Northgate")
    stranger = sign_in(other_trust.email("administrator"))
    key = place.split("/")[-1]
    assert stranger.get(place).status_code == 404
    for path in (place, f"{place}/end", f"{place}/open"):
        assert stranger.send(path, name="X").status_code == 404
    own = other_trust.members["learner"]
    assert stranger.send(f"/people/{own}/place", site=key).status_code == 400
    foreign = trust.members["supervisor"]
    for what in ("leaving", "stay", "hand-over", "deactivate", "activate", "place", "end"):
        assert stranger.send(f"/people/{foreign}/{what}").status_code == 404, what
    for what in ("leaving", "hand-over"):
        assert stranger.get(f"/people/{foreign}/{what}").status_code == 404, what
    member = trust.members["supervisor"]
    to = {"successor": str(other_trust.members["supervisor"])}
    assert as_administrator.send(f"/people/{member}/hand-over", **to).status_code == 409
    assert pairs(database, trust) == {("supervisor", "learner")}


@BOTH
def test_all_doctors_are_handed_over_in_one_act(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    supervise(database, trust, "supervisor", "other-learner")
    supervise(database, trust, "other-supervisor", "other-learner")
    member, new = trust.members["supervisor"], str(trust.members["other-supervisor"])
    page = f"/people/{member}/hand-over"
    assert as_administrator.get(f"{page}?successor=").status_code == 400
    preview = words_of(as_administrator.get(f"{page}?successor={new}").text)
    assert "Dr Owen Pryce will supervise these 2 doctors instead of Dr Helen Marsh" in preview
    assert "Dr Farhan Siddiqui, whom Dr Owen Pryce supervises already" in preview
    assert ("supervisor", "learner") in pairs(database, trust)
    assert as_administrator.send(page, successor=new).status_code == 303
    assert pairs(database, trust) == {
        ("other-supervisor", "learner"),
        ("other-supervisor", "other-learner"),
    }
    log = as_administrator.get("/audit?act=supervision.handed_over").text
    assert "Dr Helen Marsh" in log and "Dr Owen Pryce" in log and "2 doctors" in log
    assert as_administrator.send(page, successor=new).status_code == 409


def test_a_supervisor_leaves_only_once_it_is_said_who_takes_over(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    member = trust.members["supervisor"]
    answer = as_administrator.send(f"/people/{member}/leaving", when="now")
    assert answer.status_code == 400 and "Choose who takes over" in answer.text
    assert "Dr Ngozi Eze" in answer.text
    new = str(trust.members["other-supervisor"])
    as_administrator.send(f"/people/{member}/leaving", when="now", doctors=new)
    assert pairs(database, trust) == {("other-supervisor", "learner")}
    with database.read() as session:
        assert session.get_one(Membership, member).ended is not None


@BOTH
def test_a_last_day_is_carried_out_by_the_upkeep(
    app: Flask, as_administrator: Actor, trust: Trust, database: Database
) -> None:
    member, new = trust.members["supervisor"], str(trust.members["other-supervisor"])
    day = (now() + dt.timedelta(days=3)).date()
    path = f"/people/{member}/leaving"
    assert as_administrator.send(path, when="later", doctors=new).status_code == 400
    past = {"when": "later", "doctors": new, "last_day": "2020-01-01"}
    assert "today or later" in as_administrator.send(path, **past).text
    fields = {"when": "later", "doctors": new, "last_day": day.isoformat()}
    assert as_administrator.send(path, **fields).status_code == 303
    send_and_read(parts_of(app), now)
    with database.read() as session:
        assert session.get_one(Membership, member).ended is None
    send_and_read(parts_of(app), lambda: now() + dt.timedelta(days=5))
    with database.read() as session:
        assert session.get_one(Membership, member).ended is not None
        assert session.get(Leaving, member) is None
    assert pairs(database, trust) == {("other-supervisor", "learner")}


def test_a_last_day_is_taken_back(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    member = trust.members["learner"]
    fields = {"when": "later", "last_day": (now() + dt.timedelta(days=3)).date().isoformat()}
    answer = as_administrator.send(f"/people/{member}/leaving", **fields)
    assert answer.headers["Location"] == f"/people/{member}"
    assert "Leaves after" in as_administrator.get(f"/people/{member}").text
    listed = words_of(as_administrator.get("/people").text)
    assert f"Leaves after {day(dt.date.fromisoformat(fields['last_day']))}" in listed
    assert as_administrator.send(f"/people/{member}/stay").status_code == 303
    with database.read() as session:
        assert session.get(Leaving, member) is None
    assert "Leaves after" not in as_administrator.get("/people").text


def test_the_page_on_leaving_decides_nothing_before_it_is_confirmed(
    as_administrator: Actor, trust: Trust
) -> None:
    member = trust.members["learner"]
    page = as_administrator.get(f"/people/{member}/leaving").text
    assert "When Dr Ngozi Eze leaves</h1>" in page
    main = page.partition("<main")[2]
    # Said of today and of a last day to come alike, and other words than those of the link to it.
    assert "Confirm when they leave" in main and "End the membership" not in main


def test_who_is_deactivated_acts_here_no_more_until_activated(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    member = trust.members["learner"]
    learner = sign_in(trust.email("learner"))
    assert as_administrator.send(f"/people/{member}/deactivate").status_code == 303
    assert learner.get("/learn").status_code == 302
    again = sign_in(trust.email("learner"))
    assert again.get("/learn").status_code == 403
    assert pairs(database, trust) == {("supervisor", "learner")}
    assert "Dr Ngozi Eze" in as_administrator.get("/people?state=paused").text
    assert as_administrator.send(f"/people/{member}/activate").status_code == 303
    assert sign_in(trust.email("learner")).get("/learn").status_code == 200


def test_nobody_deactivates_themselves_and_a_deactivated_administrator_does_not_count(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    own, other = trust.members["administrator"], trust.members["learner"]
    assert as_administrator.send(f"/people/{own}/deactivate").status_code == 409
    with database.write() as session:
        role = Role.ORGANISATION_ADMINISTRATOR
        session.add(MembershipRole(membership_id=other, role=role))
    as_administrator.send(f"/people/{other}/deactivate")
    assert as_administrator.send(f"/people/{own}/leaving", when="now").status_code == 409


def test_who_has_left_is_invited_again_as_they_were(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    member = trust.members["learner"]
    as_administrator.send(f"/people/{member}/leaving", when="now")
    page = as_administrator.get(f"/people/add?again={member}").text
    assert 'value="Dr Ngozi Eze"' in page and f'value="{trust.email("learner")}"' in page
    stranger = sign_in(other_trust.email("administrator"))
    assert stranger.get(f"/people/add?again={member}").status_code == 404
    assert stranger.get("/people/add?again=x").status_code == 404


def test_the_list_takes_as_many_queries_for_many_people_as_for_few(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        for number in range(60):
            person = Person(email=f"p{number:02}@alder.example", name=f"Person {number:02}")
            session.add(person)
            session.flush()
            made = Membership(person_id=person.id, organisation_id=trust.organisation)
            made.role_rows = [MembershipRole(role=Role.LEARNER)]
            session.add(made)
    seen: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *said: seen.append(said[2]))
    page = words_of(as_administrator.get("/people").text)
    assert len(seen) < 30
    everybody = 60 + len(trust.members)
    assert f"{everybody} people are in the list; these are 1 to 25." in page
    last = words_of(as_administrator.get("/people?page=3").text)
    assert f"these are 51 to {everybody}" in last and "Person 59" in last
    text = as_administrator.send("/people/csv", q="person 1").text
    assert text.count("\n") == 11 and "Person 19" in text


@pytest.mark.parametrize(
    ("page", "status"), [("0", 400), ("-3", 400), ("x", 400), ("99999999999", 400), ("7", 404)]
)
def test_a_page_that_is_not_there_leads_back_to_the_list(
    as_administrator: Actor, page: str, status: int
) -> None:
    answer = as_administrator.get(f"/people?role=supervisor&page={page}")
    assert answer.status_code == status
    assert 'href="/people?role=supervisor"' in answer.text


def test_to_end_a_membership_is_a_plain_link_at_the_end_of_the_page(
    as_administrator: Actor, trust: Trust
) -> None:
    who = trust.members["learner"]
    page = as_administrator.get(f"/people/{who}").text
    main = page.partition("<main")[2].partition("</main>")[0]
    assert "nhsuk-button--warning" not in main
    assert main.rfind("<h2") < main.find(f'<a href="/people/{who}/leaving">Say when they leave</a>')
    assert "Leaving the organisation" in main[main.rfind("<h2") :]


def test_who_may_hand_over_finds_it_on_the_page_of_a_doctor(
    as_administrator: Actor, as_supervisor: Actor, as_lead: Actor, trust: Trust
) -> None:
    doctor, supervisor = trust.members["learner"], trust.members["supervisor"]
    own = trust.members["administrator"]
    roles = ["lead", "organisation_administrator"]
    assert as_administrator.send(f"/people/{own}", roles=roles).status_code == 302
    page = as_administrator.get(f"/supervision/{doctor}").text
    assert "Hand over supervision" in page
    assert f'href="/people/{supervisor}/hand-over"' in page
    assert as_administrator.get(f"/people/{supervisor}/hand-over").status_code == 200
    for reader in (as_supervisor, as_lead):
        assert "Hand over supervision" not in reader.get(f"/supervision/{doctor}").text


def test_who_comes_from_an_lms_has_no_address_on_a_page_and_an_empty_cell_in_the_file(
    as_administrator: Actor, database: Database, sign_in: SignIn, trust: Trust
) -> None:
    doctor, supervisor = trust.members["learner"], trust.members["supervisor"]
    actor = sign_in(trust.email("learner"))
    with database.write() as session:
        for key in (doctor, supervisor):
            session.get_one(Membership, key).person.email = without_mailbox()
    pages = [as_administrator.get(path).text for path in ("/people", f"/people/{doctor}")]
    pages += [actor.get(path).text for path in ("/account", "/account/email")]
    assert all("no address (comes from LMS)" in page for page in pages)
    file = as_administrator.send("/people/csv").text
    row = next(
        row
        for row in csv.DictReader(io.StringIO(file.lstrip("\ufeff")))
        if row["name"] == "Dr Ngozi Eze"
    )
    assert (row["email"], row["supervisor"]) == ("", "")
    assert not any("lms.invalid" in page for page in (*pages, file))
    told = as_administrator.send("/people/import", pasted=file).text
    assert "take the row out" in told
