"""A key for an app that no code has confirmed: good for an hour, and until its person signs out."""

import datetime as dt

from flask import Flask
from sqlalchemy import select, update

from app.accounts.sweeping import sweep
from app.database import Database, now
from app.second_step.models import Authenticator
from tests.app.actors import PASSWORD, Actor
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of
from tests.app.second_step.test_second_step import set_up

HOUR = dt.timedelta(hours=1)


def begun(actor: Actor) -> None:
    assert actor.send("/account/second-step/app", password=PASSWORD).status_code == 303
    assert "Add First Shift to your app" in actor.get("/account/second-step/app/confirm").text


def there(database: Database) -> bool:
    with database.read() as session:
        return session.scalars(select(Authenticator)).first() is not None


def test_after_an_hour_it_is_neither_shown_nor_confirmed(
    as_learner: Actor, database: Database
) -> None:
    begun(as_learner)
    with database.write() as session:
        session.execute(update(Authenticator).values(made=now() - HOUR))
    assert as_learner.get("/account/second-step/app/confirm").status_code == 302
    assert "more than an hour ago" in as_learner.get("/account/second-step").text
    as_learner.send("/account/second-step/app/confirm", code="123456")
    assert "It is off" in as_learner.get("/account/second-step").text
    begun(as_learner)


@BOTH
def test_it_is_swept_and_a_confirmed_one_is_not(
    app: Flask, as_learner: Actor, as_supervisor: Actor, database: Database
) -> None:
    begun(as_learner)
    sweep(parts_of(app), now())
    assert there(database)
    sweep(parts_of(app), now() + HOUR)
    assert not there(database)
    set_up(as_learner)
    sweep(parts_of(app), now() + 2 * HOUR)
    assert there(database)


def test_it_goes_at_the_sign_out_and_a_confirmed_one_does_not(
    as_learner: Actor, as_supervisor: Actor, database: Database
) -> None:
    begun(as_learner)
    begun(as_supervisor)
    as_learner.sign_out()
    with database.read() as session:
        assert len(session.scalars(select(Authenticator)).all()) == 1
    set_up(as_supervisor)
    as_supervisor.sign_out()
    assert there(database)
