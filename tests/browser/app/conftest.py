"""The app really served, for the tests of its pages."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.browser import OpenPage
from tools.demonstration import Demonstration, served, served_demonstration

__all__ = ["SIZES", "served_demonstration", "served_first"]

SIZES: dict[str, dict[str, object]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True},
    "desk": {"viewport": {"width": 1280, "height": 800}},
}


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory, demonstrated: Path) -> Path:
    """Give the folder of the demonstration that this file's tests use."""
    folder = tmp_path_factory.mktemp("demonstration")
    return Path(shutil.copytree(demonstrated, folder, dirs_exist_ok=True))


@pytest.fixture(scope="module")
def demonstration(instance: Path) -> Iterator[Demonstration]:
    """Serve a demonstration of their own, as ``./run --demo`` does."""
    with served_demonstration(instance) as served:
        yield served


@pytest.fixture(params=SIZES)
def visitor(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """Open a page on a phone, then on a desk."""
    return open_page(**SIZES[request.param])


@pytest.fixture
def first_link(tmp_path: Path) -> Iterator[str]:
    """Serve for the first time, as ``./run`` does, and give the first administrator's link."""
    with served_first(tmp_path) as link:
        yield link


@contextmanager
def served_first(instance: Path, **environment: str) -> Iterator[str]:
    """Serve for the first time; settings may be added. Give the first administrator's link."""
    with served(instance, **environment) as (_, lines):
        yield next(line.strip() for line in lines if "/welcome/" in line)
