"""The commands for licences, for whoever runs the server."""

import datetime as dt
import uuid

import pytest
from click.testing import CliRunner, Result

from app.cli import cli
from app.database import Database, now
from app.dispatch import licences
from app.dispatch.licences import Draft
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.organisations.models import Role
from app.viewer import Member
from app.wording import LONDON
from packager import PackageOptions
from tests.app.trust import Trust


def run(environment: dict[str, str], *arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(cli, ["dispatch", *arguments], env=environment)


@pytest.fixture
def made(database: Database, trust: Trust) -> uuid.UUID:
    """Give a licence for three."""
    asker = Member(
        trust.members["lms-administrator"],
        trust.organisation,
        uuid.uuid4(),
        frozenset({Role.LMS_ADMINISTRATOR}),
    )
    draft = Draft(("https://lms.example",), "nobody", now().date() + dt.timedelta(days=9), 3)
    with database.write() as session:
        return licences.make(session, asker, ("culture",), PackageOptions(), draft, now())


def test_none_is_seen_where_none_was_made(environment: dict[str, str], trust: Trust) -> None:
    assert run(environment, "list").output == "None yet.\n"


def test_a_licence_is_seen_and_revoked(
    environment: dict[str, str], database: Database, made: uuid.UUID
) -> None:
    listed = run(environment, "list").output
    for part in (
        str(made),
        "open",
        "0 of 3 seats",
        "not used yet",
        "Alder Valley Trust: culture",
    ):
        assert part in listed
    assert run(environment, "revoke", str(made)).output == "Revoked.\n"
    assert "revoked" in run(environment, "list").output
    with database.read() as session:
        found = session.get_one(DispatchLicence, made)
        assert found.revoked is not None and found.visits_ended is None
    said = run(environment, "revoke", str(made), "--at-once").output
    assert said == "Revoked, and what is open ends.\n"
    with database.read() as session:
        assert session.get_one(DispatchLicence, made).visits_ended is not None


def test_seats_are_released_and_counted(
    environment: dict[str, str], database: Database, made: uuid.UUID
) -> None:
    last = now().astimezone(LONDON).date() - dt.timedelta(days=40)
    with database.write() as session:
        session.add(DispatchSeat(licence_id=made, seat="a" * 12, kept=now()))
        session.add(DispatchSeat(licence_id=made, seat="b" * 12, kept=now(), used=last))
        session.add(DispatchSeat(licence_id=made, seat="c" * 12))
    assert "3 of 3 seats (1 provisional)" in run(environment, "list").output
    said = run(environment, "release", str(made), "--unused-days", "41").output
    assert said == "0 seats released. Taken now: 3 of 3 seats (1 provisional).\n"
    said = run(environment, "release", str(made), "--unused-days", "40").output
    assert said == "1 seat released. Taken now: 2 of 3 seats (1 provisional).\n"
    said = run(environment, "release", str(made), "--provisional").output
    assert said == "1 seat released. Taken now: 1 of 3 seats (0 provisional).\n"
    for wrong in ([], ["--provisional", "--unused-days", "9"]):
        result = run(environment, "release", str(made), *wrong)
        assert result.exit_code == 2 and "Say which seats" in result.output
    assert run(environment, "release", str(made), "--unused-days", "0").exit_code == 2


def test_a_licence_that_is_not_there_is_a_sentence(
    environment: dict[str, str], trust: Trust
) -> None:
    missing = str(uuid.uuid4())
    for command in (["revoke", missing], ["release", missing, "--provisional"]):
        result = run(environment, *command)
        assert result.exit_code == 1
        assert f"There is no licence {missing}." in result.output
