"""Tokens of launches: when they are made, how long they hold, and where they are not told."""

import base64
import re
import uuid
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from app.launching import tokens
from app.launching.enrolment import enrolled_of
from app.launching.models import LaunchRegistration, LaunchSession
from app.services import Services
from lrs import timestamps
from lrs.credentials import Credential
from tests.app.actors import Actor
from tests.app.launching.conftest import Begin, Launch
from tests.app.launching.course_zips import FIRST, cmi5_zip, tincan_zip
from tests.app.launching.scripted_unit import ScriptedUnit


@pytest.fixture
def tincan(begin: Begin) -> uuid.UUID:
    """Begin a trial of a Tin Can package."""
    return begin(tincan_zip())


def credentials(parts: Services, trial: uuid.UUID) -> tuple[Credential, ...]:
    assert parts.embedded_lrs is not None
    with parts.database.read() as session:
        space = enrolled_of(parts, session.get_one(LaunchRegistration, trial)).space
    return parts.embedded_lrs.credentials.list(str(space))


def frame_of(actor: Actor, trial: uuid.UUID) -> str:
    """Launch by the form, and return the address in the page's frame, not asked for yet."""
    page = f"/packages/preview/{trial}"
    answer = actor.send(f"{page}/launch", unit=FIRST, mode="Normal")
    found = re.search(r'<iframe[^>]* src="([^"]+)"', actor.get(answer.headers["Location"]).text)
    assert found
    return found[1]


@pytest.mark.parametrize("content", [cmi5_zip(), tincan_zip()], ids=["cmi5", "tincan"])
def test_asking_for_the_address_of_a_launch_changes_nothing(
    begin: Begin, parts: Services, as_lms_administrator: Actor, content: bytes
) -> None:
    """A page elsewhere can make a browser ask, though not send the form."""
    trial = begin(content)
    start = frame_of(as_lms_administrator, trial)
    before = credentials(parts, trial)
    addresses = {as_lms_administrator.get(start).headers["Location"] for _ in range(3)}
    assert len(addresses) == 1
    assert credentials(parts, trial) == before
    with parts.database.read() as session:
        row = session.get_one(LaunchSession, uuid.UUID(start.split("/")[-2]))
        assert (row.fetched, row.ended) == (None, None)


def test_the_token_in_the_address_opens_the_store_however_often_it_was_asked_for(
    tincan: uuid.UUID, as_lms_administrator: Actor, client: Actor
) -> None:
    start = frame_of(as_lms_administrator, tincan)
    first, second = (
        ScriptedUnit(FlaskClient(client.application, use_cookies=False), address)
        for address in (as_lms_administrator.get(start).headers["Location"] for _ in range(2))
    )
    for unit in (first, second):
        unit.token = unit.query["auth"].removeprefix("Basic ")
        assert unit.call("GET", "statements").status_code == 200
    frame_of(as_lms_administrator, tincan)
    assert first.call("GET", "statements").status_code == 401


def test_two_launches_have_two_tokens_and_neither_is_that_of_a_fetch(
    launch: Launch, tincan: uuid.UUID
) -> None:
    first, second = (launch(trial=tincan).query["auth"] for _ in range(2))
    assert first != second
    row = LaunchSession(id=uuid.uuid4(), credential="x")
    derived = tokens.token_in_address("key", row)
    assert derived != tokens.token_in_address("other", row)
    fetch = tokens.fetch_key("key", row.id)
    assert base64.b64decode(derived).decode() != f"x:{fetch}"


@pytest.mark.parametrize(
    ("content", "most"),
    [(cmi5_zip(), timedelta(hours=4)), (tincan_zip(), timedelta(hours=2))],
    ids=["cmi5", "tincan"],
)
def test_a_token_ends_by_itself(
    launch: Launch, begin: Begin, parts: Services, content: bytes, most: timedelta
) -> None:
    trial = begin(content)
    unit = launch(trial=trial)
    if "fetch" in unit.query:
        unit.fetch()
    (credential,) = credentials(parts, trial)
    assert credential.expires is not None
    assert credential.expires <= timestamps.now() + most / timedelta(microseconds=1)


def test_a_unit_does_not_tell_other_requests_how_it_was_launched(
    launch: Launch, tincan: uuid.UUID, as_lms_administrator: Actor
) -> None:
    """Its address would stand as Referer in the log of each style and picture."""
    page = as_lms_administrator.get(launch(trial=tincan).address)
    assert page.headers["Referrer-Policy"] == "no-referrer"
