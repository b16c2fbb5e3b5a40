"""What a session to read with refuses, and how long anybody waits for a lock."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from app.accounts import commands
from app.accounts.models import Person
from app.database import Database
from app.organisations.models import Organisation
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.trust import Trust


def _refusing(state: str) -> Callable[..., None]:
    """Return a function with which PostgreSQL refuses, with one of its codes."""

    def refuse(session: Session, *_: object) -> None:
        raised = f"DO $$ BEGIN RAISE EXCEPTION 'refused' USING ERRCODE = '{state}'; END $$"
        session.execute(text(raised))

    return refuse


@BOTH
def test_no_row_is_locked_in_a_session_to_read_with(
    app: Flask, database: Database, trust: Trust
) -> None:
    with app.app_context():
        request = database.of_request()
        with pytest.raises(RuntimeError, match="never while reading"):
            request.scalars(select(Person).with_for_update()).all()
        with pytest.raises(RuntimeError, match="never while reading"):
            request.get(Organisation, trust.organisation, with_for_update=True)
    with database.read() as session, pytest.raises(RuntimeError, match="never while reading"):
        session.scalars(select(Person).with_for_update(skip_locked=True)).all()
    with database.write() as session:
        assert session.get(Organisation, trust.organisation, with_for_update=True)


@BOTH
def test_who_waits_too_long_for_a_lock_is_asked_to_send_it_again(
    as_administrator: Actor, database: Database, trust: Trust
) -> None:
    token = as_administrator.token()
    on_postgres = database.engine.dialect.name == "postgresql"
    less = "SET lock_timeout = 20" if on_postgres else "PRAGMA busy_timeout = 20"

    def wait_less(connection: Any, _record: Any) -> None:
        connection.execute(less)
        connection.commit()

    event.listen(database.engine, "connect", wait_less)
    database.engine.dispose()  # the connections that are made from now on wait for less
    with database.write() as session:
        session.get(Organisation, trust.organisation, with_for_update=True)
        if on_postgres:
            session.execute(text("LOCK TABLE person IN SHARE MODE"))
        answer = as_administrator.post(
            "/account/name", data={"csrf_token": token, "preferred_name": "Mo", "said": ""}
        )
    assert answer.status_code == 503, answer.text
    assert "send it once more" in answer.text
    assert answer.headers["Retry-After"] == "60"


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Tokyo"])
def test_the_edges_of_the_calendar_are_read_wherever_the_database_stands(
    app: Flask, database: Database, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    monkeypatch.setenv("PGTZ", zone)
    database.engine.dispose()  # the connections that are made from now on begin in that zone
    with database.read() as session:
        for year in (1, 9999):
            told = session.scalar(text(f"SELECT timestamptz '{year:04}-12-31T23:59:59Z'"))
            assert told == dt.datetime(year, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
        first = session.scalar(text("SELECT timestamptz '0001-01-01T00:00:00Z'"))
        assert first == dt.datetime.min.replace(tzinfo=dt.UTC)


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.parametrize("way", ["deadlock", "serialization"])
def test_who_stood_in_anothers_way_is_asked_to_send_it_again(
    app: Flask, as_administrator: Actor, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    state = {"deadlock": "40P01", "serialization": "40001"}[way]
    token = as_administrator.token()

    monkeypatch.setattr(commands, "choose_name", _refusing(state))
    answer = as_administrator.post(
        "/account/name", data={"csrf_token": token, "preferred_name": "Mo", "said": ""}
    )
    assert answer.status_code == 503, answer.text
    assert "send it once more" in answer.text
    assert answer.headers["Retry-After"] == "60"


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_a_database_that_does_not_answer_is_told_on_a_page_and_forgotten_when_it_is_back(
    as_administrator: Actor, database: Database
) -> None:
    def refuse(*_: object) -> None:
        raise psycopg.OperationalError("connection refused")

    event.listen(database.engine, "do_connect", refuse)
    database.engine.dispose()
    for address in ("/account", "/sign-in"):
        answer = as_administrator.get(address)
        assert answer.status_code == 503, answer.text
        assert "does not answer at the moment" in answer.text
        assert answer.headers["Retry-After"] == "10"
    event.remove(database.engine, "do_connect", refuse)
    assert as_administrator.get("/account").status_code == 200


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
@pytest.mark.parametrize("state", ["08006", "53300", "57P01", "58030"])
def test_a_machine_of_the_database_that_is_away_is_no_mistake_of_ours(
    app: Flask, as_administrator: Actor, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    token = as_administrator.token()
    monkeypatch.setattr(commands, "choose_name", _refusing(state))
    answer = as_administrator.post(
        "/account/name", data={"csrf_token": token, "preferred_name": "Mo", "said": ""}
    )
    assert answer.status_code == 503, answer.text
    assert "does not answer at the moment" in answer.text
    assert answer.headers["Retry-After"] == "10"
