"""A trust with the licences that a test needs, over the sample course."""

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.course_cache import CourseCache
from app.database import Database, now
from app.dispatch import content, licences
from app.dispatch.licences import Draft
from app.dispatch.models import DispatchLicence
from app.dispatch.seats import Asked, take
from app.organisations.models import Role
from app.services import KEY
from app.viewer import Member
from course.model import Course
from packager import PackageOptions
from tests.app.actors import Actor
from tests.app.dispatch.launches import LMS as LMS
from tests.app.dispatch.launches import launch, token_of
from tests.app.trust import Trust
from tests.packager.several import course_of_two

CONTACT = "the e-learning team, elearning@alder.example"
NEXT_YEAR = now().date() + dt.timedelta(days=365)
FIELDS: dict[str, object] = {
    "module": ["sample", "reading"],
    "lms": "totara",
    "format": "scorm2004-4",
    "completion": "both",
    "status": "completed-only",
    "failed": "no",
    "pass_mark": "90",
    "attempts": "3",
    "reopened": "yes",
    "window": "own",
    "origins": "https://moodle.alder.example/course\nhttps://content.alder.example",
    "contact": CONTACT,
    "expires": NEXT_YEAR.isoformat(),
    "seats": "250",
}


class Shelf:
    """A shelf that holds the course of the tests."""

    mistakes = ()

    def __init__(self, course: Course) -> None:
        self.course = course


@pytest.fixture
def app(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Serve a course of two modules."""
    shelf = Shelf(course_of_two(tmp_path / "two"))
    app.extensions[KEY] = msgspec.structs.replace(app.extensions[KEY], shelf=shelf)
    monkeypatch.setattr(content, "CACHE", CourseCache(content.MOST))
    return app


@pytest.fixture
def administrator(trust: Trust) -> Member:
    """Give the LMS administrator as a function about licences asks for them."""
    return Member(
        trust.members["lms-administrator"],
        trust.organisation,
        uuid.uuid4(),
        frozenset({Role.LMS_ADMINISTRATOR}),
    )


MakeLicence = Callable[..., uuid.UUID]


@pytest.fixture
def make_licence(database: Database, administrator: Member) -> MakeLicence:
    """Give a function that makes a licence of a year for the sample."""

    def make(
        *,
        seats: int = 0,
        expires: dt.date | None = None,
        modules: tuple[str, ...] = ("sample",),
        **options: Any,
    ) -> uuid.UUID:
        last = expires or now().date() + dt.timedelta(days=365)
        draft = Draft((LMS,), CONTACT, last, seats)
        with database.write() as session:
            return licences.make(
                session, administrator, modules, PackageOptions(**options), draft, now()
            )

    return make


Take = Callable[..., str | None]


@pytest.fixture
def ask(database: Database) -> Take:
    """Give a function that asks for a launch, and returns the seat."""

    def asked(
        licence: uuid.UUID,
        seat: str = "",
        *,
        origin: str = LMS,
        looks: bool = False,
        network: bytes = b"ward",
        at: dt.datetime | None = None,
    ) -> str | None:
        with database.write() as session:
            token = session.get_one(DispatchLicence, licence).token
            return take(session, Asked(token, origin, seat, looks, network), at or now())

    return asked


@pytest.fixture
def browser_of(app: Flask) -> FlaskClient:
    """Give a visitor to the course's own pages, which other tests look through."""
    return FlaskClient(app, app.response_class)


@pytest.fixture
def token(database: Database, make_licence: MakeLicence) -> str:
    """Give the token of a licence of one module."""
    return token_of(database, make_licence())


@pytest.fixture
def visit(client: Actor, token: str) -> str:
    """Give the address at which the course of a launch begins."""
    answer = launch(client, token)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].removesuffix("index.html")
