"""The tables: what the migrations make is what the models say."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text

from app.accounts.models import Person
from app.database import Database
from app.installation import home_page, prepare
from app.migration import upgrade
from app.models import METADATA
from app.organisations.models import Deployment, Organisation
from app.settings import ROOT, Settings, read_settings
from tests.app.databases import BOTH


@BOTH
def test_the_migrations_make_what_the_models_say(database_url: str) -> None:
    database = Database(database_url)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or name in METADATA.tables,
            },
        )
        differences = compare_metadata(context, METADATA)
        tables = set(inspect(connection).get_table_names())
    database.close()
    assert differences == []
    assert {"app_alembic_version", *METADATA.tables} <= tables


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    environment = {"FIRSTSHIFT_INSTANCE": str(tmp_path / "instance")}
    if request.param == "postgres":
        environment["FIRSTSHIFT_DATABASE_URL"] = request.getfixturevalue("postgres_url")
    return read_settings(environment)


def test_many_first_starts_at_once_make_one_installation(empty: Settings) -> None:
    environment = {
        **os.environ,
        "FIRSTSHIFT_INSTANCE": str(empty.instance),
        "FIRSTSHIFT_DATABASE_URL": empty.database_url,
    }
    command = [sys.executable, "-m", "app", "db", "upgrade"]
    starts = [
        subprocess.Popen(
            [*command, "--address", f"http://127.0.0.1:{8000 + number}"],
            env=environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for number in range(3)
    ]
    ends = [(start.communicate()[0], start.returncode) for start in starts]
    assert [code for _, code in ends] == [0, 0, 0], ends
    database = Database(empty.database_url)
    with database.read() as session:
        assert session.execute(select(func.count()).select_from(Deployment)).scalar_one() == 1
    database.close()


def test_the_home_page_stays_when_the_address_changes(tmp_path: Path) -> None:
    environment = {"FIRSTSHIFT_INSTANCE": str(tmp_path)}
    prepare(read_settings(environment), "http://127.0.0.1:8000")
    later = read_settings(environment | {"FIRSTSHIFT_PUBLIC_ADDRESS": "https://learn.example"})
    prepare(later, "http://127.0.0.1:9000")
    database = Database(later.database_url)
    assert home_page(database) == "http://127.0.0.1:8000"
    database.close()


@BOTH
def test_who_was_there_before_nations_were_asked_for_has_said_none(database_url: str) -> None:
    database = Database(database_url)
    with database.engine.execution_options(writing=True).begin() as connection:
        for table in ("dispatch_seat", "dispatch_licence"):
            connection.execute(text(f"DROP TABLE {table}"))
        for table in ("organisation", "person"):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN nation"))
        connection.execute(text("UPDATE app_alembic_version SET version_num = '0003'"))
        moment = "'2026-11-25 10:00:00+00:00'"
        connection.execute(
            text(
                "INSERT INTO organisation (id, name, made)"
                f" VALUES ('{uuid.UUID(int=1).hex}', 'Before', {moment})"
            )
        )
        connection.execute(
            text(
                "INSERT INTO person (id, email, name, password_hash, platform_administrator, made)"
                f" VALUES ('{uuid.UUID(int=2).hex}', 'a@b.example', 'A', '', false, {moment})"
            )
        )
    upgrade(database)
    with database.read() as session:
        assert session.scalars(select(Organisation)).one().nation is None
        assert session.scalars(select(Person)).one().nation is None
    database.close()
