"""Who is deactivated is offered for nothing new, and nothing waits for them alone."""

import re

from sqlalchemy import select

from app.database import Database
from app.induction.team import team
from app.organisations.models import Supervision
from app.readiness.assessing import doctors
from app.reflection.shares import readers
from app.viewer import Member
from app.welcome.starting import own_supervisors
from tests.app.actors import Actor
from tests.app.importing.test_import import HEAD, mistakes
from tests.app.trust import PEOPLE, Trust


def member(trust: Trust, who: str) -> Member:
    key = trust.members[who]
    return Member(key, trust.organisation, key, frozenset({PEOPLE[who][1]}))


def offered(actor: Actor, page: str) -> set[str]:
    found = re.findall(r'name="supervisors"[^>]*value="([^"]+)"', actor.get(page).text)
    return set(found)


def test_a_deactivated_supervisor_is_given_to_nobody_and_taken_from_nobody(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    other = str(trust.members["other-supervisor"])
    mine = str(trust.members["supervisor"])
    doctor = trust.members["learner"]
    assert {other, mine} <= offered(as_administrator, "/people/add")
    for who in (other, mine):
        as_administrator.send(f"/people/{who}/deactivate")
    assert not {other, mine} & offered(as_administrator, "/people/add")
    assert offered(as_administrator, f"/people/{doctor}") & {other, mine} == {mine}
    told = as_administrator.send(
        f"/people/{doctor}", roles=["learner", "editor"], supervisors=[mine]
    )
    assert told.status_code == 302
    as_administrator.send(f"/people/{doctor}", roles=["learner"], supervisors=[mine, other])
    with database.read() as session:
        kept = select(Supervision.supervisor_id).where(Supervision.learner_id == doctor)
        assert [str(key) for key in session.scalars(kept)] == [mine]
    row = f"Dr New,new@x.example,,{trust.email('other-supervisor')},,,\n"
    assert "is deactivated" in mistakes(as_administrator, HEAD + row)


def test_a_doctor_is_offered_no_supervisor_who_cannot_read(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    asker = member(trust, "learner")
    as_administrator.send(f"/people/{trust.members['supervisor']}/deactivate")
    as_administrator.send(f"/people/{trust.members['other-learner']}/deactivate")
    with database.read() as session:
        assert readers(session, asker) == ()
        assert own_supervisors(session, asker) == ()
        asked = dict(doctors(session, member(trust, "lead")))
        assert trust.members["other-learner"] not in asked


def test_what_a_deactivated_lead_owned_is_the_administrators(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    for who in ("lead", "supervisor"):
        as_administrator.send(f"/people/{trust.members[who]}/deactivate")
    with database.read() as session:
        found = team(session, trust.organisation)
        assert found.leads == {trust.members["administrator"]}
        assert trust.members["lead"] not in found.names
        assert not found.supervisors.get(trust.members["learner"])
