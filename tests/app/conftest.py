"""Fixtures of the app: an app over a fresh database, a trust, and its people signed in.

``app`` stands on SQLite; a test that asks for PostgreSQL too carries ``tests.app.databases.BOTH``.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from jinja2 import FileSystemBytecodeCache

from app.accounts import passwords
from app.database import Database
from app.distribution.carrying_out import distribute
from app.distribution.layout import layouts
from app.factory import create_app
from app.installation import prepare
from app.services import KEY, Services
from app.settings import Settings, read_settings
from tests.app.actors import Actor
from tests.app.trust import Trust, make_platform_administrator, make_trust
from tests.support.citus import FEW_SHARDS, CitusDatabases
from tests.support.postgres import Databases

MODULES = Path(__file__).parents[2] / "modules"
HOME_PAGE = "https://firstshift.example"


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hash passwords with little work, since what takes long is not what is tested."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
        passwords.hash_of_nobody.cache_clear()
        yield


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a SQLite file with every table once, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(read_settings({"FIRSTSHIFT_INSTANCE": str(folder)}), HOME_PAGE)
    return folder / "first-shift.sqlite"


@pytest.fixture(scope="session")
def prepared_postgres(
    postgres_databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Make a PostgreSQL database with every table once, to be copied; give its address."""
    url = postgres_databases.make()
    folder = tmp_path_factory.mktemp("prepared")
    prepare(
        read_settings({"FIRSTSHIFT_INSTANCE": str(folder), "FIRSTSHIFT_DATABASE_URL": url}),
        HOME_PAGE,
    )
    yield url
    postgres_databases.drop(url)


@pytest.fixture(scope="session")
def prepared_citus(
    citus_databases: CitusDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Make a database with every table, spread over a cluster, once, to be copied; give its address."""
    url = citus_databases.make()
    folder = tmp_path_factory.mktemp("prepared")
    settings = read_settings({"FIRSTSHIFT_INSTANCE": str(folder), "FIRSTSHIFT_DATABASE_URL": url})
    prepare(settings, HOME_PAGE)
    database = Database(url)
    distribute(database.engine, layouts(settings), FEW_SHARDS, lambda _words: None)
    database.close()
    yield url
    citus_databases.drop(url)


@pytest.fixture
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, prepared_file: Path
) -> Iterator[str]:
    """Give the address of a fresh database with every table, on SQLite unless asked for another."""
    kind = getattr(request, "param", "sqlite")
    if kind == "sqlite":
        file = tmp_path / "app.sqlite"
        shutil.copy(prepared_file, file)
        yield f"sqlite:///{file}"
        return
    databases: Databases | CitusDatabases = request.getfixturevalue(f"{kind}_databases")
    made = databases.make(request.getfixturevalue(f"prepared_{kind}"))
    yield made
    databases.drop(made)


@pytest.fixture(scope="session")
def one_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course of one real module, so that every number on a page is known."""
    folder = tmp_path_factory.mktemp("course") / "modules"
    shutil.copytree(MODULES / "culture", folder / "culture")
    for shared in ("sources.yaml", "local_answers.yaml"):
        shutil.copy(MODULES / shared, folder)
    return folder


@pytest.fixture
def environment(tmp_path: Path, database_url: str, one_module: Path) -> dict[str, str]:
    """Give the environment from which the settings of ``app`` are read; a test may add to it."""
    return {
        "FIRSTSHIFT_INSTANCE": str(tmp_path),
        "FIRSTSHIFT_DATABASE_URL": database_url,
        "FIRSTSHIFT_MODULES": str(one_module),
    }


@pytest.fixture
def settings(environment: dict[str, str]) -> Settings:
    """Give the settings of ``app``."""
    return read_settings(environment)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Keep what templates compile to: every test makes an app of its own."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    """Make the app as ``serve`` does; unexpected errors are thrown at the test."""
    made = create_app(settings)
    made.jinja_env.bytecode_cache = made.jinja_env.bytecode_cache or compiled_templates
    made.testing = True
    made.test_client_class = Actor
    yield made
    parts: Services = made.extensions[KEY]
    parts.database.close()
    if parts.embedded_lrs is not None:
        parts.embedded_lrs.close()


@pytest.fixture
def database(app: Flask) -> Database:
    """Give the database of ``app``."""
    parts: Services = app.extensions[KEY]
    return parts.database


@pytest.fixture
def trust(database: Database) -> Trust:
    """Make a trust with people of the usual roles."""
    return make_trust(database, "Alder Valley Trust", "alder.example")


@pytest.fixture
def other_trust(database: Database) -> Trust:
    """Make a second trust, with the same roles."""
    return make_trust(database, "Birch Coast Trust", "birch.example")


SignIn = Callable[[str], Actor]


@pytest.fixture
def client(app: Flask) -> Actor:
    """Give a visitor whom nobody knows."""
    return new_actor(app)


def new_actor(app: Flask) -> Actor:
    """Give another visitor, on a device of their own."""
    made = app.test_client()
    assert isinstance(made, Actor)
    return made


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Give a function that signs a person in on a device of their own, by e-mail address."""

    def signed_in(email: str) -> Actor:
        actor = new_actor(app)
        answer = actor.sign_in(email)
        assert answer.status_code == 302, answer.text
        return actor

    return signed_in


@pytest.fixture
def as_learner(sign_in: SignIn, trust: Trust) -> Actor:
    """Sign in the doctor whom ``as_supervisor`` supervises."""
    return sign_in(trust.email("learner"))


@pytest.fixture
def as_supervisor(sign_in: SignIn, trust: Trust) -> Actor:
    """Sign in a supervisor of one doctor."""
    return sign_in(trust.email("supervisor"))


@pytest.fixture
def as_lead(sign_in: SignIn, trust: Trust) -> Actor:
    """Sign in the lead for international doctors."""
    return sign_in(trust.email("lead"))


@pytest.fixture
def as_lms_administrator(sign_in: SignIn, trust: Trust) -> Actor:
    """Sign in the person who makes packages."""
    return sign_in(trust.email("lms-administrator"))


@pytest.fixture
def as_administrator(sign_in: SignIn, trust: Trust) -> Actor:
    """Sign in the person who looks after the trust's people."""
    return sign_in(trust.email("administrator"))


@pytest.fixture
def as_platform_administrator(sign_in: SignIn, database: Database) -> Actor:
    """Sign in the person who looks after the organisations."""
    return sign_in(make_platform_administrator(database))
