"""What is told elsewhere of an LMS: where a statement came from, the audit log, what is held about a person."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.held import held, whose_all
from app.audit.models import AuditLine
from app.database import Database, now
from app.learning.models import Visit
from app.lti.models import LtiArrival, LtiNonce, LtiUser
from app.lti.sweeping import sweep
from app.services import KEY, Services
from app.supervision.origin import _through
from course.vocabulary import Extension
from tests.app.actors import Actor
from tests.app.lti.launching import Lms
from tests.support.lti_platform import SUB

pytestmark = pytest.mark.enable_socket


def test_a_statement_says_that_the_doctor_came_through_lti(
    database: Database, lms: Lms, client: Actor, as_learner: Actor
) -> None:
    lms.come_in(client)
    for who in (client, as_learner):
        who.send("/learn/culture/assessment/start")
    with database.read() as session:
        found = [
            _through(session, {"context": {"extensions": {Extension.SESSION: str(visit.id)}}})
            for visit in session.scalars(select(Visit).order_by(Visit.started))
        ]
        assert found == [", through LTI from Moodle of Alder Valley", ""]
        assert _through(session, {}) == ""


def test_the_audit_log_says_what_was_done_with_an_lms(
    database: Database, lms: Lms, client: Actor, as_lms_administrator: Actor
) -> None:
    lms.come_in(client)
    as_lms_administrator.send(f"{lms.page}/stop")
    as_lms_administrator.send(f"{lms.page}/start")
    with database.read() as session:
        lines = session.scalars(select(AuditLine).order_by(AuditLine.seq)).all()
    acts = [line.act for line in lines]
    assert acts == ["lms.connected", "person.joined", "lms.stopped", "lms.started"]
    assert all("Tomasz" not in line.words for line in lines)


def test_what_an_lms_says_of_a_person_is_held_and_given(
    app: Flask, database: Database, lms: Lms, client: Actor
) -> None:
    lms.come_in(client)
    parts: Services = app.extensions[KEY]
    with database.read() as session:
        person = session.scalars(select(LtiUser)).one().membership.person_id
        found = held(parts, session, whose_all(session, parts.home_page, person))
    assert [row["sub"] for row in found["lms_accounts"]] == [SUB]
    assert len(found["lms_scores"]) == 1


def test_a_name_that_nobody_came_with_is_forgotten(
    app: Flask, database: Database, lms: Lms, client: Actor
) -> None:
    lms.launch(client)
    parts: Services = app.extensions[KEY]
    sweep(parts, now())
    with database.read() as session:
        assert len(session.scalars(select(LtiArrival)).all()) == 1
    sweep(parts, now() + dt.timedelta(hours=1))
    with database.read() as session:
        for table in (LtiArrival, LtiNonce):
            assert session.scalars(select(table)).all() == []
