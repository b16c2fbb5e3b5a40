"""Invitations: the same for every address until its reader has answered."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import event, func, insert, select, update

from app.accounts.holding import Whose, let_go
from app.accounts.models import Person
from app.database import Database, now
from app.erasure.models import ErasureRequest, RequestState
from app.organisations import groups, invitations
from app.organisations.holdings import HOLDINGS
from app.organisations.models import Cohort, Invitation, Membership, Role, Site
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.databases import BOTH
from tests.app.organisations.test_people import link_in
from tests.app.trust import PEOPLE, Trust

NEW = "nine green lanterns"


def invite(actor: Actor, email: str, **fields: object) -> str:
    """Invite somebody; return the page with the link."""
    sent = {"name": "Dr X", "roles": ["learner"], **fields}
    answer = actor.send("/people/add", email=email, **sent)
    assert answer.status_code == 200, answer.text
    return answer.text


def count(database: Database, table: type) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def invitation(database: Database) -> Invitation:
    with database.read() as session:
        return session.scalars(select(Invitation)).one()


def test_an_administrator_is_told_the_same_of_an_address_with_an_account_and_of_one_without(
    app: Flask, as_administrator: Actor, other_trust: Trust, database: Database
) -> None:
    as_administrator.send("/organisation", nation="SCO")  # their name stands in the audit log now
    asked: list[list[str]] = []
    event.listen(
        database.engine, "before_cursor_execute", lambda *seen: asked[-1].append(str(seen[2]))
    )
    told = []
    for email in (other_trust.email("learner"), "nobody@birch.example"):
        asked.append([])
        page = invite(as_administrator, email)
        told.append(plain(page, email))
    assert told[0] == told[1]
    assert asked[0] == asked[1]
    seen = as_administrator.get("/people").text
    assert "Dr X" in seen and "Dr Ngozi Eze" in seen
    assert seen.count("Dr Ngozi Eze") == 1  # the one of this trust
    pages = [as_administrator.get(path).text for path in _paths(seen)]
    assert len(pages) == 2
    assert not any("Dr Ngozi Eze" in page for page in pages)
    shown = []
    for email in (other_trust.email("learner"), "nobody@birch.example"):
        link = link_in(invite(as_administrator, email))
        shown.append(plain(new_actor(app).get(link).text, email))
    assert shown[0] == shown[1]
    assert "You have an account here already" in shown[0] and "You are new here" in shown[0]


def plain(page: str, email: str) -> str:
    """Return a page without what is drawn by chance, and without the address."""
    return re.sub(r'[\w.-]{43,}|nonce="[^"]+"', "…", page).replace(email, "…")


def _paths(text: str) -> set[str]:
    return set(re.findall(r'href="(/people/invitations/[^"]+)"', text))


@BOTH
def test_who_has_an_account_accepts_by_signing_in_and_is_known_only_then(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    page = invite(
        as_administrator,
        other_trust.email("learner"),
        supervisors=[str(trust.members["supervisor"])],
    )
    before = count(database, Membership)
    actor = sign_in(other_trust.email("learner"))
    assert "invites you. To accept, open the link" in actor.get("/account").text
    asked = actor.get(link_in(page)).text
    assert trust.name in asked and "Dr Ngozi Eze" in asked
    answer = actor.send(f"{link_in(page)}/accept")
    assert answer.status_code == 303
    assert trust.name in actor.get("/account").text
    assert count(database, Membership) == before + 1
    assert count(database, Invitation) == 0
    assert actor.send(f"{link_in(page)}/accept").status_code == 303  # pressed twice
    assert "you belong there now" in actor.get("/account").text
    with database.read() as session:
        made = session.scalars(
            select(Membership)
            .where(Membership.organisation_id == trust.organisation)
            .order_by(Membership.made.desc())
            .limit(1)
        ).one()
        assert made.roles == {Role.LEARNER}


def test_it_is_declined_in_the_account_too_and_by_nobody_else(
    as_administrator: Actor,
    as_supervisor: Actor,
    sign_in: SignIn,
    other_trust: Trust,
    database: Database,
) -> None:
    invite(as_administrator, other_trust.email("learner"))
    own = f"/account/invitations/{invitation(database).id}"
    assert as_supervisor.send(f"{own}/decline").status_code == 404
    actor = sign_in(other_trust.email("learner"))
    assert f"{own}/decline" in actor.get("/account").text
    assert actor.send(f"{own}/decline").status_code == 303
    assert own not in actor.get("/account").text
    assert "Declined" in as_administrator.get("/people").text
    assert actor.send(f"{own}/decline").status_code == 404


@pytest.mark.parametrize("way", ["made the account", "put the address right", "hold a link"])
def test_whoever_holds_the_account_of_an_address_does_not_accept_what_went_to_it(
    app: Flask,
    as_administrator: Actor,
    sign_in: SignIn,
    trust: Trust,
    other_trust: Trust,
    database: Database,
    way: str,
) -> None:
    """An administrator of one trust has such an account in three ways; another trust invites it."""
    wanted, squatter = "chief@birch.example", new_actor(app)
    member = f"/people/{trust.members['other-learner']}"
    match way:
        case "made the account":
            squatter.send(link_in(invite(as_administrator, wanted)), password=NEW)
        case "put the address right":
            as_administrator.send(f"{member}/details", name="Dr Farhan Siddiqui", email=wanted)
            assert squatter.sign_in(wanted).status_code == 302
        case "hold a link":
            wanted = trust.email("other-learner")
            link = link_in(as_administrator.send(f"{member}/link").text)
            squatter.send(link, password=NEW)
    elsewhere = sign_in(other_trust.email("administrator"))
    invite(elsewhere, wanted, roles=["organisation_administrator"])
    with database.read() as session:
        found = session.scalars(select(Invitation)).one()
    page = squatter.get("/account").text
    assert "open the link that was sent to you" in page
    assert "/accept" not in page
    assert squatter.send(f"/account/invitations/{found.id}/accept").status_code == 404
    assert count(database, Invitation) == 1


def test_a_link_never_gives_an_account_that_is_there_a_password(
    app: Flask, client: Actor, as_administrator: Actor, other_trust: Trust, database: Database
) -> None:
    link = link_in(invite(as_administrator, other_trust.email("learner")))
    answer = client.send(link, password=NEW)
    assert answer.status_code == 400
    assert "has an account here already" in answer.text
    assert client.sign_in(other_trust.email("learner"), NEW).status_code == 400
    there = client.sign_in(other_trust.email("learner"), PASSWORD, next=link)
    assert there.headers["Location"] == link
    assert client.send(f"{link}/accept").status_code == 303


def test_it_can_be_accepted_with_an_account_of_another_address(
    as_administrator: Actor, sign_in: SignIn, other_trust: Trust
) -> None:
    link = link_in(invite(as_administrator, "new.post@alder.example"))
    actor = sign_in(other_trust.email("learner"))
    assert "new.post@alder.example" in actor.get(link).text
    actor.send(f"{link}/accept")
    assert "Dr Ngozi Eze" in as_administrator.get("/people").text
    again = link_in(invite(as_administrator, "other.post@alder.example"))
    answer = actor.send(f"{again}/accept")
    assert answer.status_code == 409 and "already" in answer.text


@BOTH
def test_who_is_new_joins_by_the_link(client: Actor, as_administrator: Actor, trust: Trust) -> None:
    link = link_in(invite(as_administrator, "amara@alder.example"))
    assert client.send(link, password="short").status_code == 400
    assert client.send(link, password=NEW).status_code == 302
    assert trust.name in client.get("/account").text


@pytest.mark.parametrize("ends", ["withdrawn", "renewed", "too old", "declined"])
def test_a_link_is_good_once_and_for_a_while(
    client: Actor,
    as_administrator: Actor,
    sign_in: SignIn,
    other_trust: Trust,
    database: Database,
    ends: str,
) -> None:
    link = link_in(invite(as_administrator, "amara@alder.example"))
    own = f"/people/invitations/{invitation(database).id}"
    match ends:
        case "withdrawn":
            as_administrator.send(f"{own}/withdraw")
            assert count(database, Invitation) == 0
        case "renewed":
            assert link_in(as_administrator.send(f"{own}/link").text) != link
        case "too old":
            with database.write() as session:
                session.execute(update(Invitation).values(expires=now()))
            assert "Too old" in as_administrator.get("/people").text
        case "declined":
            sign_in(other_trust.email("learner")).send(f"{link}/decline")
    assert client.get(link).status_code == 404
    assert client.send(link, password=NEW).status_code == 404
    assert count(database, Person) == 2 * len(PEOPLE)


@BOTH
def test_what_is_offered_can_be_changed_and_a_new_address_gets_a_new_link(
    app: Flask, as_administrator: Actor, database: Database
) -> None:
    link = link_in(invite(as_administrator, "amara@alder.example"))
    own = f"/people/invitations/{invitation(database).id}"
    assert re.findall(r'value="([^"]+)" checked', as_administrator.get(own).text) == ["learner"]
    fields = {"name": "Dr Amara Silva", "roles": ["supervisor"]}
    assert as_administrator.send(own, email="wrong", **fields).status_code == 400
    assert as_administrator.send(own, email="amara@alder.example", **fields).status_code == 303
    assert new_actor(app).get(link).status_code == 200
    moved = as_administrator.send(own, email="amara.silva@alder.example", **fields)
    assert new_actor(app).get(link).status_code == 404
    actor = new_actor(app)
    actor.send(link_in(moved.text), password=NEW)
    assert actor.get("/supervision").status_code == 200


def test_invitations_of_another_trust_do_not_exist(
    as_administrator: Actor, sign_in: SignIn, other_trust: Trust, database: Database
) -> None:
    invite(as_administrator, "amara@alder.example")
    own = f"/people/invitations/{invitation(database).id}"
    elsewhere = sign_in(other_trust.email("administrator"))
    assert elsewhere.get(own).status_code == 404
    for path in (own, f"{own}/link", f"{own}/withdraw"):
        answer = elsewhere.send(path, name="X", email="x@y.example", roles=["learner"])
        assert answer.status_code == 404
    assert "amara@alder.example" not in elsewhere.get("/people").text


def test_one_that_nobody_answers_is_forgotten(as_administrator: Actor, database: Database) -> None:
    invite(as_administrator, "amara@alder.example")
    with database.write() as session:
        invitations.forget_old(session, now(), 30)
    assert count(database, Invitation) == 1
    with database.write() as session:
        invitations.forget_old(session, now() + dt.timedelta(days=34), 30)
    assert count(database, Invitation) == 0


def test_no_invitation_comes_in_while_an_erasure_is_under_way(
    app: Flask,
    as_administrator: Actor,
    sign_in: SignIn,
    trust: Trust,
    other_trust: Trust,
    database: Database,
) -> None:
    member = trust.members["learner"]
    with database.write() as session:
        found = session.get_one(Membership, member)
        found.ended = now()
        session.add(Membership(person_id=found.person_id, organisation_id=other_trust.organisation))
        request = ErasureRequest(
            organisation_id=trust.organisation,
            membership_id=member,
            due=now().date(),
            state=RequestState.UNDER_WAY.value,
        )
        session.add(request)
    link = link_in(invite(as_administrator, trust.email("learner")))
    answer = sign_in(trust.email("learner")).send(f"{link}/accept")
    assert answer.status_code == 409 and "is being erased" in answer.text
    assert count(database, Invitation) == 1


@BOTH
def test_of_two_who_are_faster_than_the_look_at_the_address_one_is_told(
    trust: Trust, database: Database, monkeypatch: pytest.MonkeyPatch, as_administrator: Actor
) -> None:
    """The other account comes between the look at the address and the making of this one."""
    link = link_in(invite(as_administrator, "amara@alder.example"))
    with database.write() as session:
        found = invitations.by_token(session, link.rsplit("/", 1)[1], now(), to_write=True)

        def meanwhile(_password: str) -> str:
            session.execute(insert(Person).values(email=found.email, name="X"))
            return "hash"

        monkeypatch.setattr(invitations, "hash_password", meanwhile)
        assert invitations.accept_as_new(session, found, NEW, now()) is None


def test_an_erasure_leaves_what_another_trust_has_offered(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    email = trust.email("learner")
    invite(sign_in(other_trust.email("administrator")), email)
    with database.write() as session:
        session.add(
            Invitation(
                organisation_id=trust.organisation,
                email=email,
                name="X",
                roles=[],
                supervisors=[],
                token_digest=b"x" * 32,
                expires=now(),
            )
        )
    (holding,) = [each for each in HOLDINGS if each.key == "invitations"]
    with database.write() as session:
        person = session.get_one(Membership, trust.members["learner"]).person_id
        let_go(session, holding, Whose(person, (trust.members["learner"],), ""))
    assert invitation(database).organisation_id == other_trust.organisation


def a_group(actor: Actor, database: Database, kind: str, name: str) -> str:
    """Add a site or a cohort; return its number."""
    assert actor.send(f"/people/groups/{kind}/new", name=name).status_code == 303
    table = Site if kind == "site" else Cohort
    with database.read() as session:
        return str(session.scalars(select(table.id).where(table.name == name)).one())


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
    assert 'value="2019-11-25"' in page
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
        ({"first_day": "soon"}, "Enter a day such as 30/11/2026 or 2026-11-30."),
        ({"first_day": "2150-01-01"}, "Enter a day from 1950 to 2099."),
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
    if "first_day" not in sent:
        kind = "site" if "site" in sent else "cohort"
        key = a_group(theirs, database, kind, "Of another trust")
        sent = {"site": key} if kind == "site" else {"cohorts": [key]}
    fields = {"name": "Dr X", "email": "new@alder.example", "roles": ["learner"], **sent}
    answer = as_administrator.send("/people/add", **fields)
    assert answer.status_code == 400 and sentence in answer.text
    assert count(database, Invitation) == 0
    if "first_day" in sent:
        assert f'value="{sent["first_day"]}"' in answer.text  # to be mended, not typed anew
        line = f"Dr X,new@alder.example,,,,,{sent['first_day']}\n"
        pasted = "name,email,roles,supervisor,site,cohort,first day\n" + line
        assert sentence in as_administrator.send("/people/import", pasted=pasted).text


def test_who_comes_back_is_offered_their_site_and_no_day_of_before(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    site = a_group(as_administrator, database, "site", "Heron Hospital")
    who = trust.members["learner"]
    as_administrator.send(f"/people/{who}/place", site=site, first_day="2019-11-25")
    as_administrator.send(f"/people/{who}/leaving", when="now", doctors="nobody")
    page = as_administrator.get(f"/people/add?again={who}").text
    assert f'value="{site}" selected' in page and "2019-11-25" not in page
