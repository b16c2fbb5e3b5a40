"""The words of the list's pages: an item says the same to the ear as to the eye, and counts add up."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.database import Database
from app.induction.listed import count
from app.organisations.models import MembershipRole, Role
from tests.app.actors import Actor
from tests.app.induction.listing import begin, on_day, seen
from tests.app.trust import Trust
from tests.support.html import words_of

PATHS = (
    "/induction",
    "/induction/all",
    "/induction/card",
    "/inductions/to-do",
    "/inductions/items",
)


@pytest.mark.parametrize(
    "path", [*PATHS, "/inductions/{doctor}", "/inductions/{doctor}/items/P1-08"]
)
def test_no_page_says_the_mark_of_a_local_answer(
    database: Database, as_lead: Actor, as_learner: Actor, trust: Trust, path: str
) -> None:
    doctor = begin(database, trust, ago=5)
    reader = as_learner if path.startswith("/induction/") or path == "/induction" else as_lead
    answer: TestResponse = reader.get(path.format(doctor=doctor))
    assert answer.status_code == 200
    assert "ask your trust" in answer.text
    assert "[[local" not in answer.text


@pytest.mark.parametrize("asked", ["", "?late=yes"])
def test_the_numbers_of_a_queue_add_up(
    database: Database, as_lead: Actor, trust: Trust, asked: str
) -> None:
    begin(database, trust, ago=5)
    begin(database, trust, "other-learner", ago=-3, begun_ago=0)
    page = as_lead.get(f"/inductions/to-do{asked}").text
    told = words_of(page)
    in_view = []
    for part in re.split(r'<details class="nhsuk-details nhsuk-expander app-fold"[^>]*>', page)[1:]:
        head, _, body = part.partition("</summary>")
        open_here = re.search(r"(\d+) open", head)
        assert open_here and int(open_here[1]) == body.count('name="duty"')
        in_view.append(int(open_here[1]))
        folded = re.search(r"(\d+) more, not late yet(.*?)</details>", body, re.DOTALL)
        if folded:
            assert int(folded[1]) == folded[2].count('name="duty"')
    if asked:
        numbers = re.search(r"(\d+) late items?, of (\d+) in the next 30 days\.", told)
        assert numbers and int(numbers[1]) == sum(in_view) < int(numbers[2])
    else:
        numbers = re.search(r"(\d+) items in the next 30 days, (\d+) of them late\.", told)
        assert numbers and int(numbers[1]) == sum(in_view)
    assert "An item counts once for each doctor." in told or asked


def test_what_has_not_happened_and_is_late_counts_once(
    app: Flask, database: Database, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust, ago=5)
    as_learner.send(f"/inductions/{doctor}/items/P1-06/has-not-happened")
    late = count(seen(app, trust).rows, on_day()).trust_late
    told = words_of(re.sub(r"<[^>]+>", " ", as_lead.get("/inductions").text))
    assert f"{late} late 1 of them not happened" in told


def test_what_has_not_happened_and_is_not_late_yet_says_so(
    database: Database, as_lead: Actor, as_learner: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust, ago=-14, begun_ago=0)
    as_learner.send(f"/inductions/{doctor}/items/P1-06/has-not-happened")
    told = words_of(re.sub(r"<[^>]+>", " ", as_lead.get("/inductions").text))
    assert "1 not happened, not late yet" in told and " of them not happened" not in told


@pytest.mark.parametrize("asked", ["starts=nonsense", "starts=2026-13", "late=foo"])
def test_a_queue_tells_of_an_address_that_it_does_not_know(as_lead: Actor, asked: str) -> None:
    answer = as_lead.get(f"/inductions/to-do?{asked}")
    assert answer.status_code == 400
    assert f"knows no “{asked.partition('=')[2]}”" in answer.text


def test_a_month_whose_last_item_was_ticked_is_still_a_filter(as_lead: Actor) -> None:
    assert as_lead.get("/inductions/to-do?starts=2020-01").status_code == 200


def test_an_item_is_handed_to_nobody_who_only_edits(
    database: Database, as_lead: Actor, trust: Trust
) -> None:
    doctor = begin(database, trust)
    key, page = trust.members["other-supervisor"], f"/inductions/{doctor}/items/P1-06"
    assert str(key) in as_lead.get(page).text
    with database.write() as session:
        row = session.scalars(select(MembershipRole).filter_by(membership_id=key)).one()
        row.role = Role.EDITOR
    assert str(key) not in as_lead.get(page).text
