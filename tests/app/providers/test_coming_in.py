"""Who comes in by a provider, into which account, with which roles; and who does not."""

import uuid
from typing import Any

import pyotp
import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Person
from app.database import Database, now
from app.organisations import invitations, people_commands
from app.organisations.models import Membership, Role
from app.organisations.people_commands import Draft
from app.providers.models import EmailDomain, Identity, SignInPolicy
from app.sealing import Seal
from app.second_step import totp
from app.second_step.models import Authenticator
from app.services import Services
from tests.app.actors import Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.databases import BOTH
from tests.app.providers.belonging import also_in
from tests.app.providers.conftest import NAME, Work, change
from tests.app.trust import Trust, make_platform_administrator


def person_of(database: Database, email: str) -> Person | None:
    with database.read() as session:
        return session.scalars(select(Person).where(Person.email == email)).one_or_none()


def roles_of(database: Database, membership_id: uuid.UUID) -> frozenset[Role]:
    with database.read() as session:
        return session.get_one(Membership, membership_id).roles


@BOTH
def test_somebody_is_known_by_their_verified_address_once_and_by_their_number_then(
    app: Flask, work: Work, trust: Trust, database: Database
) -> None:
    work.fake.person("sub-1", trust.email("learner").upper())
    browser = new_actor(app)
    answer = work.come(browser)
    assert answer.status_code == 302
    assert f"From now on “{NAME}” signs you in here." in browser.get("/learn").text
    assert "Dr Ngozi Eze" in browser.get("/account").text
    work.fake.person("sub-1", "married-name@elsewhere.example", email_verified=False)
    second = new_actor(app)
    assert work.come(second).status_code == 302
    assert "Dr Ngozi Eze" in second.get("/account").text
    with database.read() as session:
        assert session.query(Identity).count() == 1


def test_the_page_that_was_wanted_is_the_one_that_comes(
    work: Work, trust: Trust, app: Flask
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    assert work.come(way=f"{work.begin}?next=/journal").location == "/journal"
    away = work.come(way=f"{work.begin}?next=https://evil.example/")
    assert away.location == "/"


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"email_verified": False}, "no verified e-mail address"),
        ({"email_verified": "true"}, "no verified e-mail address"),
        ({"email_verified": None, "email": None}, "no verified e-mail address"),
        (
            {"email": "learner@birch.example"},
            "birch.example is not among the confirmed e-mail domains",
        ),
        ({"email": "learner@sub.alder.example"}, "is not among the confirmed e-mail domains"),
        ({"email": "a@b@alder.example"}, "no verified e-mail address"),
        ({"email": "new@alder.example"}, "You have no account here yet"),
    ],
)
def test_whoever_cannot_be_known_is_told_why(
    claims: dict[str, Any], sentence: str, work: Work, trust: Trust, database: Database
) -> None:
    work.fake.userinfo = {"sub": "sub-1"}
    work.fake.person("sub-1", trust.email("learner"))
    work.fake.claims |= claims
    answer = work.come()
    assert answer.status_code == 403 and sentence in answer.text
    with database.read() as session:
        assert session.query(Identity).count() == 0


def test_entra_says_in_its_own_way_that_an_address_is_verified(work: Work, trust: Trust) -> None:
    work.fake.person("sub-1", trust.email("learner"), email_verified=None, xms_edov=True)
    assert work.come().status_code == 302


def test_a_domain_that_only_waits_opens_nothing(
    work: Work, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        row = session.scalars(select(EmailDomain)).one()
        row.taken, row.confirmed = None, None
    work.fake.person("sub-1", trust.email("learner"))
    assert "is not among the confirmed" in work.come().text


def test_a_provider_of_one_trust_never_catches_people_of_another(
    work: Work, trust: Trust, other_trust: Trust, database: Database
) -> None:
    """Not by their address, and not when they have a foot in both."""
    work.fake.person("sub-1", other_trust.email("learner"))
    assert work.come().status_code == 403
    also_in(database, trust.members["learner"], other_trust)
    work.fake.person("sub-2", trust.email("learner"))
    answer = work.come()
    assert answer.status_code == 403 and "another organisation too" in answer.text


def test_an_account_that_joins_another_trust_later_is_opened_by_neither_alone(
    app: Flask, work: Work, trust: Trust, other_trust: Trust, database: Database
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    assert work.come().status_code == 302
    also_in(database, trust.members["learner"], other_trust)
    assert "another organisation too" in work.come().text


def test_whoever_runs_the_platform_is_signed_in_by_no_trust(
    work: Work, trust: Trust, database: Database
) -> None:
    make_platform_administrator(database)
    with database.write() as session:
        email = "platform@firstshift.example"
        person = session.scalars(select(Person).where(Person.email == email)).one()
        person.email = "platform@alder.example"
    change(database, work.id, makes_people=True)
    work.fake.person("sub-1", "platform@alder.example")
    answer = work.come()
    assert answer.status_code == 403 and "runs the platform" in answer.text
    with database.read() as session:
        count = session.query(Membership).where(Membership.person_id == person.id).count()
    assert count == 0


def test_an_address_that_was_given_to_somebody_else_does_not_open_the_account_before(
    work: Work, trust: Trust
) -> None:
    work.fake.person("sub-1", trust.email("learner"))
    assert work.come().status_code == 302
    work.fake.person("sub-of-a-new-doctor", trust.email("learner"))
    answer = work.come()
    assert answer.status_code == 403 and "connected to another account" in answer.text


def test_whoever_has_left_is_not_taken_back(work: Work, trust: Trust, database: Database) -> None:
    change(database, work.id, makes_people=True)
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).ended = now()
    work.fake.person("sub-1", trust.email("learner"))
    assert "You no longer belong to Alder Valley Trust" in work.come().text


@BOTH
def test_somebody_new_is_made_where_the_trust_allows_it(
    app: Flask, work: Work, trust: Trust, database: Database
) -> None:
    change(database, work.id, makes_people=True, rules="")
    work.fake.person("sub-9", "amina@alder.example", name="Dr Amina Yusuf")
    browser = new_actor(app)
    assert work.come(browser).status_code == 302
    page = browser.get("/account").text
    assert "Dr Amina Yusuf" in page and "Doctor (learner)" in page
    made = person_of(database, "amina@alder.example")
    assert made is not None and made.password_hash == ""


def test_an_invitation_lets_in_with_its_own_roles(
    app: Flask, work: Work, trust: Trust, database: Database
) -> None:
    roles = frozenset({Role.SUPERVISOR, Role.LEAD})
    with database.write() as session:
        draft = Draft("Dr Bola Ojo", "bola@alder.example", roles)
        invitations.invite(session, trust.organisation, draft, now(), 72)
    work.fake.person("sub-3", "bola@alder.example", given_name="Bola", family_name="Ojo")
    browser = new_actor(app)
    assert work.come(browser).status_code == 302
    assert "IMG lead" in browser.get("/account").text


def test_roles_follow_the_rules_at_each_sign_in(
    work: Work, trust: Trust, database: Database
) -> None:
    change(database, work.id, rules='groups contains "teach" -> supervisor\neverybody -> learner')
    work.fake.person("sub-1", trust.email("learner"), groups=["teach"])
    assert work.come().status_code == 302
    assert roles_of(database, trust.members["learner"]) == {Role.LEARNER, Role.SUPERVISOR}
    work.fake.person("sub-1", trust.email("learner"))
    assert work.come().status_code == 302
    assert roles_of(database, trust.members["learner"]) == {Role.LEARNER}


def test_rules_take_no_supervisor_away_from_a_doctor_and_no_role_of_an_administrator(
    work: Work, trust: Trust, database: Database
) -> None:
    change(database, work.id, rules='groups contains "a" -> learner, editor')
    work.fake.person("sub-1", trust.email("learner"), groups=["a"])
    assert work.come().status_code == 302
    with database.read() as session:
        found = people_commands.supervisors_of(session, trust.members["learner"])
    assert found == {trust.members["supervisor"]}
    work.fake.person("sub-2", trust.email("administrator"))
    assert work.come().status_code == 302
    assert roles_of(database, trust.members["administrator"]) == {Role.ORGANISATION_ADMINISTRATOR}


def test_whoever_is_left_without_a_role_is_not_let_in(
    work: Work, trust: Trust, database: Database
) -> None:
    change(database, work.id, rules='groups contains "a" -> learner', makes_people=True)
    work.fake.person("sub-1", trust.email("learner"))
    assert "gives you no role here" in work.come().text
    work.fake.person("sub-8", "new@alder.example")
    assert "gives you no role here" in work.come().text
    assert person_of(database, "new@alder.example") is None


@pytest.mark.parametrize(
    ("claims", "strong", "asked"),
    [
        ({}, "", True),
        ({"amr": ["pwd"]}, "", True),
        ({"amr": ["pwd", "mfa"]}, "", False),
        ({"acr": "urn:loa:3"}, "urn:loa:3 urn:loa:4", False),
        ({"acr": "urn:loa:3"}, "", True),
    ],
)
def test_a_second_step_here_is_asked_for_unless_the_provider_had_one(
    claims: dict[str, Any], strong: str, asked: bool, app: Flask, parts: Services, work: Work,
    trust: Trust, database: Database,
) -> None:  # fmt: skip
    secret = pyotp.random_base32()
    with database.write() as session:
        person = session.get_one(Membership, trust.members["learner"]).person_id
        sealed = Seal(parts.sealing_keys, totp.PURPOSE).seal(secret, f"authenticator {person}")
        session.add(Authenticator(person_id=person, secret=sealed, confirmed=now()))
    change(database, work.id, strong=strong)
    work.fake.person("sub-1", trust.email("learner"), **claims)
    browser = new_actor(app)
    answer = work.come(browser)
    assert ("/sign-in/second-step" in answer.location) is asked
    if asked:
        assert browser.get("/account").status_code == 302
    else:
        assert browser.get("/account").status_code == 200


class TestPasswordsOff:
    @pytest.fixture(autouse=True)
    def off(self, work: Work, trust: Trust, database: Database) -> None:
        with database.write() as session:
            session.add(SignInPolicy(organisation_id=trust.organisation, passwords_off=True))

    def test_a_password_opens_nothing_but_an_administrators_account(
        self, app: Flask, client: Actor, sign_in: SignIn, trust: Trust
    ) -> None:
        answer = client.sign_in(trust.email("learner"))
        assert answer.location == "/sign-in"
        assert "wants its people to sign in with their work account" in client.get("/sign-in").text
        assert client.get("/account").status_code == 302
        assert sign_in(trust.email("administrator")).get("/people").status_code == 200

    def test_a_wrong_password_is_told_as_ever(self, client: Actor, trust: Trust) -> None:
        answer = client.sign_in(trust.email("learner"), "wrong")
        assert "E-mail address or password is wrong" in answer.text

    def test_the_work_account_comes_in(self, app: Flask, work: Work, trust: Trust) -> None:
        work.fake.person("sub-1", trust.email("learner"))
        browser = new_actor(app)
        work.come(browser)
        assert browser.get("/learn").status_code == 200

    def test_passwords_work_again_while_no_provider_is_on(
        self, work: Work, sign_in: SignIn, trust: Trust, database: Database
    ) -> None:
        change(database, work.id, enabled=False)
        assert sign_in(trust.email("learner")).get("/learn").status_code == 200

    def test_a_password_of_another_trust_does_not_lead_here(
        self, sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
    ) -> None:
        also_in(database, trust.members["learner"], other_trust)
        actor = sign_in(trust.email("learner"))
        assert "Birch Coast Trust" in actor.get("/account").text
        answer = actor.send(f"/account/organisation/{trust.members['learner']}")
        assert answer.status_code == 403 and "work account" in answer.text
