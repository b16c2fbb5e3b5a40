"""The end of a trial: at once for all who hold a part of it, and whole, whatever fails on the way."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from app.database import now
from app.launching import ending, registrations
from app.launching.enrolment import enrolled_of
from app.launching.facts import Enrolled
from app.launching.models import LaunchRefusal, LaunchRegistration, LaunchSession
from app.launching.vocabulary import Verb
from app.organisations.models import Membership, MembershipRole, Role
from app.records.upkeep import send_and_read
from app.services import Services
from lrs import LRS
from lrs.credentials import Credentials
from lrs.errors import Unavailable
from tests.app.actors import Actor
from tests.app.databases import BOTH
from tests.app.launching.conftest import Begin, Launch
from tests.app.launching.course_zips import tincan_zip
from tests.app.trust import Trust

Go = Callable[[Services, Trust], None]


def end_membership(parts: Services, trust: Trust) -> None:
    with parts.database.write() as session:
        session.get_one(Membership, trust.members["lms-administrator"]).ended = now()


def take_role(parts: Services, trust: Trust) -> None:
    with parts.database.write() as session:
        session.execute(
            delete(MembershipRole).filter_by(membership_id=trust.members["lms-administrator"])
        )
        other = MembershipRole(
            membership_id=trust.members["lms-administrator"], role=Role.SUPERVISOR
        )
        session.add(other)


GOING = pytest.mark.parametrize("go", [end_membership, take_role])


def rows_left(parts: Services) -> int:
    tables = (LaunchRegistration, LaunchSession, LaunchRefusal)
    with parts.database.read() as session:
        return sum(len(session.scalars(select(table)).all()) for table in tables)


def assert_nothing_is_left(parts: Services, enrolled: Enrolled) -> None:
    assert parts.embedded_lrs is not None
    assert rows_left(parts) == 0
    assert parts.embedded_lrs.since(str(enrolled.space), 0) == ()
    assert parts.embedded_lrs.credentials.list(str(enrolled.space)) == ()


@BOTH
@GOING
def test_a_token_is_of_no_use_once_its_administrator_may_try_no_packages(
    launch: Launch, parts: Services, trust: Trust, enrolled: Enrolled, go: Go
) -> None:
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    assert unit.state("PUT", "bookmark", data=b"1").status_code == 204
    go(parts, trust)
    for answer in (
        unit.send(unit.defined(Verb.COMPLETED)),
        unit.call("GET", "statements"),
        unit.state("GET"),
        unit.state("PUT", "bookmark", data=b"2"),
        unit.state("DELETE", "bookmark"),
    ):
        assert (answer.status_code, "This launch is over" in answer.text) == (401, True)
    send_and_read(parts, now)
    assert_nothing_is_left(parts, enrolled)


def test_the_token_of_tin_can_goes_with_the_role_too(
    launch: Launch, begin: Begin, parts: Services, trust: Trust
) -> None:
    unit = launch(trial=begin(tincan_zip()))
    unit.token = unit.query["auth"].removeprefix("Basic ")
    assert unit.call("GET", "statements").status_code == 200
    take_role(parts, trust)
    assert unit.call("GET", "statements").status_code == 401


STEPS = [(Credentials, "revoke_all"), (LRS, "erase"), (ending, "_delete_rows")]


@BOTH
@pytest.mark.parametrize(("owner", "step"), STEPS, ids=[name for _, name in STEPS])
def test_an_erasure_that_fails_has_closed_the_trial_and_is_done_again(
    launch: Launch,
    begin: Begin,
    registration: uuid.UUID,
    enrolled: Enrolled,
    parts: Services,
    as_lms_administrator: Actor,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    owner: object,
    step: str,
) -> None:
    unit = launch().open()
    unit.say(Verb.INITIALIZED)
    other = begin()
    waits = launch(trial=other)
    page = f"/packages/preview/{registration}"
    with monkeypatch.context() as faulty:
        faulty.setattr(owner, step, failing)
        for each in (registration, other):
            ended = as_lms_administrator.send(f"/packages/preview/{each}/end")
            assert ended.status_code == 303
        assert "will be erased in a few minutes" in as_lms_administrator.get("/packages").text
        assert f"the trial {registration} could not be erased" in caplog.text
        assert as_lms_administrator.get(page).status_code == 404
        assert "begun on" not in as_lms_administrator.get("/packages/preview").text
        assert unit.send(unit.defined(Verb.COMPLETED)).status_code == 401
        assert unit.state("GET").status_code == 401
        assert waits.fetch()["error-code"] == "1"
        send_and_read(parts, now)
        assert rows_left(parts) > 0
    send_and_read(parts, now)
    assert_nothing_is_left(parts, enrolled)


def test_a_trial_that_cannot_be_erased_stops_no_other_and_no_upkeep(
    begin: Begin, parts: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    begun = [begin() for _ in range(3)]
    with parts.database.write() as session:
        for number, each in enumerate(begun):
            session.get_one(LaunchRegistration, each).made = now() - timedelta(hours=30 - number)
        stuck = enrolled_of(parts, session.get_one(LaunchRegistration, begun[0]))
    erase = LRS.erase

    def erase_others(lrs: LRS, organisation: str) -> None:
        if organisation == str(stuck.space):
            failing()
        erase(lrs, organisation)

    with monkeypatch.context() as faulty:
        faulty.setattr(LRS, "erase", erase_others)
        send_and_read(parts, now)
    with parts.database.read() as session:
        assert session.scalars(select(LaunchRegistration.id)).all() == [begun[0]]
    assert f"the trial {begun[0]} could not be erased" in caplog.text
    assert str(begun[1]) not in caplog.text
    send_and_read(parts, now)
    assert_nothing_is_left(parts, stuck)


def test_a_sixth_package_is_tried_although_the_oldest_cannot_be_erased_yet(
    begin: Begin, parts: Services, as_lms_administrator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = [begin() for _ in range(registrations.MOST)]
    with monkeypatch.context() as faulty:
        faulty.setattr(LRS, "erase", failing)
        begun.append(begin())
        begun.append(begin())
    found = [as_lms_administrator.get(f"/packages/preview/{each}").status_code for each in begun]
    assert found == [404, 404, *[200] * registrations.MOST]
    send_and_read(parts, now)
    with parts.database.read() as session:
        left = set(session.scalars(select(LaunchRegistration.id)))
    assert left == set(begun[2:])


def failing(*_: object) -> None:
    raise Unavailable("the database has gone")
