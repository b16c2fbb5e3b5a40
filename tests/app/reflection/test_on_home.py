"""The part of the learner's first page that is the journal's."""

import uuid

import pytest
from flask import Flask, render_template
from sqlalchemy import select

from app.database import Database
from app.organisations.models import Membership
from app.reflection.on_home import on_home
from app.reflection.own import own_of
from tests.app.actors import Actor
from tests.app.reflection.writing import NEW, address_of, carried, save, send, write
from tests.app.trust import Trust


@pytest.fixture
def person(database: Database, trust: Trust) -> uuid.UUID:
    with database.read() as session:
        wanted = select(Membership.person_id).where(Membership.id == trust.members["learner"])
        return session.scalars(wanted).one()


def shown(app: Flask, database: Database, person: uuid.UUID) -> str:
    with app.test_request_context(), database.read() as session:
        journal = on_home(session, own_of(person))
        return render_template("reflection/on_home.html", journal=journal)


def test_it_leads_to_writing_then_to_the_draft_then_to_what_waits(
    app: Flask, as_learner: Actor, database: Database, person: uuid.UUID
) -> None:
    save(as_learner)
    assert 'href="/journal/new"' in shown(app, database, person)
    draft = address_of(write(as_learner, do="draft", what="Half a thought."))
    part = shown(app, database, person)
    assert f'href="{draft}/write"' in part and "Half" not in part
    hidden = carried(as_learner.get(NEW))
    as_learner.sign_out()
    send(as_learner, hidden, what="Late.")
    assert f'href="/journal/unsaved/{hidden["form"]}"' in shown(app, database, person)
