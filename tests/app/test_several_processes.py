"""Several processes of one server on PostgreSQL, as granian starts them: nothing that one keeps is lost."""

import multiprocessing
import uuid
from concurrent.futures import ProcessPoolExecutor
from typing import Final

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.bookmarks.own import Place, note_of
from app.database import Database
from app.factory import create_app
from app.sealing import Seal
from app.services import KEY
from app.settings import read_settings
from app.supervision.lines import bring_up_to_date
from app.supervision.models import StandingEdition
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.trust import Trust

PROCESSES: Final = 3
LINES: Final = 6

pytestmark = pytest.mark.postgres


@pytest.fixture
def pool() -> ProcessPoolExecutor:
    """Give processes that share nothing with this one."""
    return ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn"))


def write_lines(
    environment: dict[str, str], email: str, member: uuid.UUID, topic: str, name: str
) -> int:
    """Add lines to one note, as a page would that was open elsewhere too; return how often it had changed."""
    app = create_app(read_settings(environment))
    app.test_client_class = Actor
    actor, changed = new_actor(app), 0
    assert actor.sign_in(email).status_code == 302
    token = actor.token()
    parts = app.extensions[KEY]
    for number in range(LINES):
        status = 409
        while status == 409:
            with parts.database.read() as session:
                seal, place = Seal(parts.sealing_keys, "notes"), Place(member, "culture", topic)
                found = note_of(session, seal, place)
            text = f"{found.text}\n{name}-{number}"
            fields = {"csrf_token": token, "note": text, "version": str(found.version)}
            status = actor.post(f"/learn/culture/{topic}/note", data=fields).status_code
            changed += status == 409
        assert status == 302
    parts.database.close()
    parts.embedded_lrs.close()
    return changed


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_what_one_person_writes_through_several_processes_is_all_kept(
    environment: dict[str, str],
    app: Flask,
    database: Database,
    trust: Trust,
    pool: ProcessPoolExecutor,
) -> None:
    parts, member = app.extensions[KEY], trust.members["learner"]
    topic = parts.shelf.course.modules[0].topics[0].slug
    with pool:
        working = [
            pool.submit(write_lines, environment, trust.email("learner"), member, topic, f"p{n}")
            for n in range(PROCESSES)
        ]
        for each in working:
            each.result()
    with database.read() as session:
        seal, place = Seal(parts.sealing_keys, "notes"), Place(member, "culture", topic)
        kept = note_of(session, seal, place)
    expected = {f"p{n}-{line}" for n in range(PROCESSES) for line in range(LINES)}
    assert sorted(kept.text.split()) == sorted(expected)
    assert kept.version == PROCESSES * LINES


def begin(environment: dict[str, str]) -> None:
    """Do what a process does at its start for the supervisors' pages."""
    database = Database(environment["FIRSTSHIFT_DATABASE_URL"])
    bring_up_to_date(database, [])
    database.close()


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_processes_that_start_at_once_are_in_nobodys_way(
    environment: dict[str, str], database: Database, pool: ProcessPoolExecutor
) -> None:
    with pool:
        for each in [pool.submit(begin, environment) for _ in range(PROCESSES * 2)]:
            each.result()
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(StandingEdition)) == 1
