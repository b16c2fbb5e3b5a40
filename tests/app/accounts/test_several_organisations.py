"""A person who works in two organisations."""

from app.database import Database, now
from app.organisations import people_commands
from app.organisations.models import Role
from tests.app.actors import Actor
from tests.app.trust import Trust


def join(database: Database, trust: Trust, email: str) -> None:
    draft = people_commands.Draft("Same Person", email, frozenset({Role.LMS_ADMINISTRATOR}))
    with database.write() as session:
        people_commands.add(session, trust.organisation, draft, now())


def test_they_choose_where_they_work_and_see_that_organisation_only(
    client: Actor, database: Database, trust: Trust, other_trust: Trust
) -> None:
    email = trust.email("administrator")
    join(database, other_trust, email)
    assert client.sign_in(email).headers["Location"] == "/account/organisation"
    page = client.get("/account/organisation").text
    assert trust.name in page
    assert other_trust.name in page
    start = client.get("/").headers["Location"]
    elsewhere = {"/people": "/packages", "/packages": "/people"}[start]
    assert client.get(start).status_code == 200
    assert client.get(elsewhere).status_code == 403


def test_a_foreign_organisation_cannot_be_chosen(
    as_administrator: Actor, other_trust: Trust
) -> None:
    path = f"/account/organisation/{other_trust.members['administrator']}"
    assert as_administrator.send(path).status_code == 404
    assert other_trust.name not in as_administrator.get("/account").text
