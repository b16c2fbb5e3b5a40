"""The commands for licences, for whoever runs the server."""

import datetime as dt
import uuid

from click.testing import CliRunner, Result

from app.cli import cli
from app.database import Database, now
from app.dispatch import licences
from app.dispatch.licences import Draft
from app.dispatch.models import DispatchLicence
from app.organisations.models import Role
from app.viewer import Member
from packager import PackageOptions
from tests.app.trust import Trust


def run(environment: dict[str, str], *arguments: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(cli, ["dispatch", *arguments], env=environment)


def test_a_licence_is_seen_and_revoked(
    environment: dict[str, str], database: Database, trust: Trust
) -> None:
    assert run(environment, "list").output == "None yet.\n"
    asker = Member(
        trust.members["lms-administrator"],
        trust.organisation,
        uuid.uuid4(),
        frozenset({Role.LMS_ADMINISTRATOR}),
    )
    draft = Draft(("https://lms.example",), "nobody", now().date() + dt.timedelta(days=9), 3)
    with database.write() as session:
        made = licences.make(session, asker, ("culture",), PackageOptions(), draft, now())
    listed = run(environment, "list").output
    for part in (
        str(made),
        "in use",
        "0 of 3 seats",
        "not used yet",
        "Alder Valley Trust: culture",
    ):
        assert part in listed
    assert run(environment, "revoke", str(made)).output == "Revoked.\n"
    assert "revoked" in run(environment, "list").output
    with database.read() as session:
        assert session.get_one(DispatchLicence, made).revoked is not None


def test_a_licence_that_is_not_there_is_a_sentence(
    environment: dict[str, str], trust: Trust
) -> None:
    missing = str(uuid.uuid4())
    result = run(environment, "revoke", missing)
    assert result.exit_code == 1
    assert f"There is no licence {missing}." in result.output
