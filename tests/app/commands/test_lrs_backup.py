"""Backup and restore from the command line."""

from pathlib import Path

from click.testing import CliRunner, Result

from app.cli import cli
from tests.app.trust import Trust


def run(environment: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["lrs", *arguments], env=environment)


def test_the_apps_database_is_copied_and_put_back_whole(
    environment: dict[str, str], trust: Trust, tmp_path: Path
) -> None:
    run(environment, "credentials", "issue", trust.name, "dashboard")
    copy = str(tmp_path / "copy.sqlite")
    assert "Copied to" in run(environment, "backup", copy).output
    assert "Stop the server" in run(environment, "restore", copy).output
    elsewhere = environment | {
        "FIRSTSHIFT_INSTANCE": str(tmp_path / "new"),
        "FIRSTSHIFT_DATABASE_URL": f"sqlite:///{tmp_path / 'new' / 'new.sqlite'}",
    }
    assert "Start the server" in run(elsewhere, "restore", copy).output
    assert "dashboard" in run(elsewhere, "credentials", "list", trust.name).output


def test_postgresql_is_told_its_own_way(environment: dict[str, str], tmp_path: Path) -> None:
    environment["FIRSTSHIFT_DATABASE_URL"] = "postgresql://u@/x"
    told = run(environment, "backup", str(tmp_path / "copy"))
    assert told.exit_code == 1
    assert "pg_dump" in told.output
