"""Passkeys that are forged, used twice, or somebody else's. That one works is tried in a browser."""

import json
import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from app.accounts.models import Person
from app.database import Database, now
from app.organisations.models import Membership
from app.second_step.models import Passkey, PasskeyChallenge
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.trust import Trust

FORGED = json.dumps(
    {
        "id": "AAAA",
        "rawId": "AAAA",
        "type": "public-key",
        "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA"},
    }
)


def give_passkey(database: Database, member: uuid.UUID) -> uuid.UUID:
    with database.write() as session:
        person = session.get_one(Membership, member).person_id
        made = Passkey(
            person_id=person, credential_id=b"\0\0\0", public_key=b"none", name="My phone"
        )
        session.add(made)
        session.flush()
        return made.id


@pytest.mark.parametrize("answer", ["", "{}", "no json", FORGED])
def test_a_forged_answer_signs_nobody_in_and_ends_its_challenge(
    client: Actor, trust: Trust, database: Database, answer: str
) -> None:
    give_passkey(database, trust.members["learner"])
    assert "data-options" in client.send("/sign-in/passkey").text
    assert client.send("/sign-in/passkey/used", answer=answer).status_code == 400
    assert client.send("/sign-in/passkey/used", answer=answer).status_code == 409
    assert client.get("/account").status_code == 302


def test_a_challenge_is_good_for_its_browser_and_for_five_minutes(
    app: Flask, client: Actor, database: Database
) -> None:
    client.send("/sign-in/passkey")
    assert new_actor(app).send("/sign-in/passkey/used", answer=FORGED).status_code == 409
    with database.write() as session:
        session.execute(update(PasskeyChallenge).values(expires=now()))
    assert client.send("/sign-in/passkey/used", answer=FORGED).status_code == 409


def test_the_challenge_to_make_one_opens_no_sign_in(as_learner: Actor, database: Database) -> None:
    page = as_learner.send("/account/second-step/passkeys/add", name="Mine", password=PASSWORD)
    assert page.status_code == 200
    assert '"userVerification": "required"' in page.text.replace("&#34;", '"')
    assert as_learner.send("/sign-in/passkey/used", answer=FORGED).status_code == 409


def test_the_options_name_the_person_by_a_number_and_the_site_by_its_host(
    as_learner: Actor, trust: Trust, database: Database
) -> None:
    page = as_learner.send("/account/second-step/passkeys/add", name="Mine", password=PASSWORD).text
    found = re.search(r'data-options="([^"]+)"', page)
    assert found
    options = json.loads(found[1].replace("&#34;", '"'))
    assert options["rp"]["id"] == "localhost"
    with database.read() as session:
        wanted = select(Person.id).where(Person.email == trust.email("learner"))
        assert len(session.scalars(wanted).one().bytes) == 16


def test_making_one_needs_the_password_and_a_name(as_learner: Actor) -> None:
    path = "/account/second-step/passkeys/add"
    assert 'href="#name"' in as_learner.send(path, name=" ", password=PASSWORD).text
    wrong = as_learner.send(path, name="My phone", password="wrong")
    assert wrong.status_code == 400
    assert 'value="My phone"' in wrong.text
    assert as_learner.send("/account/second-step/passkeys/made", answer=FORGED).status_code == 409


def test_a_passkey_is_a_second_step_and_is_removed_by_its_person_alone(
    app: Flask, as_learner: Actor, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    key = give_passkey(database, trust.members["learner"])
    visitor = new_actor(app)
    assert visitor.sign_in(trust.email("learner")).location == "/sign-in/second-step"
    assert "Use a passkey" in visitor.get("/sign-in/second-step").text
    assert "data-options" in visitor.send("/sign-in/passkey/second-step").text
    assert visitor.send("/sign-in/passkey/second-step/used", answer=FORGED).status_code == 400
    path = f"/account/second-step/passkeys/{key}/remove"
    other = sign_in(trust.email("supervisor"))
    assert other.get(path).status_code == 404
    assert other.send(path, password=PASSWORD).status_code == 404
    assert as_learner.send(path, password="wrong").status_code == 400
    assert as_learner.send(path, password=PASSWORD).status_code == 303
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Passkey)) == 0
