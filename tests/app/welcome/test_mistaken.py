"""A form that was begun by mistake: who began it takes it back while nothing stands in it, and nobody is left puzzled."""

import datetime as dt
import re
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.database import Database, now
from app.services import KEY, Services
from app.tenancy import within
from app.welcome import access, mistaken, retention, saving
from app.welcome.answers import Kept
from app.welcome.content import content_of
from app.welcome.models import WelcomeForm, WelcomeTakenBack
from app.welcome.texts import texts_of
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.induction.listing import member_of
from tests.app.trust import Trust
from tests.app.welcome.conftest import Pair
from tests.app.welcome.test_begun import MEETINGS, main_of
from tests.app.welcome.test_held import erase, whose
from tests.app.welcome.test_unsaved import writer_mark

WAY_IN = "Begun by mistake? Take the form back"
GONE = "took this form of the welcome meeting back on"


def parts_of(app: Flask) -> Services:
    found: Services = app.extensions[KEY]
    return found


def forms(database: Database) -> int:
    with database.read() as session:
        return len(session.scalars(select(WelcomeForm.id)).all())


def take_back(who: Actor, pair: Pair) -> int:
    return who.send(f"{pair.path}/take-back").status_code


@pytest.fixture
def by_supervisor(as_learner: Actor, as_supervisor: Actor, trust: Trust) -> Pair:
    """Let the supervisor begin the form."""
    answer = as_supervisor.send(f"{MEETINGS}/start", doctor=str(trust.members["learner"]))
    path = answer.headers["Location"]
    return Pair(as_learner, as_supervisor, path, uuid.UUID(path.rpartition("/")[2]))


@BOTH
@pytest.mark.parametrize("who", ["doctor", "supervisor"])
def test_who_began_it_takes_it_back_and_the_other_is_told(
    request: pytest.FixtureRequest, database: Database, trust: Trust, who: str
) -> None:
    pair: Pair = request.getfixturevalue("pair" if who == "doctor" else "by_supervisor")
    mine, other = pair.doctor, pair.supervisor
    names = ("Dr Ngozi Eze", "Dr Helen Marsh")
    if who == "supervisor":
        mine, other, names = other, mine, names[::-1]
    assert WAY_IN in main_of(mine, pair.path)
    page = main_of(mine, f"{pair.path}/take-back")
    assert f"with {names[1]} that you began on" in page and "Nobody has written in it" in page
    assert take_back(mine, pair) == 303
    assert f"The form with {names[1]} is taken back." in main_of(mine, MEETINGS)
    for page in (main_of(mine, MEETINGS), main_of(other, MEETINGS), main_of(pair.doctor, "/learn")):
        assert "Form begun" not in page and pair.path not in page
    for reader, said in ((mine, "You"), (other, names[0])):
        for place in ("", "/sections/a", "/take-back"):
            answer = reader.get(f"{pair.path}{place}")
            assert answer.status_code == 410
            assert f"{said} {GONE}" in answer.text
            assert "Either of you can begin another one" in answer.text
    assert forms(database) == 0
    # And the other begins another one, which is not the one that is gone.
    sent = {"doctor": str(trust.members["learner"])}
    if other is pair.doctor:
        sent = {"supervisor": str(trust.members["supervisor"])}
    again = other.send(f"{MEETINGS}/start", **sent).headers["Location"]
    assert again != pair.path and "Form begun" in main_of(mine, again)


def test_the_other_of_the_two_does_not_take_it_back(pair: Pair, database: Database) -> None:
    assert WAY_IN not in main_of(pair.supervisor, pair.path)
    page = main_of(pair.supervisor, f"{pair.path}/take-back")
    assert "Only whoever began this form can take it back." in page
    assert take_back(pair.supervisor, pair) == 403
    assert forms(database) == 1


def test_a_form_of_which_nobody_knows_who_began_it_stays(pair: Pair, database: Database) -> None:
    with database.write() as session:
        session.get_one(WelcomeForm, pair.form_id).begun_by = None
    assert take_back(pair.doctor, pair) == take_back(pair.supervisor, pair) == 403


def test_nobody_else_learns_that_there_was_a_form(
    pair: Pair, sign_in: SignIn, trust: Trust, other_trust: Trust
) -> None:
    assert take_back(pair.doctor, pair) == 303
    for who, of in (
        *(("other-learner", trust), ("other-supervisor", trust)),
        *(("learner", other_trust), ("supervisor", other_trust)),
    ):
        answer = sign_in(of.email(who)).get(pair.path)
        assert answer.status_code == 404, who
        assert "There is no such form for you." in answer.text and GONE not in answer.text


def answered(pair: Pair) -> None:
    pair.save(pair.doctor, "b", **{"b.hope:-:answer": "A day without getting lost"})


def set_up(pair: Pair) -> None:
    pair.begins(2)


def rated(pair: Pair) -> None:
    sent = {"needed:n04": "3"}
    assert pair.supervisor.send(f"{pair.path}/needs", **sent).status_code == 303


def shared(pair: Pair) -> None:
    pair.share()


def shared_and_taken_back(pair: Pair) -> None:
    pair.share()
    assert pair.doctor.send(f"{pair.path}/withdraw").status_code == 303


def emptied(pair: Pair) -> None:
    for words in ("Here", ""):
        pair.save(pair.supervisor, "a", **{"a.meet:-:where": words})


def typed_after_the_sign_in_ended(pair: Pair) -> None:
    mark, token = writer_mark(pair), pair.doctor.token()
    pair.doctor.sign_out()
    sent = {
        "csrf_token": token,
        "writer": mark,
        "b.hope:-:answer": "A day",
        "b.hope:-:version": "0",
    }
    assert pair.doctor.post(f"{pair.path}/sections/b", data=sent).status_code == 303


@pytest.mark.parametrize(
    "act",
    [
        answered,
        set_up,
        rated,
        shared,
        shared_and_taken_back,
        emptied,
        typed_after_the_sign_in_ended,
    ],
    ids=lambda act: act.__name__,
)
def test_what_somebody_has_written_in_stays(
    by_supervisor: Pair, database: Database, act: Callable[[Pair], None]
) -> None:
    act(by_supervisor)
    pair = by_supervisor
    assert WAY_IN not in main_of(pair.supervisor, pair.path)
    assert "can no longer be taken back" in main_of(pair.supervisor, f"{pair.path}/take-back")
    answer = pair.supervisor.send(f"{pair.path}/take-back")
    assert answer.status_code == 409
    assert "Something was written in this form, or it was shared" in answer.text
    assert forms(database) == 1


def test_a_page_that_was_saved_empty_wrote_nothing(pair: Pair, database: Database) -> None:
    pair.save(pair.doctor, "b", **{"b.hope:-:answer": ""})
    assert pair.doctor.send(f"{pair.path}/needs").status_code == 303
    assert take_back(pair.doctor, pair) == 303
    assert forms(database) == 0


def test_every_table_that_hangs_on_a_form_is_looked_at() -> None:
    assert {table.name for table in mistaken.written()} == {
        *(
            "welcome_answer",
            "welcome_former",
            "welcome_unsaved",
            "welcome_reader",
            "welcome_rating",
        ),
        *("welcome_round", "welcome_proposal", "welcome_action", "welcome_version"),
        *("welcome_signature", "welcome_scan", "welcome_filled"),
    }


@BOTH
def test_what_the_other_writes_in_the_same_moment_is_not_lost(
    by_supervisor: Pair, app: Flask, database: Database, trust: Trust
) -> None:
    """The doctor has the form's row while the supervisor takes it back: that waits, and is refused."""
    pair, parts = by_supervisor, parts_of(app)
    found = content_of(parts.settings.modules)
    field = found.form.field("b.hope") if found else None
    assert field is not None
    sent = saving.Sent(field, pair.form_id, Kept({"answer": "A day without getting lost"}), 0)
    token = pair.supervisor.token()
    under_way = threading.Event()

    def take() -> TestResponse:
        under_way.set()
        return pair.supervisor.post(f"{pair.path}/take-back", data={"csrf_token": token})

    with ThreadPoolExecutor(1) as pool:
        with within(trust.organisation), database.write() as session:
            seat = access.open_seat(session, member_of(trust, "learner"), pair.form_id)
            later = pool.submit(take)
            assert under_way.wait(10)
            saving.save(session, seat, texts_of(parts), sent, now())
        answer = later.result()
    assert answer.status_code == 409
    assert "Something was written in this form" in answer.text
    assert "A day without getting lost" in pair.doctor.get(f"{pair.path}/sections/b").text


@BOTH
@pytest.mark.parametrize("place", ["/sections/b", "/sections/b/field", "/share"])
def test_who_writes_while_it_is_taken_back_is_told_and_gets_the_text_back(
    by_supervisor: Pair, database: Database, trust: Trust, place: str
) -> None:
    pair = by_supervisor
    words = "A day without getting lost"
    sent = {"csrf_token": pair.doctor.token(), "b.hope:-:version": "0", "b.hope:-:answer": words}
    headers = {"Sec-Fetch-Site": "same-origin"}
    with ThreadPoolExecutor(1) as pool:
        with within(trust.organisation), database.write() as session:
            seat = access.open_seat(session, member_of(trust, "supervisor"), pair.form_id)
            later = pool.submit(pair.doctor.post, f"{pair.path}{place}", data=sent, headers=headers)
            mistaken.take_back(session, seat, now())
        answer = later.result()
    assert answer.status_code == 410
    assert f"Dr Helen Marsh {GONE}" in answer.text
    assert words in answer.text and "What you had typed" in answer.text
    assert forms(database) == 0


@BOTH
def test_what_comes_without_a_sign_in_while_it_is_taken_back_breaks_nothing(
    by_supervisor: Pair, database: Database, trust: Trust
) -> None:
    pair = by_supervisor
    mark, token = writer_mark(pair), pair.doctor.token()
    pair.doctor.sign_out()
    sent = {
        "csrf_token": token,
        "writer": mark,
        "b.hope:-:answer": "A day without getting lost",
        "b.hope:-:version": "0",
    }
    with ThreadPoolExecutor(1) as pool:
        with within(trust.organisation), database.write() as session:
            seat = access.open_seat(session, member_of(trust, "supervisor"), pair.form_id)
            later = pool.submit(
                pair.doctor.post,
                f"{pair.path}/sections/b",
                data=sent,
                headers={"Sec-Fetch-Site": "same-origin"},
            )
            mistaken.take_back(session, seat, now())
        answer = later.result()
    assert answer.status_code == 400  # of another sign-in, and nowhere to keep it: it is given back
    assert "What you had typed" in answer.text and "A day without getting lost" in answer.text
    assert forms(database) == 0


def test_the_audit_log_says_nothing_of_it(pair: Pair, as_administrator: Actor) -> None:
    def lines() -> list[str]:
        rows = as_administrator.get("/audit").text.partition("<tbody")[2].partition("</tbody>")[0]
        return re.findall(r"<tr", rows)

    before = lines()
    assert take_back(pair.doctor, pair) == 303
    assert lines() == before


def test_that_it_was_there_is_forgotten_after_thirty_days(
    pair: Pair, app: Flask, database: Database
) -> None:
    assert take_back(pair.doctor, pair) == 303
    retention.tidy(parts_of(app), now() + dt.timedelta(days=29))
    assert pair.doctor.get(pair.path).status_code == 410
    retention.tidy(parts_of(app), now() + dt.timedelta(days=31))
    assert pair.doctor.get(pair.path).status_code == 404


@BOTH
@pytest.mark.parametrize("who", ["learner", "supervisor"])
def test_who_is_erased_takes_the_trace_along(
    pair: Pair, app: Flask, database: Database, trust: Trust, who: str
) -> None:
    assert take_back(pair.doctor, pair) == 303
    erase(database, whose(database, trust.members[who]))
    with database.read() as session:
        assert session.scalars(select(WelcomeTakenBack)).all() == []
