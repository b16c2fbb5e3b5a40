"""One world for the whole folder: made once, and as it was again whenever something was written."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.database import now
from app.records.upkeep import send_and_read
from tests.app.access.kept import Kept
from tests.app.access.making import make_modules, world_of
from tests.app.access.things import World


@pytest.fixture(scope="session")
def world_folder(tmp_path_factory: pytest.TempPathFactory, prepared_file: Path) -> Path:
    """Give a folder with a fresh database and a small course."""
    folder = tmp_path_factory.mktemp("access")
    shutil.copy(prepared_file, folder / "first-shift.sqlite")
    make_modules(folder)
    return folder


@pytest.fixture(scope="session")
def world(world_folder: Path) -> Iterator[World]:
    """Make two trusts with every kind of thing."""
    with world_of(world_folder, f"sqlite:///{world_folder / 'first-shift.sqlite'}") as made:
        yield made


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
