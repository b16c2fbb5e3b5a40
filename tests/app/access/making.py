"""How the world is made: two trusts with every kind of thing, over an app that asks for no token in forms."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app.factory import create_app
from app.services import KEY, Services
from app.settings import read_settings
from tests.app.access.cast import make_cast
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


def make_modules(folder: Path) -> None:
    """Put a course of one module, with all that stands beside it, into a folder."""
    shutil.copytree(MODULES / "culture", folder / "modules" / "culture")
    for file in MODULES.glob("*.yaml"):
        if file.name not in LEFT_OUT:
            shutil.copy(file, folder / "modules")


@contextmanager
def world_of(folder: Path, database_url: str) -> Iterator[World]:
    """Make the world on a database that has its tables. folder: with the modules."""
    app = _app(folder, database_url)
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


def _app(folder: Path, database_url: str) -> Flask:
    app = create_app(
        read_settings(
            {
                "FIRSTSHIFT_INSTANCE": str(folder),
                "FIRSTSHIFT_MODULES": str(folder / "modules"),
                "FIRSTSHIFT_DATABASE_URL": database_url,
            }
        )
    )
    app.testing = True
    app.test_client_class = Actor
    return app
