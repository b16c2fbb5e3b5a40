"""A database that an earlier version has filled is brought up to date, and nothing of it is lost.

``stores`` holds rows of every table as earlier versions had them, by the number of the last migration of
that version. They are facts of the past: nobody changes them.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from app.accounts.models import Person
from app.database import Base, Database
from app.factory import create_app
from app.installation import prepare
from app.migration import upgrade
from app.organisations.models import Membership
from app.schema_state import APP, state_of
from app.services import KEY
from app.settings import read_settings
from tests.app.actors import Actor
from tests.app.conftest import new_actor

STORES = Path(__file__).parent / "stores"
EARLIER = sorted(file.stem for file in STORES.glob("*.json"))
PASSWORD = "correct horse battery staple"
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database, of each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.sqlite'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


def filled(url: str, number: str) -> Rows:
    """Fill a database as an earlier version had it; return its rows by table."""
    rows: Rows = json.loads((STORES / f"{number}.json").read_text())
    database = Database(url)
    upgrade(database, number)
    with database.write() as session:
        for table, entries in rows.items():
            for row in entries:
                columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
                session.execute(
                    text(f"INSERT INTO {table} ({columns}) VALUES ({marks})"),
                    {name: stored(value) for name, value in row.items()},
                )
    database.close()
    return rows


def stored(value: Any) -> Any:
    return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value


def people_and_places(database: Database) -> tuple[set[str], set[str]]:
    with database.read() as session:
        names = set(session.scalars(select(Person.email)))
        return names, {each.hex for each in session.scalars(select(Membership.id))}


@pytest.mark.parametrize("number", EARLIER)
def test_everything_that_an_earlier_version_kept_is_there_and_can_be_used(
    url: str, number: str, environment: dict[str, str]
) -> None:
    rows = filled(url, number)
    settings = read_settings(environment | {"FIRSTSHIFT_DATABASE_URL": url})
    prepare(settings, "https://new.example")
    app = create_app(settings)
    parts = app.extensions[KEY]
    assert parts.home_page == "https://elder.example"
    emails = {row["email"] for row in rows["person"]}
    members = {row["id"] for row in rows["membership"]}
    assert people_and_places(parts.database) == (emails, members)
    with parts.database.read() as session:
        for mapper in Base.registry.mappers:
            if mapper.class_.__module__ == "app.supervision.models":
                continue  # built from statements, and built again where its form has changed
            found = len(session.scalars(select(mapper.class_)).all())
            before = len(rows.get(str(mapper.local_table.name), []))  # type: ignore[attr-defined]
            assert found >= before, mapper.class_
    app.test_client_class = Actor
    actor = new_actor(app)
    assert actor.sign_in(rows["person"][0]["email"], PASSWORD).status_code == 302
    assert actor.get("/account").status_code == 200
    parts.database.close()
    parts.embedded_lrs.close()


def test_the_oldest_goes_through_every_version_between(url: str) -> None:
    filled(url, EARLIER[0])
    database = Database(url)
    before = people_and_rows(database)
    for number in APP.numbers()[1:]:
        upgrade(database, number)
        with database.read() as session:
            assert state_of(session.connection(), APP).found == number
        assert people_and_rows(database) == before
    database.close()


def people_and_rows(database: Database) -> list[tuple[Any, ...]]:
    with database.read() as session:
        rows = session.execute(text("SELECT id, email, name FROM person ORDER BY email"))
        return [tuple(row) for row in rows]
