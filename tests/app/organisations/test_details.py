"""A wrong name or e-mail address, put right by the organisation's administrator."""

import pytest
from sqlalchemy import select

from app.accounts import links
from app.accounts.models import Person
from app.database import Database, now
from app.organisations.models import Membership
from tests.app.actors import Actor
from tests.app.conftest import SignIn, new_actor
from tests.app.trust import Trust


def test_a_new_address_is_signed_in_with_and_told(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, database: Database
) -> None:
    member = trust.members["learner"]
    with database.write() as session:
        person = session.get_one(Membership, member).person_id
        token = links.make(session, person, now(), 72)
    fields = {"name": "Dr Ngozi Okeke", "email": "N.Okeke@alder.example"}
    assert as_administrator.send(f"/people/{member}/details", **fields).status_code == 302
    actor = sign_in("n.okeke@alder.example")
    page = actor.get("/account").text
    assert "the e-mail address of your account was changed" in page
    assert "Dr Ngozi Okeke" in page
    assert new_actor(actor.application).get(f"/welcome/{token}").status_code == 404


@pytest.mark.parametrize(
    ("name", "email", "field"),
    [
        ("", "a@alder.example", "name"),
        ("Ngozi", "nobody", "email"),
        ("Ngozi", "supervisor@alder.example", "email"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_changes_nothing(
    as_administrator: Actor, trust: Trust, database: Database, name: str, email: str, field: str
) -> None:
    path = f"/people/{trust.members['learner']}/details"
    answer = as_administrator.send(path, name=name, email=email)
    assert answer.status_code == 400
    assert f'href="#{field}"' in answer.text
    with database.read() as session:
        found = session.scalars(select(Person).where(Person.email == trust.email("learner")))
        assert found.one().name == "Dr Ngozi Eze"


def test_nobody_of_another_trust_nor_one_who_works_elsewhere_is_changed(
    as_administrator: Actor, trust: Trust, other_trust: Trust, database: Database
) -> None:
    fields = {"name": "X", "email": "x@alder.example"}
    foreign = other_trust.members["learner"]
    assert as_administrator.send(f"/people/{foreign}/details", **fields).status_code == 404
    member = trust.members["learner"]
    with database.write() as session:
        person = session.get_one(Membership, member).person_id
        session.add(Membership(person_id=person, organisation_id=other_trust.organisation))
    assert as_administrator.send(f"/people/{member}/details", **fields).status_code == 403
