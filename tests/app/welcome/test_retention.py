"""What is deleted, and when: the most private first, all of it a year after the post."""

import datetime as dt

from flask import Flask
from sqlalchemy import func, select

from app.database import Database, now
from app.organisations.models import Membership
from app.services import KEY, Services
from app.settings import read_settings
from app.welcome.models import (
    WelcomeAnswer,
    WelcomeForm,
    WelcomeFormer,
    WelcomeSignature,
    WelcomeVersion,
)
from app.welcome.retention import Ends, tidy
from tests.app.databases import BOTH
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair


def parts_of(app: Flask) -> Services:
    found: Services = app.extensions[KEY]
    return found


def fields(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(WelcomeAnswer.field)))


def leave(database: Database, trust: Trust, moment: dt.datetime) -> None:
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).ended = moment


def signed(pair: Pair) -> None:
    pair.save(
        pair.doctor, "c", **{"c.observe:-:answer": "Midday", "c.doctor_role:-:answer": "Decide"}
    )
    pair.save(pair.doctor, "g", **{"g.people:-:answer": "help"})
    pair.save(pair.doctor, "d", **{"d.pmq:-:answer": "Six years"})
    pair.share()
    pair.ready()
    pair.sign(pair.doctor)
    pair.sign(pair.supervisor)


@BOTH
def test_private_answers_and_the_background_go_when_the_doctor_leaves(
    pair: Pair, app: Flask, database: Database, trust: Trust
) -> None:
    signed(pair)
    tidy(parts_of(app), now())
    assert {"c.observe", "c.doctor_role", "g.people", "d.pmq"} <= fields(database)
    left = now()
    leave(database, trust, left)
    tidy(parts_of(app), left)
    assert fields(database) & {"c.observe", "c.doctor_role", "g.people"} == set()
    assert "d.pmq" in fields(database)
    with database.read() as session:
        assert session.scalars(select(WelcomeForm.salt)).one() is None
    tidy(parts_of(app), left + dt.timedelta(days=366))
    assert fields(database) == set()
    with database.read() as session:
        version = session.scalars(select(WelcomeVersion)).one()
        assert version.kept is None
        assert len(version.digest) == 64
        assert session.scalar(select(func.count()).select_from(WelcomeSignature)) == 2
    tidy(parts_of(app), left + dt.timedelta(days=6 * 365 + 10))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(WelcomeForm)) == 0


def test_at_the_last_review_the_doctor_may_keep_the_background(
    pair: Pair, app: Flask, database: Database
) -> None:
    pair.begins(370)
    signed(pair)
    pair.save(pair.doctor, "review-12", **{"r12.keep:-:answer": "keep"})
    pair.sign(pair.doctor, 12)
    pair.sign(pair.supervisor, 12)
    tidy(parts_of(app), now())
    assert fields(database) & {"c.observe", "g.people"} == set()
    assert "c.doctor_role" in fields(database)
    assert "Decide" in pair.doctor.get(f"{pair.path}/versions/1").text
    assert "closed" in pair.doctor.get(pair.path).text


def test_what_is_deleted_does_not_live_on_in_what_was_signed(
    pair: Pair, app: Flask, database: Database
) -> None:
    pair.begins(370)
    signed(pair)
    assert "Decide" in pair.doctor.get(f"{pair.path}/versions/1").text
    pair.sign(pair.doctor, 12)
    pair.sign(pair.supervisor, 12)
    tidy(parts_of(app), now())
    for number in (1, 2):
        page = pair.doctor.get(f"{pair.path}/versions/{number}").text
        assert "Decide" not in page
        assert "Midday" not in page


@BOTH
def test_what_is_private_stays_until_the_day_of_a_review_that_was_signed_early(
    pair: Pair, app: Flask, database: Database
) -> None:
    pair.begins(357)  # the review is due in some eight days: it can be signed by now
    signed(pair)
    pair.sign(pair.doctor, 12)
    pair.sign(pair.supervisor, 12)
    assert "Twelve-month review done" in pair.doctor.get(pair.path).text
    tidy(parts_of(app), now())
    assert {"c.observe", "g.people"} <= fields(database)
    tidy(parts_of(app), now() + dt.timedelta(days=10))
    assert fields(database) & {"c.observe", "g.people"} == set()


def test_what_was_written_over_goes_after_thirty_days(
    pair: Pair, app: Flask, database: Database
) -> None:
    for text in ("One", "Two"):
        pair.save(pair.doctor, "b", **{"b.hope:-:answer": text})
    tidy(parts_of(app), now() + dt.timedelta(days=29))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(WelcomeFormer)) == 1
    tidy(parts_of(app), now() + dt.timedelta(days=31))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(WelcomeFormer)) == 0


def test_how_long_is_a_setting() -> None:
    moment = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    settings = read_settings(
        {
            "FIRSTSHIFT_KEEP_DRAFTS_DAYS": "5",
            "FIRSTSHIFT_KEEP_MEETINGS_DAYS": "0",
            "FIRSTSHIFT_KEEP_SIGNATURES_YEARS": "2",
        }
    )
    ends = Ends.by(settings, moment)
    assert moment - ends.drafts == dt.timedelta(days=5)
    assert ends.left == moment
    assert moment - ends.signed == dt.timedelta(days=730)
