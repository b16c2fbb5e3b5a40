"""A server that packages two small modules, and an LMS administrator of it."""

import io
import zipfile
from functools import partial
from pathlib import Path

import msgspec
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from app.packages import making
from app.services import KEY
from course.assets import PART, player, shell
from course.model import Change
from packager import package
from packager.formats import FORMATS
from tests.app.actors import Actor
from tests.packager.several import course_of_two

WHAT = {"module": "sample", "lms": "moodle"}
CHOICES = {
    **WHAT,
    "format": "scorm12",
    "layout": "single",
    "completion": "assessment",
    "status": "passed-failed",
    "failed": "yes",
    "reopened": "yes",
    "window": "frame",
    "nation": "ALL",
}


class Shelf:
    """A shelf that holds two small modules."""

    mistakes = ()

    def __init__(self, folder: Path) -> None:
        self.course = course_of_two(folder)

    def correct(self, version: str, *changes: Change) -> None:
        """Serve the first module in a newer version, and no other."""
        before = self.course.modules[0]
        module = msgspec.structs.replace(
            before, version=version, changes=(*changes, *before.changes)
        )
        self.course = msgspec.structs.replace(self.course, modules=(module,))


@pytest.fixture
def shelf(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Serve two modules, and stand in for what the set-up builds."""
    trackers = {PART, *(kind.tracker for kind in FORMATS.values())}
    for name in (*map(player, trackers), *map(shell, trackers), "package.css", "mark.svg"):
        (tmp_path / name).write_text("/* built */", encoding="utf-8")
    monkeypatch.setattr(making, "package", partial(package, assets=tmp_path))
    monkeypatch.setattr(making, "CACHE", making.PackageCache())
    found = Shelf(tmp_path / "sample")
    app.extensions[KEY] = msgspec.structs.replace(app.extensions[KEY], shelf=found)
    return found


@pytest.fixture
def maker(as_lms_administrator: Actor, shelf: Shelf) -> Actor:
    """Give an LMS administrator."""
    return as_lms_administrator


def made_page(actor: Actor, **choices: object) -> str:
    """Make a package and return the address of its page."""
    answer = actor.send("/packages/make", **{**CHOICES, **choices})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def zip_of(actor: Actor, **choices: object) -> TestResponse:
    """Make a package and download it."""
    return actor.get(f"{made_page(actor, **choices)}/zip")


def files(answer: TestResponse) -> dict[str, bytes]:
    """Return what a downloaded zip holds."""
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
