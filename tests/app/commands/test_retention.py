"""What is kept for how long, and what is deleted on demand."""

import datetime as dt
from pathlib import Path

from click.testing import CliRunner
from sqlalchemy import func, select, update

from app.accounts import links
from app.accounts.models import OneTimeLink, SignIn
from app.cli import cli
from app.database import Database, now
from app.organisations.models import Membership
from app.retention import RULES, settings_of
from app.settings import SETTINGS
from tests.app.actors import Actor
from tests.app.trust import Trust


def run(environment: dict[str, str], *arguments: str) -> str:
    result = CliRunner().invoke(cli, ["retention", *arguments], env=environment)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_schedule_has_the_periods_of_this_server(
    environment: dict[str, str], trust: Trust
) -> None:
    said = run(environment | {"FIRSTSHIFT_KEEP_MEETINGS_DAYS": "90"})
    assert "90 days, from: the end of the membership" in said
    assert all(rule.what in said for rule in RULES)


def test_who_left_long_ago_is_counted_without_a_name(
    environment: dict[str, str], trust: Trust, database: Database
) -> None:
    assert "nobody" in run(environment)
    with database.write() as session:
        ended = now() - dt.timedelta(days=400)
        session.execute(
            update(Membership).where(Membership.id == trust.members["learner"]).values(ended=ended)
        )
    said = run(environment)
    assert f"{trust.name}: 1 membership" in said
    assert "Ngozi" not in said
    assert "nobody" in run(environment, "--left-days", "500")


def test_what_is_due_is_deleted_on_demand_and_nothing_else(
    environment: dict[str, str], trust: Trust, database: Database, as_learner: Actor, tmp_path: Path
) -> None:
    environment["FIRSTSHIFT_INSTANCE"] = str(tmp_path)
    with database.write() as session:
        person = session.get_one(Membership, trust.members["supervisor"]).person_id
        links.make(session, person, now() - dt.timedelta(days=9), 72)
        session.execute(update(SignIn).values(last_used=now() - dt.timedelta(hours=13)))
    fresh = trust.members["other-supervisor"]
    with database.write() as session:
        links.make(session, session.get_one(Membership, fresh).person_id, now(), 72)
    assert "is deleted" not in run(environment)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(OneTimeLink)) == 2
    assert "What was due is deleted" in run(environment, "--carry-out")
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(OneTimeLink)) == 1
        assert session.scalar(select(func.count()).select_from(SignIn)) == 0


def test_every_setting_that_keeps_something_stands_in_the_schedule() -> None:
    named = {name for rule in RULES for name in settings_of(rule)}
    kept = {f"FIRSTSHIFT_{s.name}" for s in SETTINGS if s.name.startswith("KEEP_")}
    assert kept <= named
