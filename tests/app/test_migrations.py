"""The tables: what the migrations make is what the models say."""

import datetime as dt
import os
import sqlite3
import subprocess
import sys
import threading
import uuid
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Connection, MetaData, Table, func, inspect, select, text
from sqlalchemy.exc import DatabaseError

import app.database
from app.accounts.models import Person
from app.audit.reading import Wanted, lines, verdict
from app.database import Database
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.errors import StartError
from app.installation import home_page, prepare
from app.migration import upgrade
from app.models import METADATA
from app.organisations.models import Deployment, Organisation
from app.organisations.overlay import overlay_of
from app.packages.models import PackageMade
from app.packages.orders import order_of
from app.settings import ROOT, Settings, read_settings
from app.welcome.models import WelcomeForm
from packager import Overlay
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


def test_a_start_waits_for_another_that_changes_the_tables_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer than a request would wait for the write lock of SQLite."""
    monkeypatch.setattr(app.database, "BUSY_TIMEOUT_MS", 20)
    database = Database(f"sqlite:///{tmp_path / 'first-shift.sqlite'}")
    upgrade(database, "0001")
    other = sqlite3.connect(
        tmp_path / "first-shift.sqlite", isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")
    done = threading.Timer(0.3, other.execute, ["COMMIT"])
    done.start()
    upgrade(database, "0002")
    done.join()
    with database.read() as session:
        found = session.execute(text("SELECT version_num FROM app_alembic_version")).scalar_one()
        assert session.execute(text("PRAGMA busy_timeout")).scalar_one() == 20
    assert found == "0002"
    database.close()


def test_the_home_page_stays_when_the_address_changes(tmp_path: Path) -> None:
    environment = {"FIRSTSHIFT_INSTANCE": str(tmp_path)}
    prepare(read_settings(environment), "http://127.0.0.1:8000")
    later = read_settings(environment | {"FIRSTSHIFT_PUBLIC_ADDRESS": "https://learn.example"})
    prepare(later, "http://127.0.0.1:9000")
    database = Database(later.database_url)
    assert home_page(database) == "http://127.0.0.1:8000"
    database.close()


def test_the_first_start_makes_the_keys_that_sign_and_a_later_one_keeps_them(
    tmp_path: Path,
) -> None:
    settings = read_settings({"FIRSTSHIFT_INSTANCE": str(tmp_path)})
    prepare(settings, "http://127.0.0.1:8000")
    made = settings.signing_keys.read_text()
    prepare(settings, "http://127.0.0.1:8000")
    assert settings.signing_keys.read_text() == made
    settings.signing_keys.write_text("nonsense")
    with pytest.raises(StartError, match="holds no signing keys"):
        prepare(settings, "http://127.0.0.1:8000")


@pytest.mark.parametrize("table", ["app_alembic_version", "lrs_alembic_version"])
def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    empty: Settings, table: str
) -> None:
    prepare(empty, "http://127.0.0.1:8000")
    database = Database(empty.database_url)
    with database.write() as session:
        session.execute(text(f"UPDATE {table} SET version_num = '9999'"))
    with pytest.raises(StartError, match="belongs to a newer version.* are at 9999") as caught:
        prepare(empty, "http://127.0.0.1:8000")
    assert "\n" not in caught.value.sentence
    with database.read() as session:
        assert session.scalar(text(f"SELECT version_num FROM {table}")) == "9999"
    database.close()


MOMENT = "'2026-11-25 10:00:00+00:00'"
FIRST, SECOND, THIRD, FOURTH = (f"'{uuid.UUID(int=number).hex}'" for number in range(1, 5))


def at_revision(empty: Settings, revision: str, *rows: str) -> Database:
    """Return a database as it was at an earlier revision, with rows in it."""
    empty.instance.mkdir(exist_ok=True)
    database = Database(empty.database_url)
    upgrade(database, revision)
    with database.engine.execution_options(writing=True).begin() as connection:
        for row in rows:
            connection.execute(text(f"INSERT INTO {row}"))
    return database


def test_a_meeting_that_had_begun_goes_on_with_our_form(empty: Settings) -> None:
    database = at_revision(
        empty,
        "0032",
        f"organisation (id, name, made) VALUES ({FIRST}, 'Before', {MOMENT})",
        "person (id, email, name, password_hash, platform_administrator, made)"
        f" VALUES ({SECOND}, 'a@b.example', 'A', '', false, {MOMENT})",
        "membership (id, person_id, organisation_id, made)"
        f" VALUES ({THIRD}, {SECOND}, {FIRST}, {MOMENT})",
        "welcome_form (id, organisation_id, learner_id, made, moved, no_action)"
        f" VALUES ({FOURTH}, {FIRST}, {THIRD}, {MOMENT}, 0, false)",
        "welcome_round (form_id, months) VALUES (" + FOURTH + ", 0)",
    )
    upgrade(database)
    with database.read() as session:
        assert session.scalars(select(WelcomeForm)).one().own_form_id is None
    database.close()


def test_who_was_there_before_nations_were_asked_for_has_said_none(empty: Settings) -> None:
    database = at_revision(
        empty,
        "0003",
        f"organisation (id, name, made) VALUES ({FIRST}, 'Before', {MOMENT})",
        "person (id, email, name, password_hash, platform_administrator, made)"
        f" VALUES ({SECOND}, 'a@b.example', 'A', '', false, {MOMENT})",
    )
    upgrade(database)
    with database.read() as session:
        assert session.scalars(select(Organisation)).one().nation is None
        assert session.scalars(select(Person)).one().nation is None
    database.close()


def test_a_package_that_was_made_before_keeps_its_module_and_version(empty: Settings) -> None:
    database = at_revision(
        empty,
        "0004",
        f"organisation (id, name, made) VALUES ({FIRST}, 'Before', {MOMENT})",
        "person (id, email, name, password_hash, platform_administrator, made)"
        f" VALUES ({SECOND}, 'a@b.example', 'A', '', false, {MOMENT})",
        "membership (id, organisation_id, person_id, made)"
        f" VALUES ({THIRD}, {FIRST}, {SECOND}, {MOMENT})",
        "package_made (id, organisation_id, module, module_version, format, options, sha256, size,"
        f" made_by, made) VALUES ({FOURTH}, {FIRST}, 'culture', '1.0.0', 'scorm12',"
        f""" '{{"nation": "SCO"}}', 'ab', 1, {THIRD}, {MOMENT})""",
    )
    upgrade(database)
    with database.read() as session:
        made = session.scalars(select(PackageMade)).one()
    assert (made.modules, made.overlay) == ({"culture": "1.0.0"}, "")
    order = order_of(made, Overlay(organisation="Before", nation="WAL"))
    assert order.slugs == ("culture",)
    assert order.options.overlay == Overlay(organisation="Before", nation="SCO")
    database.close()


def test_who_was_there_before_overlays_has_none(empty: Settings) -> None:
    database = at_revision(
        empty, "0005", f"organisation (id, name, made) VALUES ({FIRST}, 'Before', {MOMENT})"
    )
    upgrade(database)
    with database.read() as session:
        organisation = session.scalars(select(Organisation)).one()
        assert overlay_of(session, organisation) == Overlay(organisation="Before")
    database.close()


def test_seats_that_were_taken_before_are_kept(empty: Settings) -> None:
    database = at_revision(
        empty,
        "0008",
        f"organisation (id, name, made) VALUES ({FIRST}, 'Before', {MOMENT})",
        "person (id, email, name, password_hash, platform_administrator, made)"
        f" VALUES ({SECOND}, 'a@b.example', 'A', '', false, {MOMENT})",
        "membership (id, organisation_id, person_id, made)"
        f" VALUES ({THIRD}, {FIRST}, {SECOND}, {MOMENT})",
        "dispatch_licence (id, token, organisation_id, modules, options, origins, contact, expires,"
        f" seats, made_by, made) VALUES ({FOURTH}, 'token', {FIRST}, '[\"culture\"]', '{{}}', '[]',"
        f" 'nobody', '2027-01-31', 1, {THIRD}, {MOMENT})",
        f"dispatch_seat (licence_id, seat, taken) VALUES ({FOURTH}, 'abcdefghijkl', {MOMENT})",
    )
    upgrade(database)
    with database.read() as session:
        seat = session.scalars(select(DispatchSeat)).one()
        licence = session.get_one(DispatchLicence, seat.licence_id)
    assert (seat.kept, seat.used) == (seat.taken, dt.date(2026, 11, 25))
    assert licence.visits_ended is None
    database.close()


def test_lines_of_an_older_audit_log_are_chained_anew_over_names_that_hold(
    empty: Settings,
) -> None:
    database = at_revision(empty, "0030")
    chain, name = uuid.UUID(int=7), uuid.UUID(int=8)
    moment = dt.datetime(2026, 11, 30, 3, 4, 5, tzinfo=dt.UTC)
    person = uuid.UUID(int=9)
    line: dict[str, object] = {
        "chain": chain,
        "at": moment,
        "act": "person.placed",
        "about_name": name,
    }
    line |= {"object": "", "words": "Site: Northgate", "digest": bytes(32)}
    with database.engine.execution_options(writing=True).begin() as connection:
        rows: tuple[tuple[str, dict[str, object]], ...] = (
            ("organisation", {"id": chain, "name": "A", "made": moment}),
            ("person", {"id": person, "email": "a@b.example", "name": "Ada Obi", "made": moment}),
            ("audit_name", {"id": name, "person_id": person, "name": "Ada Obi", "made": moment}),
            ("audit_line", {**line, "seq": 1}),
            ("audit_line", {**line, "seq": 2}),
            ("audit_head", {"chain": chain, "seq": 2, "digest": bytes(32)}),
        )
        for table, values in rows:
            put_row(connection, table, values)
    upgrade(database)
    with database.read() as session:
        found = verdict(session, chain)
        assert (found.fault, found.lines) == ("", 2)
        shown = lines(session, chain, Wanted(), 1).rows[0]
    assert (shown.about, shown.words) == ("Ada Obi", "")
    with pytest.raises(DatabaseError, match="cannot be changed"), database.write() as session:
        session.execute(text("UPDATE audit_line SET words = 'x'"))
    database.close()


def put_row(connection: Connection, name: str, values: dict[str, object]) -> None:
    """Put a row into a table as it was at an earlier revision; what must be there has an empty value."""
    table = Table(name, MetaData(), autoload_with=connection)
    kinds = {column.name: column.type for column in METADATA.tables[name].columns}
    empty_of = {int: 0, str: "", bool: False, bytes: b""}
    columns = [Column(column.name, kinds.get(column.name, column.type)) for column in table.columns]
    for column in table.columns:
        if not column.nullable and column.name not in values and column.server_default is None:
            values[column.name] = empty_of.get(column.type.python_type, 0)
    connection.execute(Table(name, MetaData(), *columns).insert().values(**values))
