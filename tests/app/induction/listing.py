"""Lists to test with: a course that has the induction, and a list begun some days ago."""

import datetime as dt
import shutil
import uuid
from pathlib import Path

from flask import Flask
from sqlalchemy import select

from app.assignments.due import today
from app.database import Database, now
from app.induction import marking
from app.induction.listed import Listed
from app.induction.lists import list_of
from app.induction.models import InductionList
from app.services import KEY, Services
from app.viewer import Member
from course.induction.model import Induction
from tests.app.trust import PEOPLE, Trust

MODULES = Path(__file__).parents[3] / "modules"
FILES = ("sources.yaml", "local_answers.yaml", "tags.yaml", "induction.yaml", "standards.yaml")


def copy_course(folder: Path) -> Path:
    """Copy one module and the shared files, the induction among them."""
    shutil.copytree(MODULES / "culture", folder / "culture")
    for name in FILES:
        shutil.copy(MODULES / name, folder)
    return folder


def member_of(trust: Trust, who: str) -> Member:
    """Return somebody of a trust as they ask."""
    key = trust.members[who]
    return Member(key, trust.organisation, key, frozenset({PEOPLE[who][1]}))


def on_day() -> dt.date:
    """Return today."""
    return today(now())


def begin(
    database: Database,
    trust: Trust,
    who: str = "learner",
    *,
    ago: int = 10,
    begun_ago: int | None = None,
) -> uuid.UUID:
    """Begin a doctor's list; return the membership. ago: days since the first day in post."""
    key = trust.members[who]
    first = on_day() - dt.timedelta(days=ago)
    with database.write() as session:
        marking.begin(session, member_of(trust, "lead"), [key], first, None, first)
        row = session.scalars(select(InductionList).filter_by(membership_id=key)).one()
        row.begun = on_day() - dt.timedelta(days=ago + 90 if begun_ago is None else begun_ago)
    return key


def induction_of(app: Flask) -> Induction:
    """Return the induction that the app serves."""
    parts: Services = app.extensions[KEY]
    return parts.shelf.course.induction


def seen(app: Flask, trust: Trust, who: str = "learner") -> Listed:
    """Return a doctor's list as it is now."""
    parts: Services = app.extensions[KEY]
    with parts.database.read() as session:
        found = list_of(
            session, induction_of(app), trust.organisation, trust.members[who], on_day()
        )
    assert found is not None
    return found
