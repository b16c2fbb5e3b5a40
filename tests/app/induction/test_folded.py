"""Long lists: folded part by part with counts, what is late unfolded, and a queue of what is late alone."""

import datetime as dt
import re

from flask import Flask

from app.database import Database
from app.induction.listed import stand_words
from tests.app.actors import Actor
from tests.app.induction.listing import begin, on_day, seen
from tests.app.induction.test_reach import DAY
from tests.app.trust import Trust
from tests.support.html import words_of

PART = re.compile(r'<details class="nhsuk-details nhsuk-expander app-fold"( open)?>')
QUEUE = "/inductions/to-do"


def parts_of(page: str) -> list[tuple[bool, str]]:
    """Return the parts of a page: whether each is open, and its text with the head."""
    pieces = PART.split(page)
    return [(bool(opened), text) for opened, text in zip(pieces[1::2], pieces[2::2], strict=True)]


def head_of(part: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", part.partition("</summary>")[0]).split())


def test_a_queue_shows_what_is_late_alone(database: Database, as_lead: Actor, trust: Trust) -> None:
    doctor = begin(database, trust, ago=5)
    whole = as_lead.get(QUEUE).text
    late = as_lead.get(f"{QUEUE}?late=yes").text
    assert 'name="late" type="checkbox" value="yes" checked' in late
    assert 'name="late" type="checkbox" value="yes">' in whole
    boxes = re.compile(r'name="duty" type="checkbox" value="([^"]+)"')
    assert set(boxes.findall(late)) < set(boxes.findall(whole))
    told = re.search(r"(\d+) items in the next 30 days, (\d+) of them late", words_of(whole))
    assert told and [int(told[1]), int(told[2])] == [
        len(boxes.findall(page)) for page in (whole, late)
    ]
    # Whoever ticks comes back to the same filter, and without one that is late nothing is shown.
    answer = as_lead.send(f"{QUEUE}?late=yes", duty=boxes.findall(late), **DAY)
    assert answer.headers["Location"] == f"{QUEUE}?late=yes"
    assert "Nothing is late." in words_of(as_lead.get(f"{QUEUE}?late=yes").text)
    assert str(doctor) in as_lead.get(QUEUE).text


def test_what_has_not_happened_is_among_what_is_late(
    database: Database, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust, ago=5, begun_ago=0)
    due = f"{doctor}:P0-02"
    assert due not in as_lead.get(f"{QUEUE}?late=yes").text
    as_learner.send(f"/inductions/{doctor}/items/P0-02/has-not-happened")
    assert due in as_lead.get(f"{QUEUE}?late=yes").text


def test_each_part_says_how_it_stands_and_those_with_late_items_are_open(
    app: Flask, database: Database, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust, ago=5)
    as_lead.send(f"/inductions/{doctor}/items/P1-05/done", today="yes")
    rows = seen(app, trust).rows
    for reader, path in ((as_lead, QUEUE), (as_learner, "/induction/all")):
        parts = parts_of(reader.get(path).text)
        assert len(parts) > 1
        for opened, text in parts:
            assert opened == (" late" in head_of(text)), head_of(text)
    parts = parts_of(as_learner.get("/induction/all").text)
    for phase, (_, text) in zip(dict.fromkeys(row.item.phase for row in rows), parts, strict=True):
        of_phase = [row for row in rows if row.item.phase == phase]
        assert head_of(text).endswith(" " + stand_words(of_phase, on_day()))


def test_a_lead_finds_what_is_late_once_at_the_head_and_the_parts_folded(
    database: Database, as_lead: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust, ago=5)
    page = as_lead.get(f"/inductions/{doctor}").text
    assert not any(opened for opened, _ in parts_of(page))
    links = re.findall(rf'href="(/inductions/{doctor}/items/[^"]+)"', page)
    assert len(links) == len(set(links))
    assert "Late now: " in page.partition("app-fold")[0]
    asked = parts_of(as_lead.get(f"/inductions/{doctor}?open=first-day").text)
    assert [opened for opened, text in asked if 'id="first-day"' in text] == [True]
    assert sum(opened for opened, _ in asked) == 1


def test_where_nothing_is_late_the_first_part_with_something_to_do_is_open(
    database: Database, as_lead: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust, ago=-60, begun_ago=0)
    parts = parts_of(as_lead.get(f"/inductions/{doctor}").text)
    assert [opened for opened, _ in parts] == [True] + [False] * (len(parts) - 1)


def test_the_items_of_a_trust_are_folded_and_who_has_changed_one_comes_back_to_it(
    as_lead: Actor, trust: Trust
) -> None:
    path = "/inductions/items"
    assert not any(opened for opened, _ in parts_of(as_lead.get(path).text))
    answer = as_lead.send(f"{path}/P2-12/as-it-was")
    place = answer.headers["Location"].partition("#")
    parts = parts_of(as_lead.get(place[0]).text)
    assert [f'id="{place[2]}"' in text for opened, text in parts if opened] == [True]


def test_states_are_counted_in_words(app: Flask, database: Database, trust: Trust) -> None:
    begin(database, trust, ago=5)
    row = seen(app, trust).row("P1-05")
    assert row is not None
    on = on_day()
    assert stand_words([row], row.clock) == "1 open"
    assert stand_words([row], row.clock + dt.timedelta(days=1)) == "1 open, late"
    assert stand_words([row, row], row.clock + dt.timedelta(days=1)) == "2 open, all late"
    assert stand_words([], on) == "nothing open"
