"""One world for the whole folder: made once, and as it was again whenever something was written."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.database import now
from app.factory import create_app
from app.records.upkeep import send_and_read
from app.services import KEY, Services
from app.settings import read_settings
from tests.app.access.cast import make_cast
from tests.app.access.kept import Kept
from tests.app.access.made_learning import make_learning
from tests.app.access.made_packaging import make_packaging
from tests.app.access.made_people import make_people
from tests.app.access.made_signing_in import make_signing_in
from tests.app.access.made_welcoming import make_welcoming
from tests.app.access.made_writing import make_writing
from tests.app.access.things import World
from tests.app.actors import Actor
from tests.app.conftest import MODULES

LEFT_OUT = {"course.yaml", "glossary.yaml"}
"""Files that name modules which are not copied."""


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory: pytest.TempPathFactory, prepared_file: Path) -> Path:
    """Give a folder with a fresh database, and a course of one module with all that stands beside it."""
    folder = tmp_path_factory.mktemp("access")
    shutil.copy(prepared_file, folder / "first-shift.sqlite")
    shutil.copytree(MODULES / "culture", folder / "modules" / "culture")
    for file in MODULES.glob("*.yaml"):
        if file.name not in LEFT_OUT:
            shutil.copy(file, folder / "modules")
    return folder


@pytest.fixture(scope="session")
def world(world_folder: Path) -> Iterator[World]:
    """Make two trusts with every kind of thing, over an app that asks for no token in forms."""
    app = _app(world_folder)
    parts: Services = app.extensions[KEY]
    made = World(app, make_cast(parts.database))
    for make in (
        make_learning,
        make_writing,
        make_people,
        make_welcoming,
        make_packaging,
        make_signing_in,
    ):
        make(made)
    app.config["WTF_CSRF_ENABLED"] = False
    yield made
    parts.database.close()
    if parts.embedded_lrs is not None:
        parts.embedded_lrs.close()


@pytest.fixture(scope="session")
def first_kept(world: World, world_folder: Path) -> Kept:
    """Give what the database holds, once everybody has signed in."""
    for who in world.cast.emails:
        world.actor(who)
    with world.app.app_context():
        send_and_read(world.parts, now)  # nothing is left that a page would do on the way
    return Kept(world_folder / "first-shift.sqlite")


@pytest.fixture
def kept(first_kept: Kept) -> Iterator[Kept]:
    """Give what the database holds; afterwards it is as it was, whatever a test has found."""
    before = first_kept.version()
    yield first_kept
    if first_kept.version() != before:
        first_kept.put_back()


def _app(folder: Path) -> Flask:
    app = create_app(
        read_settings(
            {"FIRSTSHIFT_INSTANCE": str(folder), "FIRSTSHIFT_MODULES": str(folder / "modules")}
        )
    )
    app.testing = True
    app.test_client_class = Actor
    return app
