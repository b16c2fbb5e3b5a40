"""The command as cron runs it, with mail that goes into a folder."""

import datetime as dt
from email import message_from_bytes
from pathlib import Path

import pytest
from click.testing import CliRunner

from app.cli import cli
from app.database import Database
from app.mail.letters import Letter
from app.mail.server import mail_server, message
from app.settings import read_settings
from tests.app.reminders.conftest import MONDAY, assign
from tests.app.trust import Trust


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """Let mail go into a folder."""
    return {**environment, "FIRSTSHIFT_SMTP_SERVER": "", "FIRSTSHIFT_MAIL_BACKEND": "file"}


def run(environment: dict[str, str], *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["remind", *arguments], env=environment)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("app")
def test_it_writes_files_and_never_twice(
    environment: dict[str, str], trust: Trust, database: Database, tmp_path: Path
) -> None:
    assign(database, trust, "learner", MONDAY.date() - dt.timedelta(days=1))
    at = ("--now", f"{MONDAY:%Y-%m-%dT%H:%M}")  # without a zone: by the clock of the United Kingdom
    dry = run(environment, "--dry-run", *at)
    assert "7 December 2026, 08:00, a dry run:" in dry
    assert "What is due for you: 1 mail due" in dry and not (tmp_path / "mail").exists()
    assert "What is due for you: 1 mail written" in run(environment, *at)
    files = list((tmp_path / "mail").glob("*.eml"))
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    to = [str(message_from_bytes(file.read_bytes())["To"]) for file in files]
    assert sorted(to) == [trust.email(who) for who in ("administrator", "lead", "learner")]
    again = run(environment, *at)
    assert "What is due for you: 0 mails written, 0 with nothing to say, 1 written before" in (
        again.replace("3 with", "0 with").replace("2 with", "0 with")
    )
    assert list((tmp_path / "mail").glob("*.eml")) == files


@pytest.mark.usefixtures("app")
def test_it_says_where_no_mail_is_set_up(environment: dict[str, str]) -> None:
    assert "sends no mail" in run({**environment, "FIRSTSHIFT_MAIL_BACKEND": "smtp"})


def test_a_moment_that_is_none_is_refused(environment: dict[str, str]) -> None:
    result = CliRunner().invoke(cli, ["remind", "--now", "soon"], env=environment)
    assert result.exit_code == 2 and "write it like 2026-12-04T08:00" in result.output


def test_the_console_prints_what_would_be_sent(
    environment: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    settings = read_settings({**environment, "FIRSTSHIFT_MAIL_BACKEND": "console"})
    letter = Letter("a@alder.example", "Subject", "Text", unsubscribe="https://alder.example/off")
    with mail_server(settings) as taker:
        taker.send_message(message(settings, letter))
    printed = capsys.readouterr().out
    assert "To: a@alder.example" in printed and "List-Unsubscribe: <https" in printed
