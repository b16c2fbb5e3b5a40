"""The welcome meetings of the demonstration say the same of a doctor as the doctor's account."""

from flask import Flask

from app.database import Database, now
from app.demo import welcome
from app.organisations.models import Membership
from tests.app.actors import Actor
from tests.app.trust import Trust


def test_the_name_in_the_form_is_the_one_of_the_account(
    app: Flask, database: Database, as_learner: Actor, trust: Trust
) -> None:
    with app.app_context(), database.write() as session:
        members = {
            who: session.get_one(Membership, trust.members[who])
            for who in ("learner", "supervisor")
        }
        person = members["learner"].person
        person.preferred_name, person.said = "Goz", "GOHZ"
        welcome.hold(session, members, "supervisor", (("learner", False),), now())
    page = as_learner.get("/welcome-meeting").text
    path = page.partition('href="/welcome-meeting/')[2].partition('"')[0]
    section = as_learner.get(f"/welcome-meeting/{path}/sections/b").text
    assert 'value="Goz"' in section and 'value="GOHZ"' in section
