"""A package under trial, and units that are launched from it."""

import re
import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.database import now
from app.launching import registrations
from app.launching.enrolment import enrolled_of
from app.launching.facts import Enrolled
from app.launching.models import LaunchRegistration
from app.launching.told import Told, tell
from app.organisations.models import Role
from app.services import KEY, Services
from app.viewer import Member
from tests.app.actors import Actor
from tests.app.launching.course_zips import FIRST, cmi5_zip
from tests.app.launching.scripted_unit import ScriptedUnit
from tests.app.trust import Trust

Begin = Callable[..., uuid.UUID]
Launch = Callable[..., ScriptedUnit]


@pytest.fixture
def parts(app: Flask) -> Services:
    found: Services = app.extensions[KEY]
    return found


@pytest.fixture
def begin(parts: Services, trust: Trust) -> Begin:
    """Give a function that begins a trial of a zip for the LMS administrator."""
    member = Member(
        trust.members["lms-administrator"],
        trust.organisation,
        uuid.uuid4(),
        frozenset({Role.LMS_ADMINISTRATOR}),
    )

    def begun(content: bytes | None = None) -> uuid.UUID:
        return registrations.begin(parts, member, content or cmi5_zip(), None, now())

    return begun


@pytest.fixture
def registration(begin: Begin) -> uuid.UUID:
    """Begin a trial of the sample course."""
    return begin()


@pytest.fixture
def launch(app: Flask, as_lms_administrator: Actor, registration: uuid.UUID) -> Launch:
    """Give a function that launches a unit by the form and follows it to the unit's address."""

    def launched(
        unit: str = FIRST, mode: str = "Normal", trial: uuid.UUID | None = None
    ) -> ScriptedUnit:
        page = f"/packages/preview/{trial or registration}"
        answer = as_lms_administrator.send(f"{page}/launch", unit=unit, mode=mode)
        assert answer.status_code == 303, answer.text
        place = answer.headers["Location"]
        if not place.endswith("/start"):
            frame = re.search(r'<iframe[^>]* src="([^"]+)"', as_lms_administrator.get(place).text)
            assert frame
            place = frame[1]
        address = as_lms_administrator.get(place).headers["Location"]
        return ScriptedUnit(FlaskClient(app, use_cookies=False), address)

    return launched


@pytest.fixture
def enrolled(parts: Services, registration: uuid.UUID) -> Enrolled:
    with parts.database.read() as session:
        row = session.get_one(LaunchRegistration, registration)
        return enrolled_of(parts, row)


@pytest.fixture
def told(parts: Services, enrolled: Enrolled) -> Callable[[], list[Told]]:
    """Give a function that returns every statement of the registration, oldest first."""

    def read() -> list[Told]:
        found = parts.records.statements_of(enrolled.space, enrolled.registration)
        return [tell(each.body) for each in found]

    return read
