"""``firstshift db distribute``: a store is spread as a whole, step by step, or it is said why not."""

import uuid
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from click.testing import CliRunner
from sqlalchemy import Column, ForeignKeyConstraint, LargeBinary, Uuid, inspect, text

from app.cli import cli
from app.database import Database, now
from app.demo.walk import Walk
from app.distribution import citus
from app.distribution.carrying_out import alone, distribute, plan
from app.distribution.layout import APP, RECORDS, layouts
from app.distribution.migrating import in_its_place
from app.errors import StartError
from app.factory import create_app
from app.installation import prepare
from app.lrs_alone import open_alone
from app.organisations.models import Membership
from app.records.upkeep import send_and_read
from app.services import KEY
from app.settings import Settings, read_settings
from lrs import Authority
from tests.app.conftest import HOME_PAGE
from tests.app.databases import CLUSTER
from tests.app.trust import make_trust
from tests.lrs.samples import encoded, ids_of, statement
from tests.support.citus import FEW_SHARDS


def settings_for(folder: Path, url: str, modules: Path) -> Settings:
    return read_settings(
        {
            "FIRSTSHIFT_INSTANCE": str(folder),
            "FIRSTSHIFT_DATABASE_URL": url,
            "FIRSTSHIFT_MODULES": str(modules),
        }
    )


def sentence(folder: Path, url: str) -> str:
    """Ask for the command; return why it is refused."""
    environment = {"FIRSTSHIFT_INSTANCE": str(folder), "FIRSTSHIFT_DATABASE_URL": url}
    answer = CliRunner().invoke(cli, ["db", "distribute"], env=environment)
    assert isinstance(answer.exception, StartError), answer.output
    return answer.exception.sentence


def silent(_words: str) -> None:
    pass


def test_tables_that_refer_to_one_another_are_moved_together() -> None:
    groups = [{table.name for table in group} for group in APP.groups()]
    assert {"enrolment", "visit", "attempt", "answer", "topic_opened", "talk_under_way"} in groups
    assert {"bookmark"} in groups
    assert sum(len(group) for group in groups) == len(APP.distributed)
    assert all(len(group) == 1 for group in RECORDS.groups())


@pytest.mark.parametrize(
    ("version", "old"), [("11.3-1", True), ("12.0-1", True), ("12.1-1", False), ("13.2-1", False)]
)
def test_a_version_that_was_not_tried_is_refused(version: str, *, old: bool) -> None:
    assert citus.is_old(version) is old


def test_a_file_cannot_be_spread(tmp_path: Path, prepared_file: Path) -> None:
    assert "is a SQLite file" in sentence(tmp_path, f"sqlite:///{prepared_file}")


@pytest.mark.postgres
def test_a_database_without_the_extension_is_told_so(
    tmp_path: Path, prepared_postgres: str
) -> None:
    assert "has no Citus" in sentence(tmp_path, prepared_postgres)


@pytest.mark.citus
def test_tables_that_are_behind_are_brought_up_to_date_first(
    tmp_path: Path, citus_url: str
) -> None:
    assert "Run first: firstshift db upgrade" in sentence(tmp_path, citus_url)


@pytest.fixture
def filled(citus_url: str, tmp_path: Path, one_module: Path) -> Settings:
    """A store on one machine of a cluster, with a trust whose doctor has passed a module."""
    settings = settings_for(tmp_path, citus_url, one_module)
    prepare(settings, HOME_PAGE)
    app = create_app(settings)
    parts = app.extensions[KEY]
    trust = make_trust(parts.database, "Alder Valley Trust", "alder.example")
    with app.app_context():
        with parts.database.write() as session:
            member = session.get_one(Membership, trust.members["learner"])
            walk = Walk(session, parts.home_page, member, parts.shelf.course.modules[0])
            walk.go("passed", now())
        send_and_read(parts, now)
    parts.database.close()
    parts.embedded_lrs.close()
    return settings


def held(database: Database) -> dict[str, int]:
    """Count the rows of each table that is moved."""
    tables = [*APP.distributed, *APP.reference, *RECORDS.distributed, *RECORDS.reference]
    with database.engine.connect() as connection:
        return {
            table.name: connection.scalar(text(f'SELECT count(*) FROM "{table.name}"')) or 0
            for table in tables
        }


def references(database: Database) -> set[tuple[str, str, tuple[str, ...]]]:
    with database.engine.connect() as connection:
        found = inspect(connection)
        return {
            (table.name, key["referred_table"], tuple(sorted(key["constrained_columns"])))
            for table in APP.distributed
            for key in found.get_foreign_keys(table.name)
        }


@pytest.mark.citus
def test_a_filled_store_is_spread_with_all_that_is_in_it(filled: Settings) -> None:
    database, stores = Database(filled.database_url), layouts(filled)
    before, refer = held(database), references(database)
    assert before["answer"] > 10
    assert before["lrs_statement"] > 10
    environment = {
        "FIRSTSHIFT_INSTANCE": str(filled.instance),
        "FIRSTSHIFT_DATABASE_URL": filled.database_url,
    }
    dry = CliRunner().invoke(cli, ["db", "distribute", "--dry-run"], env=environment)
    assert dry.exit_code == 0, dry.output
    assert "Nothing was changed." in dry.output
    assert "spread by organisation_id over 32 shards" in dry.output
    with database.engine.connect() as connection:
        assert len(citus.placed(connection)) == 0

    seen: list[str] = []

    def stop_after_some(words: str) -> None:
        seen.append(words)
        if len(seen) == 25:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        distribute(database.engine, stores, FEW_SHARDS, stop_after_some)
    assert held(database) == before
    assert distribute(database.engine, stores, FEW_SHARDS, silent) > 20
    assert held(database) == before
    assert references(database) == refer
    with database.engine.connect() as connection:
        placed = citus.placed(connection)
        assert {placed[table.name].kind for table in APP.distributed} == {"distributed"}
        assert {placed[table.name].column for table in APP.distributed} == {"organisation_id"}
        assert {placed[table.name].kind for table in APP.reference} == {"reference"}
        assert plan(connection, stores) == ()
    again = CliRunner().invoke(cli, ["db", "distribute"], env=environment)
    assert "The store was spread already." in again.output
    prepare(filled, HOME_PAGE)  # a start finds nothing to do
    database.close()


@pytest.mark.citus
def test_a_record_store_that_stands_alone_is_spread_by_itself(
    tmp_path: Path, citus_url: str
) -> None:
    environment = {"FIRSTSHIFT_INSTANCE": str(tmp_path), "FIRSTSHIFT_DATABASE_URL": citus_url}
    with open_alone(read_settings(environment)):
        command = ["db", "distribute", "--shards", str(FEW_SHARDS)]
        told = CliRunner().invoke(cli, command, env=environment)
    assert told.exit_code == 0, told.output
    assert "The tables of the app" not in told.output
    with open_alone(read_settings(environment)) as store:
        stored = store.store(encoded(statement()), Authority.internal("trust", HOME_PAGE))
        assert ids_of(tuple(row.body for row in store.since("trust", 0))) == list(stored)
    database = Database(citus_url)
    with database.engine.connect() as connection:
        placed = citus.placed(connection)
    assert {placed[table.name].kind for table in RECORDS.distributed} == {"distributed"}
    database.close()


@pytest.mark.citus
def test_a_row_that_refers_to_nothing_is_told_before_anything_is_moved(filled: Settings) -> None:
    database, stores = Database(filled.database_url), layouts(filled)
    with database.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(
            text(
                "INSERT INTO bookmark (organisation_id, membership_id, module, topic, made)"
                f" VALUES ('{uuid.uuid4()}', '{uuid.uuid4()}', 'culture', 'x', now())"
            )
        )
    with pytest.raises(
        StartError,
        match="is 1 row of table bookmark that no row of membership answers by membership_id",
    ):
        distribute(database.engine, stores, FEW_SHARDS, silent)
    with database.engine.begin() as connection:
        assert citus.placed(connection) == {}
        connection.execute(text("DELETE FROM bookmark"))
    distribute(database.engine, stores, FEW_SHARDS, silent)
    database.close()


@pytest.mark.citus
def test_two_at_once_and_a_machine_that_is_away_are_told(filled: Settings) -> None:
    database, stores = Database(filled.database_url), layouts(filled)
    with alone(database.engine), pytest.raises(StartError, match="Somebody else is spreading"):
        distribute(database.engine, stores, FEW_SHARDS, silent)
    with database.engine.begin() as connection:
        port = citus.workers(connection)[-1].port
        connection.execute(text(f"UPDATE pg_dist_node SET nodeport = 1 WHERE nodeport = {port}"))
    with pytest.raises(StartError, match="Not every machine of the cluster answers: .*:1"):
        distribute(database.engine, stores, FEW_SHARDS, silent)
    with database.engine.connect() as connection:
        assert len(citus.placed(connection)) == 0
    database.close()


@CLUSTER
def test_a_later_migration_puts_its_table_where_it_belongs(database_url: str) -> None:
    database = Database(database_url)
    with database.engine.begin() as connection, in_its_place(connection):
        op = Operations(MigrationContext.configure(connection))
        op.drop_table("conversation_event")
        op.create_table(
            "conversation_event",
            Column("organisation_id", Uuid(), primary_key=True),
            Column("id", Uuid(), primary_key=True),
            Column("conversation_id", Uuid(), nullable=False),
            Column("kept", LargeBinary()),
            ForeignKeyConstraint(
                ["conversation_id", "organisation_id"],
                ["conversation.id", "conversation.organisation_id"],
                name="fk_conversation_event_conversation_id_conversation",
            ),
        )
        op.add_column("visit", Column("kind", LargeBinary()))
    with database.engine.connect() as connection:
        assert citus.placed(connection)["conversation_event"].kind == "distributed"
        (key,) = inspect(connection).get_foreign_keys("conversation_event")
        assert key["referred_table"] == "conversation"
    database.close()
