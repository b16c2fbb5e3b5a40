"""A doctor's first page of the induction, and what home tells of it: short before the first day."""

import datetime as dt
import re

from app.database import Database
from app.wording import day
from tests.app.actors import Actor
from tests.app.induction.listing import begin, on_day
from tests.app.trust import Trust
from tests.support.html import words_of

PHASE = re.compile(r'<details class="nhsuk-details nhsuk-expander" id="[^"]+"( open)?>')
OBJECT = "/has-not-happened"


def test_before_the_first_day_all_is_folded_and_nothing_can_have_been_missed(
    database: Database, as_learner: Actor, trust: Trust
) -> None:
    begin(database, trust, ago=-14, begun_ago=0)
    page = as_learner.get("/induction").text
    assert PHASE.findall(page) == [""] * len(PHASE.findall(page)) != []
    assert OBJECT not in page


def test_what_is_late_is_unfolded_and_can_be_said_not_to_have_happened(
    database: Database, as_learner: Actor, as_lead: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust, ago=2)
    as_lead.send(f"/inductions/{doctor}/items/P1-05/done", today="yes")
    page = as_learner.get("/induction").text
    assert PHASE.findall(page).count(" open") == 1
    assert re.search(r"\d+ of \d+ done, \d+ late", page)
    assert f"/items/P1-06{OBJECT}" in page
    # What was ticked and has not happened can be said as well.
    assert f"/items/P1-05{OBJECT}" in page


def test_what_is_due_today_cannot_have_been_missed_yet(
    database: Database, as_learner: Actor, trust: Trust
) -> None:
    begin(database, trust, ago=0)
    page = as_learner.get("/induction").text
    assert "/items/P1-06/done" in page
    assert f"/items/P1-06{OBJECT}" not in page


def test_home_tells_the_first_day_while_it_lies_ahead(
    database: Database, as_learner: Actor, trust: Trust
) -> None:
    begin(database, trust, ago=-14, begun_ago=0)
    told = f"Your first day is {day(on_day() + dt.timedelta(days=14))}."
    assert told in words_of(as_learner.get("/learn").text)


def test_home_is_silent_about_a_first_day_that_is_over(
    database: Database, as_learner: Actor, trust: Trust
) -> None:
    begin(database, trust, ago=2)
    assert "Your first day is" not in as_learner.get("/learn").text
