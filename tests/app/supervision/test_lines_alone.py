"""What is counted and sorted from the lines alone: quick, and never a way to see somebody who has gone."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, text, update

from app.database import Database, now
from app.organisations.models import Membership, MembershipRole, Role
from app.supervision import finding
from app.supervision.reading import read_statements
from app.supervision.view import View
from app.viewer import Member
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import parts_of
from tests.app.supervision.people import add
from tests.app.trust import Trust

TODAY = dt.date(2026, 11, 25)


def lead_of(trust: Trust) -> Member:
    return Member(
        trust.members["lead"], trust.organisation, trust.members["lead"], frozenset({Role.LEAD})
    )


def up_to_date(app: Flask) -> None:
    with app.app_context():
        read_statements(parts_of(app))


@BOTH
def test_pausing_and_resuming_moves_a_doctor_between_the_numbers(
    app: Flask, trust: Trust, database: Database
) -> None:
    lead, doctor = lead_of(trust), add(database, trust, "Dr Ilse Marchetti")
    for paused in (None, now(), None):
        with database.write() as session:
            session.get_one(Membership, doctor).paused = paused
        up_to_date(app)
        with database.read() as session:
            numbers = finding.numbers(session, lead, TODAY)
            assert (numbers.all, numbers.away) == ((3, 0) if paused is None else (2, 1))
            shown = finding.page(session, lead, View(), TODAY)
            away = finding.page(session, lead, View(away=True), TODAY)
        assert (doctor in shown, doctor in away) == (paused is None, paused is not None)


@pytest.mark.parametrize("gone", ["left", "learns no more"])
def test_a_line_that_is_a_second_old_shows_nobody_who_has_gone(
    app: Flask, sign_in: SignIn, trust: Trust, database: Database, gone: str
) -> None:
    doctor = add(database, trust, "Dr Ilse Marchetti")
    up_to_date(app)
    with database.write() as session:  # past the marks, as if the line were not made again yet
        if gone == "left":
            session.execute(update(Membership).where(Membership.id == doctor).values(ended=now()))
        else:
            session.execute(
                text("DELETE FROM membership_role WHERE membership_id = :doctor"),
                {"doctor": doctor.hex},
            )
            assert session.get(MembershipRole, (doctor, Role.LEARNER)) is None
    with database.read() as session:
        assert doctor in finding.page(session, lead_of(trust), View(), TODAY)
    lead = sign_in(trust.email("lead"))
    for path in ("/supervision", "/supervision?order=name", "/supervision/table.csv"):
        answer = lead.get(path)
        assert answer.status_code == 200
        assert "Dr Ngozi Eze" in answer.text
        assert "Marchetti" not in answer.text


def test_a_trust_is_counted_and_sorted_from_one_index(
    app: Flask, trust: Trust, database: Database
) -> None:
    """What makes the first page quick: neither memberships nor names are read for 20,000 to show 25."""
    lead = lead_of(trust)
    asked: list[tuple[str, Any]] = []
    up_to_date(app)
    with database.read() as session:
        connection = session.connection()

        def note(_c: object, _k: object, statement: str, parameters: Any, *_r: object) -> None:
            asked.append((statement, parameters))

        event.listen(connection, "before_cursor_execute", note)
        finding.numbers(session, lead, TODAY)
        finding.page(session, lead, View(), TODAY)
        event.remove(connection, "before_cursor_execute", note)
        assert len(asked) == 2
        for statement, parameters in asked:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            told = [row.detail for row in plan if "learner_standing" in row.detail]
            assert told, statement
            assert all("COVERING INDEX ix_learner_standing_table" in each for each in told), told
