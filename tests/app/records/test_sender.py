"""A round of the thread that keeps things moving, as it runs beside the pages."""

import datetime as dt

from flask import Flask

from app.database import Database, now
from app.organisations.models import Leaving
from app.records.sender import one_round
from tests.app.actors import Actor
from tests.app.trust import Trust


def test_who_is_signed_in_after_the_last_day_is_out_and_the_round_goes_on(
    app: Flask, as_learner: Actor, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        yesterday = dt.date.today() - dt.timedelta(days=2)
        session.add(
            Leaving(
                organisation_id=trust.organisation,
                membership_id=trust.members["learner"],
                last_day=yesterday,
                made=now(),
            )
        )
    one_round(app)
    assert as_learner.get("/learn").status_code != 200
    one_round(app)
