"""What is held about the two, and what an erasure takes: the form is the doctor's."""

import uuid

from flask import Flask
from sqlalchemy import func, select

from app.accounts.held import HOLDINGS, held
from app.accounts.holding import Whose, let_go
from app.database import Database
from app.organisations.models import Membership
from app.services import KEY, Services
from app.welcome.models import WelcomeAnswer, WelcomeForm, WelcomeSignature
from tests.app.conftest import HOME_PAGE
from tests.app.databases import BOTH
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair


def whose(database: Database, membership: uuid.UUID) -> Whose:
    with database.read() as session:
        person = session.get_one(Membership, membership).person_id
    return Whose(person, (membership,), HOME_PAGE)


def erase(database: Database, who: Whose) -> None:
    """Let go of what the welcome meeting holds about somebody, as an erasure does."""
    with database.write() as session:
        for holding in reversed(HOLDINGS):
            if holding.key.startswith("welcome_"):
                let_go(session, holding, who)


@BOTH
def test_the_form_is_given_to_the_doctor_and_outlives_the_supervisor(
    pair: Pair, app: Flask, database: Database, trust: Trust
) -> None:
    parts: Services = app.extensions[KEY]
    pair.save(pair.doctor, "c", **{"c.observe:-:answer": "MIDDAY"})
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)
    doctor = whose(database, trust.members["learner"])
    supervisor = whose(database, trust.members["supervisor"])
    with database.read() as session, app.app_context():
        mine = str(held(parts, session, doctor))
        theirs = str(held(parts, session, supervisor))
    for text in ("MIDDAY", "Lumbar puncture", "Give handover twice"):
        assert text in mine
        assert text not in theirs
    erase(database, supervisor)
    page = pair.doctor.get(f"{pair.path}/sections/e").text
    assert "Lumbar puncture" in page
    assert pair.doctor.get(f"{pair.path}/readers").status_code == 200
    assert pair.supervisor.get(pair.path).status_code == 404
    with database.read() as session:
        assert session.scalars(select(WelcomeForm.supervisor_id)).one() is None
        authors = set(session.scalars(select(WelcomeAnswer.author_id)))
        assert authors <= {None, trust.members["learner"]}
    erase(database, doctor)
    with database.read() as session:
        for table in (WelcomeForm, WelcomeAnswer, WelcomeSignature):
            assert session.scalar(select(func.count()).select_from(table)) == 0
