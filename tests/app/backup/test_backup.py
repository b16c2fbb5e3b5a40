"""A backup of everything while others write, and the way back: whole, or one sentence and nothing."""

import json
import os
import resource
import subprocess
import sys
import threading
import uuid
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import func, inspect, make_url, select, text

from app.backup.keys_archive import key_files
from app.backup.record import last_backup
from app.cli import cli
from app.database import Database
from app.distribution import citus
from app.errors import AppError
from app.factory import create_app
from app.installation import prepare
from app.lti.keys import KEYS as LTI_KEYS
from app.migration import upgrade
from app.organisations.models import Organisation
from app.providers.own_keys import KEYS as PROVIDER_KEYS
from app.records.models import OutboxStatement
from app.sealing import Seal, read_keys
from app.services import KEY
from app.settings import ROOT, Settings, read_settings
from lrs import Authority
from tests.app.actors import Actor
from tests.app.conftest import HOME_PAGE, new_actor
from tests.app.databases import CLUSTER, ONE_MACHINE
from tests.app.trust import make_trust
from tests.lrs.samples import encoded, statement

WRITERS = 2


def run(environment: dict[str, str], *arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], env=environment)


def done(environment: dict[str, str], *arguments: object) -> str:
    result = run(environment, *arguments)
    assert result.exit_code == 0, result.output + str(result.exception)
    return result.output


def sentence(result: Result) -> str:
    assert isinstance(result.exception, AppError), result.output
    assert "\n" not in result.exception.sentence
    return result.exception.sentence


@pytest.fixture
def elsewhere(
    request: pytest.FixtureRequest, database_url: str, environment: dict[str, str], tmp_path: Path
) -> Iterator[dict[str, str]]:
    """Give the environment of another machine, with an empty place for a database of the same kind."""
    other = environment | {"FIRSTSHIFT_INSTANCE": str(tmp_path / "other")}
    if database_url.startswith("sqlite"):
        yield other | {"FIRSTSHIFT_DATABASE_URL": f"sqlite:///{tmp_path / 'other' / 'x.sqlite'}"}
        return
    url = make_url(database_url)
    name = f"restored_{uuid.uuid4().hex}"
    server = url.set(drivername="postgresql", database="postgres").render_as_string(False)
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        yield other | {"FIRSTSHIFT_DATABASE_URL": url.set(database=name).render_as_string(False)}
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def pairs(database: Database) -> list[uuid.UUID]:
    with database.read() as session:
        return list(session.scalars(select(OutboxStatement.statement_id)))


@ONE_MACHINE
def test_a_backup_while_others_write_holds_all_that_was_acknowledged(
    settings: Settings,
    environment: dict[str, str],
    elsewhere: dict[str, str],
    tmp_path: Path,
) -> None:
    app = create_app(settings)
    database, store = app.extensions[KEY].database, app.extensions[KEY].embedded_lrs
    trust = make_trust(database, "Alder Valley Trust", "alder.example")
    acts: list[uuid.UUID] = []
    statements: list[str] = []
    warm, over = threading.Semaphore(0), threading.Event()

    def write(number: int) -> None:
        authority = Authority.internal(f"org {number}", HOME_PAGE)
        while not over.is_set():
            two = [uuid.uuid4(), uuid.uuid4()]
            with database.write() as session:
                # The tables are copied one after the other, and must be of one moment.
                session.add(Organisation(id=two[0], name=f"Trust {two[0]}"))
                session.flush()
                for one in two:
                    session.add(
                        OutboxStatement(
                            statement_id=one, organisation_id=trust.organisation, body=b"\\\t\n"
                        )
                    )
            acts.extend(two)
            statements.extend(store.store(encoded([statement()] * 2), authority))
            warm.release()

    file, keys = tmp_path / "copy.zip", tmp_path / "keys.zip"
    with ThreadPoolExecutor(WRITERS) as pool:
        working = [pool.submit(write, number) for number in range(WRITERS)]
        try:
            for _ in range(WRITERS * 3):
                assert warm.acquire(timeout=20)
            known, stored = set(acts), set(statements)
            told = done(environment, "backup", file, "--keys", keys)
        finally:
            over.set()
        for each in working:
            each.result()
    assert "read again and found whole" in told
    done(elsewhere, "restore", file, "--keys", keys)
    other = read_settings(elsewhere)
    prepare(other, "http://elsewhere.example")
    again = create_app(other)
    restored, found = again.extensions[KEY].database, again.extensions[KEY].embedded_lrs
    there = pairs(restored)
    assert known <= set(there) <= set(acts) and len(there) % 2 == 0
    with restored.read() as session:
        made = set(session.scalars(select(Organisation.id))) - {trust.organisation}
    assert made == {one for one in there if one in made} and len(made) * 2 == len(there)
    rows = [row for number in range(WRITERS) for row in found.since(f"org {number}", 0)]
    assert stored <= {json.loads(row.body)["id"] for row in rows} <= set(statements)
    with restored.read() as session:
        assert session.scalars(select(OutboxStatement.body)).first() == b"\\\t\n"
    # Work goes on in it: people sign in, and numbers are later than all that came.
    again.test_client_class = Actor
    assert new_actor(again).sign_in(trust.email("learner")).status_code == 302
    found.store(encoded(statement()), Authority.internal("org 0", HOME_PAGE))
    assert found.since("org 0", 0)[-1].seq > max(row.seq for row in rows)
    with restored.write() as session:
        last = session.scalar(select(func.max(OutboxStatement.seq)))
        new = OutboxStatement(
            statement_id=uuid.uuid4(), organisation_id=trust.organisation, body=b"{}"
        )
        session.add(new)
        session.flush()
        assert new.seq > last
    assert again.extensions[KEY].home_page == app.extensions[KEY].home_page
    for each in (database, restored):
        each.close()
    for one in (store, found):
        one.close()


@pytest.fixture
def backed_up(environment: dict[str, str], database_url: str, tmp_path: Path) -> Path:
    """Take a backup of a prepared installation; its keys lie beside it."""
    prepare(read_settings(environment), HOME_PAGE)
    read_keys(tmp_path / "sealing-keys")
    for each in (LTI_KEYS, PROVIDER_KEYS):
        each.new_key(read_settings(environment))
    done(environment, "backup", tmp_path / "copy.zip", "--keys", tmp_path / "keys.zip")
    return tmp_path / "copy.zip"


@ONE_MACHINE
def test_a_backup_without_its_keys_says_so_and_is_not_restored_by_mistake(
    backed_up: Path, environment: dict[str, str], elsewhere: dict[str, str]
) -> None:
    told = sentence(run(elsewhere, "restore", backed_up))
    assert "sealed with keys that are not here" in told and "--keys" in told
    assert not Path(elsewhere["FIRSTSHIFT_INSTANCE"]).exists()
    done(elsewhere, "restore", backed_up, "--without-keys")
    assert "Not in it: the keys" in done(environment, "backup", backed_up.with_name("b.zip"))


@ONE_MACHINE
def test_what_is_there_is_never_written_over(
    backed_up: Path, environment: dict[str, str], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    assert "choose another name" in sentence(run(environment, "backup", backed_up))
    told = sentence(run(environment, "restore", backed_up))
    assert "There is a database" in told or "The database is not empty" in told
    other = tmp_path / "other"
    other.mkdir()
    (other / "sealing-keys").write_text("ab" * 32)
    keys = tmp_path / "keys.zip"
    assert "holds other keys" in sentence(run(elsewhere, "restore", backed_up, "--keys", keys))
    assert [file.name for file in other.iterdir()] == ["sealing-keys"]
    (other / "sealing-keys").unlink()
    done(elsewhere, "restore", backed_up, "--keys", keys)
    files = key_files(read_settings(environment))
    assert {"sealing-keys", "signing-keys", "lti-keys", "provider-keys"} <= set(files)
    restored = key_files(read_settings(elsewhere))
    assert restored.keys() == files.keys()
    for name, file in restored.items():
        assert file.read_bytes() == files[name].read_bytes()
        assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda about: about | {"schema": "9999"}, "made by a newer version.* are at 9999"),
        (lambda about: about | {"store_schema": "9999"}, "made by a newer version"),
        (lambda about: about | {"format": 2}, "made by a newer version"),
        (lambda about: about | {"database": "postgresql"}, "is of a PostgreSQL database"),
        (
            lambda about: about | {"members": {"database.sqlite": {"sha256": "0", "size": 1}}},
            "is damaged: database.sqlite",
        ),
        (lambda about: {"no": "manifest"}, "is no backup"),
    ],
)
def test_what_cannot_be_restored_is_refused_before_anything_is_written(
    backed_up: Path, elsewhere: dict[str, str], tmp_path: Path, change: object, says: str
) -> None:
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(backed_up) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "about.json":
                content = json.dumps(change(json.loads(content))).encode()  # type: ignore[operator]
            new.writestr(name, content)
    with pytest.raises(AppError, match=says):
        raise run(elsewhere, "restore", changed, "--without-keys").exception or AssertionError
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("cut", [0, 10, 2000])
def test_a_file_that_was_cut_off_is_refused(
    backed_up: Path, elsewhere: dict[str, str], cut: int
) -> None:
    backed_up.write_bytes(backed_up.read_bytes()[:cut])
    assert "is no backup" in sentence(run(elsewhere, "restore", backed_up))
    assert "is no backup" in sentence(run(elsewhere, "restore", backed_up, "--check"))


def test_keys_are_no_backup_and_a_backup_is_no_keys(
    backed_up: Path, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    keys = tmp_path / "keys.zip"
    assert "holds keys and no database" in sentence(run(elsewhere, "restore", keys))
    told = sentence(run(elsewhere, "restore", backed_up, "--keys", backed_up))
    assert "holds no keys" in told


def test_a_backup_can_be_checked_without_restoring_it(
    backed_up: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    assert "is whole: a backup of" in done(environment, "restore", backed_up, "--check")
    assert last_backup(tmp_path) is not None
    assert backed_up.stat().st_mode & 0o777 == 0o600


@ONE_MACHINE
def test_a_full_disk_is_one_sentence_and_leaves_nothing(
    backed_up: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    database = Database(environment["FIRSTSHIFT_DATABASE_URL"])
    trust = make_trust(database, "Alder Valley Trust", "alder.example")
    with database.write() as session:
        for _ in range(30):
            noise = os.urandom(20_000)
            session.add(
                OutboxStatement(
                    statement_id=uuid.uuid4(), organisation_id=trust.organisation, body=noise
                )
            )
    database.close()
    before = {file.name for file in tmp_path.iterdir()}
    ended = subprocess.run(
        [sys.executable, "-m", "app", "backup", str(tmp_path / "full.zip")],
        env={**os.environ, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        # No file of this process may grow beyond, as if the disk were full.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
        check=False,
        timeout=60,
    )
    assert ended.returncode == 1
    assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr
    assert "no room" in ended.stderr or "Nothing was kept" in ended.stderr
    after = {file.name for file in tmp_path.iterdir()} - {"app.sqlite-wal", "app.sqlite-shm"}
    assert after <= before


@ONE_MACHINE
def test_a_restore_that_fails_leaves_the_database_empty(
    backed_up: Path, elsewhere: dict[str, str], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    where = "restoring.put_tables" if "postgres" in database_url else "sqlite_copy.os.fsync"
    with monkeypatch.context() as patch:
        patch.setattr(f"app.backup.{where}", full)
        told = sentence(run(elsewhere, "restore", backed_up, "--without-keys"))
    assert "There is no room" in told
    database = Database(elsewhere["FIRSTSHIFT_DATABASE_URL"])
    assert inspect(database.engine).get_table_names() == []
    database.close()
    if "sqlite" in database_url:
        Path(elsewhere["FIRSTSHIFT_DATABASE_URL"].removeprefix("sqlite:///")).unlink()
    done(elsewhere, "restore", backed_up, "--without-keys")


@ONE_MACHINE
def test_a_backup_of_older_tables_is_restored_as_it_was_and_brought_up_to_date(
    request: pytest.FixtureRequest, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    older = dict(elsewhere)
    database = Database(elsewhere["FIRSTSHIFT_DATABASE_URL"])
    Path(older["FIRSTSHIFT_INSTANCE"]).mkdir(exist_ok=True)
    upgrade(database, "0003")
    with database.write() as session:
        session.execute(
            text(
                "INSERT INTO deployment (id, home_page, made)"
                " VALUES (1, 'https://old.example', '2026-11-25 10:00:00+00:00')"
            )
        )
    done(older, "backup", tmp_path / "old.zip")
    with database.engine.begin() as connection:
        if "postgres" in database.url:
            for name in inspect(connection).get_table_names():
                connection.execute(text(f"DROP TABLE {name} CASCADE"))
    database.close()
    if "sqlite" in database.url:
        for file in (tmp_path / "other").glob("x.sqlite*"):
            file.unlink()
    done(older, "restore", tmp_path / "old.zip")
    prepare(read_settings(older), "https://new.example")
    app = create_app(read_settings(older))
    assert app.extensions[KEY].home_page == "https://old.example"
    app.extensions[KEY].database.close()
    app.extensions[KEY].embedded_lrs.close()


def test_a_restored_text_opens_with_the_restored_keys(
    backed_up: Path, environment: dict[str, str], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    sealed = Seal(read_keys(read_settings(environment).sealing_keys), "x").seal("text", "here")
    done(elsewhere, "restore", backed_up, "--keys", tmp_path / "keys.zip")
    keys = read_keys(read_settings(elsewhere).sealing_keys)
    assert Seal(keys, "x").open(sealed, "here") == "text"


@CLUSTER
def test_a_store_on_several_machines_is_copied_while_nobody_writes_and_goes_back_to_one(
    environment: dict[str, str], elsewhere: dict[str, str], tmp_path: Path
) -> None:
    database = Database(environment["FIRSTSHIFT_DATABASE_URL"])
    trust = make_trust(database, "Alder Valley Trust", "alder.example")
    with database.write() as session:
        row = {"statement_id": uuid.uuid4(), "organisation_id": trust.organisation, "body": b"x"}
        session.add(OutboxStatement(**row))
    written = pairs(database)
    database.close()
    told = sentence(run(environment, "backup", tmp_path / "copy.zip"))
    assert "spread over several machines" in told and "--stopped" in told
    assert not (tmp_path / "copy.zip").exists()
    done(environment, "backup", tmp_path / "copy.zip", "--stopped")
    done(elsewhere, "restore", tmp_path / "copy.zip", "--without-keys")
    restored = Database(elsewhere["FIRSTSHIFT_DATABASE_URL"])
    assert pairs(restored) == written
    assert citus_version(restored) == ""
    restored.close()


def citus_version(database: Database) -> str:
    with database.engine.connect() as connection:
        return citus.version(connection)
