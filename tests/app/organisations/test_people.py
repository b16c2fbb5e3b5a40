"""What an organisation's administrator does with its people."""

import re

import pytest
from sqlalchemy import func, select

from app.accounts.models import OneTimeLink, Person
from app.database import Database, now
from app.organisations.models import Membership, Role, Supervision
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust

LINK = re.compile(r"http://localhost(/(?:welcome|invitation)/[\w-]{43})")


def link_in(text: str) -> str:
    """Return the path of the link that a page shows."""
    found = LINK.search(text)
    assert found, text
    return found[1]


def supervisors_of(database: Database, trust: Trust, who: str) -> list[object]:
    with database.read() as session:
        return list(
            session.scalars(
                select(Supervision.supervisor_id).where(
                    Supervision.learner_id == trust.members[who]
                )
            )
        )


@pytest.mark.parametrize(
    "database_url",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)],
    indirect=True,
)
def test_a_new_person_gets_a_link_that_is_shown_once(
    as_administrator: Actor, client: Actor, trust: Trust, database: Database
) -> None:
    answer = as_administrator.send(
        "/people/add",
        name="Dr  Amara Silva ",
        email=" Amara@Alder.example ",
        roles=["learner"],
        supervisors=[str(trust.members["supervisor"])],
    )
    found = LINK.search(answer.text)
    assert found
    assert "amara@alder.example" in answer.text
    assert "Dr Amara Silva" in as_administrator.get("/people").text
    assert found[1] not in as_administrator.get("/people").text
    assert client.send(found[1], password="nine green lanterns").status_code == 302
    with database.read() as session:
        membership = session.scalars(
            select(Membership).join(Person).where(Person.email == "amara@alder.example")
        ).one()
        assert membership.roles == {Role.LEARNER}
        assert session.scalars(
            select(Supervision.supervisor_id).where(Supervision.learner_id == membership.id)
        ).all() == [trust.members["supervisor"]]


def test_a_form_with_mistakes_keeps_what_was_typed_and_adds_nobody(
    as_administrator: Actor, database: Database
) -> None:
    answer = as_administrator.send("/people/add", name="Dr Amara Silva", email="no address")
    assert answer.status_code == 400
    assert 'value="Dr Amara Silva"' in answer.text
    assert 'value="no address"' in answer.text
    assert "There is a problem" in answer.text
    assert 'href="#email"' in answer.text
    assert "Choose at least one role." in answer.text
    with database.read() as session:
        assert not session.scalars(select(Person).where(Person.name == "Dr Amara Silva")).all()


def test_a_person_who_is_there_already_is_not_added_again(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    answer = as_administrator.send(
        "/people/add", name="X", email=trust.email("learner"), roles=["learner"]
    )
    assert answer.status_code == 400
    assert "belongs to the organisation already" in answer.text
    with database.read() as session:
        assert session.execute(select(func.count()).select_from(OneTimeLink)).scalar_one() == 0


def test_a_role_that_does_not_exist_is_refused(as_administrator: Actor) -> None:
    answer = as_administrator.send(
        "/people/add", name="X", email="x@alder.example", roles=["platform administrator"]
    )
    assert answer.status_code == 400


def test_roles_and_supervisors_are_changed_at_once(
    as_administrator: Actor, as_learner: Actor, trust: Trust, database: Database
) -> None:
    assert as_learner.get("/packages").status_code == 403
    answer = as_administrator.send(
        f"/people/{trust.members['learner']}",
        roles=["learner", "lms_administrator"],
        supervisors=[str(trust.members["other-supervisor"])],
    )
    assert answer.headers["Location"] == "/people"
    assert as_learner.get("/packages").status_code == 200
    assert supervisors_of(database, trust, "learner") == [trust.members["other-supervisor"]]


def test_who_is_no_supervisor_any_more_supervises_nobody(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    as_administrator.send(f"/people/{trust.members['supervisor']}", roles=["lms_administrator"])
    assert supervisors_of(database, trust, "learner") == []


def test_an_ended_membership_is_out_at_once_and_can_be_taken_up_again(
    as_administrator: Actor, as_learner: Actor, trust: Trust, client: Actor, database: Database
) -> None:
    as_administrator.send(f"/people/{trust.members['learner']}/leaving", when="now")
    assert as_learner.get("/account").status_code == 302
    assert "Has left" in as_administrator.get("/people").text
    assert client.sign_in(trust.email("learner")).status_code == 302
    assert client.get("/").headers["Location"] == "/account"
    assert "You belong to no organisation here any more" in client.get("/account").text
    page = as_administrator.send(
        "/people/add", name="X", email=trust.email("learner"), roles=["learner"]
    )
    assert "Dr Ngozi Eze" not in page.text
    client.send(f"{link_in(page.text)}/accept")
    assert client.get("/learn").status_code == 200
    with database.read() as session:
        membership = session.get_one(Membership, trust.members["learner"])
        assert membership.ended is None
        assert membership.person.name == "Dr Ngozi Eze"


@pytest.mark.parametrize("act", ["end", "roles"])
def test_the_last_administrator_stays(as_administrator: Actor, trust: Trust, act: str) -> None:
    own = f"/people/{trust.members['administrator']}"
    if act == "end":
        answer = as_administrator.send(f"{own}/leaving", when="now")
    else:
        answer = as_administrator.send(own, roles=["learner"])
    assert answer.status_code == 409
    assert "only administrator" in answer.text
    assert as_administrator.get("/people").status_code == 200


def test_a_new_link_is_made_for_ones_own_people(as_administrator: Actor, trust: Trust) -> None:
    answer = as_administrator.send(f"/people/{trust.members['learner']}/link")
    assert LINK.search(answer.text)


def test_no_link_is_made_for_a_person_who_also_belongs_elsewhere(
    as_administrator: Actor, sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    """Whoever sets a person's password could act as them: in the other trust too."""
    elsewhere = sign_in(other_trust.email("administrator"))
    page = elsewhere.send("/people/add", name="X", email=trust.email("learner"), roles=["learner"])
    own = sign_in(trust.email("learner"))
    own.send(f"{link_in(page.text)}/accept")
    answer = as_administrator.send(f"/people/{trust.members['learner']}/link")
    assert answer.status_code == 403
    with database.read() as session:
        assert session.execute(select(func.count()).select_from(OneTimeLink)).scalar_one() == 0


def test_two_organisations_never_see_each_others_people(
    as_administrator: Actor, trust: Trust, other_trust: Trust, database: Database
) -> None:
    page = as_administrator.get("/people").text
    assert trust.email("learner") in page
    assert other_trust.domain not in page
    foreign = other_trust.members["learner"]
    assert as_administrator.get(f"/people/{foreign}").status_code == 404
    for path in (f"/people/{foreign}", f"/people/{foreign}/link", f"/people/{foreign}/leaving"):
        assert as_administrator.send(path, roles=["learner"]).status_code == 404
    with database.read() as session:
        assert session.get_one(Membership, foreign).ended is None


def test_a_foreign_supervisor_cannot_be_assigned(
    as_administrator: Actor, trust: Trust, other_trust: Trust, database: Database
) -> None:
    answer = as_administrator.send(
        f"/people/{trust.members['learner']}",
        roles=["learner"],
        supervisors=[str(other_trust.members["supervisor"])],
    )
    assert answer.status_code == 400
    assert supervisors_of(database, trust, "learner") == [trust.members["supervisor"]]


def test_the_platforms_administrator_makes_an_organisation_and_invites_its_first(
    as_platform_administrator: Actor, client: Actor
) -> None:
    answer = as_platform_administrator.send(
        "/organisations/add",
        organisation="Rowan Moor Health Board",
        name="Eilidh Grant",
        email="eilidh@rowan.example",
    )
    found = LINK.search(answer.text)
    assert found
    client.send(found[1], password="nine green lanterns")
    assert client.get("/").headers["Location"] == "/people"
    assert "Rowan Moor Health Board" in as_platform_administrator.get("/organisations").text


def test_two_organisations_of_one_name_are_refused(
    as_platform_administrator: Actor, trust: Trust
) -> None:
    answer = as_platform_administrator.send(
        "/organisations/add", organisation=trust.name, name="Y", email="y@rowan.example"
    )
    assert answer.status_code == 400
    assert "already an organisation" in answer.text


@pytest.mark.parametrize("what", ["link", "second-step", "details"])
def test_whoever_once_belonged_elsewhere_is_not_for_another_trust_to_take_over(
    sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database, what: str
) -> None:
    """What a doctor wrote at the last trust, the journal too, opens with the same password."""
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).ended = now()
    elsewhere = sign_in(other_trust.email("administrator"))
    page = elsewhere.send("/people/add", name="X", email=trust.email("learner"), roles=["learner"])
    sign_in(trust.email("learner")).send(f"{link_in(page.text)}/accept")
    with database.read() as session:
        person = session.get_one(Membership, trust.members["learner"]).person_id
        wanted = select(Membership.id).where(
            Membership.person_id == person, Membership.ended.is_(None)
        )
        added = session.scalars(wanted).one()
    answer = elsewhere.send(f"/people/{added}/{what}", name="X", email="x@birch.example")
    assert answer.status_code == 403 and not LINK.search(answer.text)


def test_the_address_of_somebody_who_has_left_is_not_changed(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    member = trust.members["learner"]
    with database.write() as session:
        session.get_one(Membership, member).ended = now()
    answer = as_administrator.send(f"/people/{member}/details", name="X", email="x@alder.example")
    assert "has left the organisation" in answer.text
    with database.read() as session:
        person = session.get_one(Membership, member).person
        assert person.email == trust.email("learner")


@pytest.mark.parametrize(
    "email", ["a@[x.y", "a,@x.y", "(@x.y", "a@x", "a@x.", "a b@x.y", "<a@x.y>", "a@x.y, b@x.y"]
)
def test_an_address_that_no_letter_could_bear_is_refused(
    as_administrator: Actor, email: str
) -> None:
    answer = as_administrator.send("/people/add", name="X", email=email, roles=["learner"])
    assert answer.status_code == 422 or "Enter an e-mail address" in answer.text
