"""Scores on their way back: what is told, and that an LMS which is down loses nothing."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.database import Database, now
from app.learning.models import Attempt, Enrolment
from app.learning.signals import standing_changed
from app.lti import claims
from app.lti.models import LtiCondition, LtiPlatform, LtiScore, LtiUser
from app.lti.sending import send_waiting
from app.services import KEY, Services
from tests.app.actors import Actor
from tests.app.conftest import new_actor
from tests.app.databases import BOTH
from tests.app.lti.launching import Lms
from tests.support.lti_platform import LINK, SUB, TEACHES, Platform

pytestmark = pytest.mark.enable_socket

ATTEMPT = re.compile(r'name="attempt" value="([^"]+)"')


def parts_of(app: Flask) -> Services:
    found: Services = app.extensions[KEY]
    return found


def send(app: Flask) -> int:
    return send_waiting(parts_of(app), now)


def send_a_try(who: Actor) -> None:
    """Begin a try, answer nothing, and send it."""
    who.send("/learn/culture/assessment/start")
    page = who.get("/learn/culture/assessment/send").text
    found = ATTEMPT.search(page)
    assert found, page
    answer = who.send("/learn/culture/assessment/send", attempt=found[1], unanswered=99)
    assert "/results/" in answer.headers["Location"]


def last_error(database: Database) -> str:
    with database.read() as session:
        return session.scalars(select(LtiCondition.last_error)).one()


def stood(database: Database, score: float, *, passed: bool) -> None:
    """Let the learner send a try with a score, as the act does."""
    with database.write() as session:
        user = session.scalars(select(LtiUser)).one()
        row = session.scalars(
            select(Enrolment).where(Enrolment.membership_id == user.membership_id)
        ).first()
        if row is None:
            row = Enrolment(
                organisation_id=user.membership.organisation_id,
                membership_id=user.membership_id,
                module="culture",
            )
            session.add(row)
            session.flush()
        number = len(session.scalars(select(Attempt)).all()) + 1
        session.add(
            Attempt(
                organisation_id=row.organisation_id,
                enrolment_id=row.id,
                purpose="assessment",
                number=number,
                seed=1,
                questions=[],
                module_version="1",
                finished=now(),
                score=score,
                passed=passed,
            )
        )
        session.flush()
        standing_changed.send(session, enrolment=row, at=now())


@BOTH
def test_a_try_that_was_sent_reaches_the_grades_of_the_lms(
    app: Flask, lms: Lms, client: Actor, platform: Platform, as_lms_administrator: Actor
) -> None:
    lms.come_in(client)
    assert send(app) == 0
    send_a_try(client)
    assert send(app) == 1 and send(app) == 0
    [(path, told)] = platform.scores
    assert path == "/lineitems/9/scores?type_id=3"
    assert told.pop("timestamp").endswith("+00:00")
    assert told == {
        "userId": SUB,
        "scoreGiven": 0.0,
        "scoreMaximum": 100,
        "activityProgress": "Submitted",
        "gradingProgress": "FullyGraded",
    }
    assert "0 on the way, 1 score arrived" in as_lms_administrator.get(lms.page).text


def test_the_best_score_counts_and_a_pass_completes(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    lms.come_in(client)
    for score, passed in ((90.0, True), (40.0, False)):
        stood(database, score, passed=passed)
        send(app)
    told = [score for _, score in platform.scores]
    assert [each["scoreGiven"] for each in told] == [90.0, 90.0]
    assert {each["activityProgress"] for each in told} == {"Completed"}
    assert told[0]["timestamp"] < told[1]["timestamp"]
    assert platform.asked_tokens == 1


def test_a_module_that_is_read_and_not_assessed_is_under_way(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    lms.come_in(client)
    client.get("/learn/culture")
    client.send("/learn/culture/assessment/start")
    with database.write() as session:
        row = session.scalars(select(Enrolment)).one()
        row.completed = now()
        session.flush()
        standing_changed.send(session, enrolment=row, at=now())
    send(app)
    [(_, told)] = platform.scores
    assert (told["activityProgress"], told["gradingProgress"]) == ("InProgress", "NotReady")
    assert "scoreGiven" not in told


def test_an_lms_that_is_down_loses_nothing(
    app: Flask,
    database: Database,
    lms: Lms,
    client: Actor,
    platform: Platform,
    as_lms_administrator: Actor,
) -> None:
    lms.come_in(client)
    stood(database, 40.0, passed=False)
    platform.away = True
    assert send(app) == 0
    page = as_lms_administrator.get(lms.page).text
    assert "1 on the way" in page and "answers 503" in page
    assert send(app) == 0  # it waits, and the others with it
    stood(database, 95.0, passed=True)
    platform.away = False
    assert send(app) == 1
    assert [score["scoreGiven"] for _, score in platform.scores] == [95.0]


def test_a_score_waits_longer_after_each_try(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    lms.come_in(client)
    stood(database, 40.0, passed=False)
    platform.away = True
    send(app)
    with database.write() as session:
        row = session.scalars(select(LtiScore)).one()
        assert row.tries == 1 and row.claimed_until is not None and row.claimed_until > now()
    platform.away = False
    later = now() + dt.timedelta(hours=1)
    assert send_waiting(parts_of(app), lambda: later) == 1


def test_a_score_that_is_refused_is_shown_and_sent_again(
    app: Flask,
    database: Database,
    lms: Lms,
    client: Actor,
    platform: Platform,
    as_lms_administrator: Actor,
) -> None:
    lms.come_in(client)
    stood(database, 40.0, passed=False)
    platform.refuses = 404
    assert send(app) == 0
    page = as_lms_administrator.get(lms.page).text
    assert "1 refused: Moodle of Alder Valley says that the link" in page
    platform.refuses = 0
    assert send(app) == 0
    as_lms_administrator.send(f"{lms.page}/scores")
    assert send(app) == 1


def test_a_score_that_the_lms_has_already_counts_as_arrived(
    app: Flask,
    database: Database,
    lms: Lms,
    client: Actor,
    platform: Platform,
    as_lms_administrator: Actor,
) -> None:
    """Moodle 4.5 answers 409 where its answer to the first sending was lost on the way."""
    lms.come_in(client)
    stood(database, 40.0, passed=False)
    platform.refuses = 409
    assert send(app) == 1
    page = as_lms_administrator.get(lms.page).text
    assert "0 on the way, 1 score arrived" in page and "refused:" not in page
    assert send(app) == 0


def test_what_went_wrong_is_over_when_a_score_arrives(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    lms.come_in(client)
    stood(database, 40.0, passed=False)
    platform.away = True
    send(app)
    assert "answers 503" in last_error(database)
    platform.away = False
    send_waiting(parts_of(app), lambda: now() + dt.timedelta(hours=1))
    assert last_error(database) == ""


def test_a_deployment_to_be_listed_is_still_shown_when_a_score_arrives(
    app: Flask, database: Database, lms: Lms, client: Actor
) -> None:
    lms.come_in(client)
    lms.launch(new_actor(app), **{claims.DEPLOYMENT: "other"})
    stood(database, 40.0, passed=False)
    assert send(app) == 1
    assert "deployment" in last_error(database)


def test_two_scores_never_share_a_second(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    """Moodle compares whole seconds, and takes no score as old as the one before."""
    lms.come_in(client)
    for score in (40.0, 60.0, 80.0):
        stood(database, score, passed=False)
        send(app)
    seconds = [told["timestamp"][:19] for _, told in platform.scores]
    assert len(seconds) == 3 and seconds == sorted(set(seconds))


def test_an_access_token_that_was_taken_back_is_asked_for_again(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    lms.come_in(client)
    stood(database, 40.0, passed=False)
    send(app)
    platform.tokens.clear()
    stood(database, 60.0, passed=False)
    assert send(app) == 1 and platform.asked_tokens == 2


def test_a_key_of_ours_is_changed_and_the_lms_follows(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    from app.lti.calling import TOKENS
    from app.lti.keys import KEYS

    lms.come_in(client)
    before = platform.tool_keys()["keys"]
    KEYS.new_key(parts_of(app).settings)
    after = platform.tool_keys()["keys"]
    assert len(after) == len(before) + 1 and before[0] in after and "d" not in after[0]
    TOKENS.__init__()  # type: ignore[misc]
    stood(database, 40.0, passed=False)
    assert send(app) == 1


def test_a_link_without_a_column_of_grades_gets_one(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    ags = {
        "scope": [claims.SCORE_SCOPE, claims.LINE_ITEM_SCOPE],
        "lineitems": f"{platform.address}/lineitems",
    }
    lms.come_in(client, **{claims.AGS: ags})
    stood(database, 40.0, passed=False)
    send(app)
    stood(database, 60.0, passed=False)
    send(app)
    [made] = platform.line_items
    assert made["resourceLinkId"] == LINK and made["scoreMaximum"] == 100
    assert [path for path, _ in platform.scores] == ["/lineitems/1/scores"] * 2


def test_what_was_done_before_is_told_by_a_new_link(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    lms.come_in(client)
    stood(database, 85.0, passed=True)
    send(app)
    other = {"id": "link-22"}
    assert lms.launch(new_actor(app), **{claims.RESOURCE_LINK: other}).status_code == 303
    assert send(app) == 1 and platform.scores[1][1]["scoreGiven"] == 85.0
    lms.launch(new_actor(app), **{claims.RESOURCE_LINK: other})
    assert send(app) == 0


def test_no_score_where_the_lms_does_not_allow_it(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    lms.come_in(client, **{claims.AGS: {"scope": [], "lineitem": platform.line_item}})
    stood(database, 40.0, passed=False)
    assert send(app) == 0 and platform.scores == []


def test_an_lms_that_is_switched_off_is_told_later(
    app: Flask, database: Database, lms: Lms, client: Actor, platform: Platform
) -> None:
    lms.come_in(client)
    stood(database, 40.0, passed=False)
    with database.write() as session:
        session.execute(update(LtiPlatform).values(stopped=now()))
    assert send(app) == 0
    with database.write() as session:
        session.execute(update(LtiPlatform).values(stopped=None))
    assert send(app) == 1


def test_who_has_not_come_yet_is_asked_of_the_lms_and_not_kept(
    lms: Lms, client: Actor, platform: Platform, as_lms_administrator: Actor
) -> None:
    learns = [f"{claims.MEMBERSHIP}#Learner"]
    platform.members = [
        {"user_id": SUB, "name": "Dr Tomasz Lis", "roles": learns},
        {"user_id": "2", "name": "Dr Ama Owusu", "roles": learns},
        {"user_id": "3", "name": "Sister Rao", "roles": [TEACHES]},
        {"user_id": "4", "roles": ["Learner"], "status": "Active"},
        {"user_id": "5", "name": "Dr Gone", "roles": learns, "status": "Inactive"},
    ]
    lms.come_in(client)
    page = as_lms_administrator.get(lms.page).text
    address = re.search(r'href="(/lms/[^"]+/links/[^"]+)"', page)
    assert address
    text = as_lms_administrator.get(address[1]).text
    assert "2 of 3 who learn" in text and "Dr Ama Owusu" in text
    assert "names of the others" in text
    for name in ("Tomasz", "Sister Rao", "Dr Gone"):
        assert name not in text.split("<main")[1]
    platform.away = True
    assert "answers 503" in as_lms_administrator.get(address[1]).text
