"""Invitations: the same for every address until its reader has answered."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import event, insert, select, update

from app.accounts.holding import Whose, let_go
from app.accounts.models import Person
from app.database import Database, now
from app.erasure.models import ErasureRequest, RequestState
from app.organisations import invitations
from app.organisations.holdings import HOLDINGS
from app.organisations.models import Invitation, Membership, Role
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.databases import BOTH
from tests.app.organisations.inviting import NEW, count, invitation, invite
from tests.app.organisations.test_people import link_in
from tests.app.trust import PEOPLE, Trust


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
