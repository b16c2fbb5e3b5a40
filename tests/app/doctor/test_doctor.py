"""Each thing that can be wrong with an installation is found, told in one sentence, and changes nothing."""

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask, Response
from sqlalchemy import text

from app.backup.record import note_backup
from app.cli import cli
from app.database import Database, now
from app.doctor.stored import of_clock
from app.installation import prepare
from app.records.models import OutboxStatement
from app.settings import read_settings
from tests.app.conftest import HOME_PAGE
from tests.app.databases import BOTH, CLUSTER
from tests.app.trust import Trust
from tests.support.citus import CitusDatabases
from tests.support.serving import serving

Found = dict[str, list[dict[str, str]]]


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["doctor", *arguments], env=environment)


def findings(environment: dict[str, str], *arguments: str) -> Found:
    """Return what was found, by what it is about; the exit status must fit."""
    result = run(environment, "--json", *arguments)
    found: list[dict[str, str]] = json.loads(result.output)
    assert result.exit_code == int(any(each["state"] == "wrong" for each in found))
    by: Found = {}
    for each in found:
        assert each["state"] == "well" or each["mend"] or each["says"]
        by.setdefault(each["about"], []).append(each)
    return by


def states(found: Found, about: str) -> set[str]:
    return {each["state"] for each in found.get(about, [])}


def says(found: Found, about: str) -> str:
    return " ".join(f"{each['says']} {each['mend']}" for each in found.get(about, []))


@pytest.fixture
def installed(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """Prepare an installation with nothing wrong."""
    prepare(read_settings(environment), HOME_PAGE)
    tmp_path.chmod(0o700)
    return environment


@BOTH
def test_with_a_new_installation_nothing_is_wrong(
    installed: dict[str, str], tmp_path: Path
) -> None:
    note_backup(tmp_path)
    result = run(installed)
    assert result.exit_code == 0, result.output
    assert "Nothing is wrong" in result.output and "WRONG" not in result.output
    found = findings(installed)
    assert states(found, "tables") == states(found, "backup") == states(found, "rights") == {"well"}


def test_before_the_first_start_there_is_nothing_to_mend_and_nothing_is_made(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "none"
    assert run({"FIRSTSHIFT_INSTANCE": str(folder)}).exit_code == 0
    assert not folder.exists()


def test_wrong_settings_are_told_and_have_an_exit_status_of_their_own() -> None:
    result = run({"FIRSTSHIFT_TRUSTED_PROXY": "1", "FIRSTSHIFT_LINK_HOURS": "x"})
    assert result.exit_code == 2
    assert "FIRSTSHIFT_TRUSTED_PROXIES" in result.output and "LINK_HOURS" in result.output


@BOTH
@pytest.mark.parametrize(
    ("number", "told"), [("9999", "newer version"), ("0001", "firstshift db upgrade")]
)
def test_tables_of_another_version_are_told(
    installed: dict[str, str], number: str, told: str
) -> None:
    database = Database(installed["FIRSTSHIFT_DATABASE_URL"])
    with database.write() as session:
        session.execute(text(f"UPDATE lrs_alembic_version SET version_num = '{number}'"))
    database.close()
    found = findings(installed)
    assert states(found, "tables") == {"well", "wrong"} and told in says(found, "tables")


def test_a_database_that_does_not_answer_is_told_without_its_password(
    installed: dict[str, str],
) -> None:
    installed["FIRSTSHIFT_DATABASE_URL"] = "postgresql://me:hush@/x?host=/nonexistent"
    found = findings(installed)
    assert states(found, "database") == {"wrong"}
    assert "hush" not in json.dumps(found) and "does not answer" in says(found, "database")


def test_files_that_others_may_read_are_told(installed: dict[str, str], tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "signing-keys").chmod(0o644)
    found = findings(installed)
    assert f"chmod 700 {tmp_path}" in says(found, "rights")
    assert f"chmod 600 {tmp_path / 'signing-keys'}" in says(found, "rights")


def test_a_short_secret_and_old_or_broken_keys_are_told(
    installed: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("short")
    (tmp_path / "secret").chmod(0o600)
    os.utime(tmp_path / "signing-keys", (0, 0))
    found = findings(installed)
    assert "short enough to be guessed" in says(found, "keys")
    assert "firstshift credentials new-key" in says(found, "keys")
    (tmp_path / "signing-keys").write_text("broken")
    assert "holds no signing keys" in says(findings(installed), "keys")


@pytest.mark.parametrize(("free", "state"), [(1_000, "wrong"), (10**9, "note"), (10**10, "well")])
def test_little_room_is_told(
    installed: dict[str, str], monkeypatch: pytest.MonkeyPatch, free: int, state: str
) -> None:
    def usage(_: Path) -> Any:
        return type("Usage", (), {"free": free})

    monkeypatch.setattr("shutil.disk_usage", usage)
    assert states(findings(installed), "disk") == {state}


@BOTH
def test_what_waits_for_too_long_is_told(
    installed: dict[str, str], trust: Trust, database: Database
) -> None:
    with database.write() as session:
        session.add(
            OutboxStatement(
                statement_id=trust.members["learner"],
                organisation_id=trust.organisation,
                body=b"{}",
                made=now() - dt.timedelta(hours=2),
            )
        )
    assert "1 statement waited" in says(findings(installed), "records")


@pytest.mark.parametrize(
    ("address", "hops", "state"),
    [
        ("https://learn.example", "1", "well"),
        ("https://learn.example", "0", "wrong"),
        ("http://learn.example", "1", "wrong"),
        ("", "1", "wrong"),
        ("", "0", "note"),
    ],
)
def test_address_and_proxies_must_fit(
    installed: dict[str, str], address: str, hops: str, state: str
) -> None:
    installed |= {"FIRSTSHIFT_PUBLIC_ADDRESS": address, "FIRSTSHIFT_TRUSTED_PROXIES": hops}
    assert state in states(findings(installed), "proxy")


@pytest.mark.parametrize(("seconds", "state"), [(1, "well"), (-20, "note"), (300, "wrong")])
def test_a_clock_is_judged_by_how_far_it_is_off(seconds: int, state: str) -> None:
    moment = now()
    there = moment + dt.timedelta(seconds=seconds)
    assert of_clock("that of x", there, moment, moment).state == state


@pytest.mark.enable_socket
def test_another_record_store_is_asked_and_the_time_of_a_server_taken(
    installed: dict[str, str],
) -> None:
    other = Flask("other")

    @other.get("/xapi/statements")
    def statements() -> Response:
        return Response("{}", 200)

    @other.get("/closed/statements")
    def closed() -> Response:
        return Response("", 401)

    installed |= {"FIRSTSHIFT_LRS_KEY": "k", "FIRSTSHIFT_LRS_SECRET": "hush"}
    with serving(other) as address:
        for path, told in (
            ("xapi", "knows our key"),
            ("closed", "refuses our key"),
            ("none", "no record store"),
        ):
            installed["FIRSTSHIFT_LRS_ENDPOINT"] = f"{address}/{path}"
            found = findings(installed, "--clock-from", address)
            assert told in says(found, "records")
            assert states(found, "clock") == {"well"}
            assert "hush" not in json.dumps(found)
    found = findings(installed, "--clock-from", address)
    assert "does not answer" in says(found, "records") and states(found, "clock") == {"note"}


@pytest.mark.enable_socket
def test_a_mail_server_that_is_away_is_told(installed: dict[str, str]) -> None:
    installed |= {
        "FIRSTSHIFT_SMTP_SERVER": "127.0.0.1",
        "FIRSTSHIFT_SMTP_PORT": "1",
        "FIRSTSHIFT_SMTP_SENDER": "a@b.example",
    }
    found = findings(installed)
    assert states(found, "mail") == {"wrong"} and "refused" in says(found, "mail").lower()


def test_one_look_that_fails_stops_no_other(
    installed: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> Any:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("shutil.disk_usage", broken)
    found = findings(installed)
    assert "could not be looked at" in says(found, "disk") and "proxy" in found


@CLUSTER
def test_a_machine_of_the_database_that_is_away_is_named(
    environment: dict[str, str], database_url: str, citus_databases: CitusDatabases
) -> None:
    found = findings(environment)
    assert states(found, "machines") == {"well"}
    assert "2 machines of it answer" in says(found, "machines")
    port = citus_databases.machines[-1].port
    assert port is not None
    with citus_databases.machine_away(database_url, port):
        found = findings(environment)
    assert states(found, "machines") == {"wrong"}
    assert str(port) in says(found, "machines")


@CLUSTER
def test_a_table_that_is_not_spread_yet_is_told(
    environment: dict[str, str], database: Database
) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("SELECT undistribute_table('lrs_pending')"))
    assert "Still to be spread: 1 table." in says(findings(environment), "machines")
