"""A trust with the licences that a test needs, over the sample course."""

import datetime as dt
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask

from app.course_cache import CourseCache
from app.database import Database, now
from app.dispatch import content, licences
from app.dispatch.licences import Draft
from app.organisations.models import Role
from app.services import KEY
from app.viewer import Member
from course.model import Course
from packager import PackageOptions
from tests.app.trust import Trust
from tests.packager.several import course_of_two

LMS = "https://lms.alder.example"
CONTACT = "the e-learning team, elearning@alder.example"


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
