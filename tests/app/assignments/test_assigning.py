"""Modules assigned by name and by rule: who may, who sees it, what stands where."""

import datetime as dt
import re
import uuid

import pytest
from flask import Flask
from sqlalchemy import select

from app.assignments.commands import assign
from app.assignments.due import today
from app.assignments.models import Assignment, AssignmentRule
from app.assignments.reading import assigned_to
from app.database import Database, now
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.viewer import Member
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.databases import BOTH
from tests.app.learning.walking import (
    SLUG,
    answer_all_practice,
    open_all_topics,
    take_assessment,
)
from tests.app.trust import Trust
from tests.support.html import words_of

PAGE = "/assignments"
TITLE = "Welcome: UK and NHS culture"


def words(page: str) -> str:
    """Return a page's text without tags."""
    return words_of(re.sub(r"<[^>]+>", " ", page))


def in_days(days: int) -> dict[str, str]:
    """Return the three fields of the day so many days from now."""
    day = today(now()) + dt.timedelta(days=days)
    return {"due": str(day.day), "due-month": str(day.month), "due-year": str(day.year)}


def give(database: Database, trust: Trust, who: str, due: dt.date | None) -> None:
    """Assign the module as the administrator does, on any day."""
    key = trust.members["administrator"]
    asker = Member(key, trust.organisation, key, frozenset({Role.ORGANISATION_ADMINISTRATOR}))
    with database.write() as session:
        assign(session, asker, [trust.members[who]], [SLUG], due)


def give_late(database: Database, trust: Trust, days: int = 9, who: str = "learner") -> None:
    """Assign the module so that it was due so many days ago."""
    give(database, trust, who, today(now()) - dt.timedelta(days=days))


def due_part(page: str) -> str:
    """Return what is due on a learner's first page, in words: where they go on, then the list of the others."""
    found = re.findall(r'(?:app-next">.*?app-next__due.*?</p>|id="due".*?</ul>)', page, re.DOTALL)
    return " ".join(map(words, found))


@BOTH
def test_what_is_assigned_to_several_stands_on_their_first_page_at_once(
    as_administrator: Actor, as_learner: Actor, trust: Trust, sign_in: SignIn
) -> None:
    people = [str(trust.members[who]) for who in ("learner", "other-learner")]
    sent = as_administrator.send(f"{PAGE}/new", people=people, modules=SLUG, **in_days(1))
    assert sent.status_code == 303
    page = words(as_administrator.get(PAGE).text)
    assert "1 module assigned to 2 people." in page
    assert "2 people have something to learn; nothing is late." in page
    for learner in (as_learner, sign_in(trust.email("other-learner"))):
        told = due_part(learner.get("/learn").text)
        assert f"Start: {TITLE}" in told and "Due tomorrow" in told


def in_view(page: str) -> str:
    """Return a page without what is folded."""
    return re.sub(r"<details(?![^>]* open).*?</details>", "", page, flags=re.DOTALL)


def test_what_comes_next_is_told_once_and_what_else_is_due_beside_it(
    as_learner: Actor, database: Database, trust: Trust
) -> None:
    give(database, trust, "learner", today(now()) + dt.timedelta(days=1))
    page = as_learner.get("/learn").text
    assert words(in_view(page)).count(TITLE) == 1 and 'id="due"' not in page
    assert f'href="/learn/{SLUG}"' in page  # folded, and one tap away


def test_modules_are_in_view_where_nothing_else_is_left(app: Flask, as_learner: Actor) -> None:
    assert f'href="/learn/{SLUG}"' not in in_view(as_learner.get("/learn").text)
    open_all_topics(app, as_learner)
    answer_all_practice(app, as_learner)
    take_assessment(app, as_learner, right=True)
    page = as_learner.get("/learn").text
    assert "You have passed every module that is here." in page and "1 module, 1 passed" in page
    assert f'href="/learn/{SLUG}"' in in_view(page)


@BOTH
def test_a_supervisor_assigns_to_their_own_doctors_and_to_nobody_else(
    as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    page = as_supervisor.get(f"{PAGE}/new").text
    assert "Ngozi" in page and "Farhan" not in page
    own, other = str(trust.members["learner"]), str(trust.members["other-learner"])
    assert as_supervisor.send(f"{PAGE}/new", people=own, modules=SLUG).status_code == 303
    assert as_supervisor.send(f"{PAGE}/new", people=other, modules=SLUG).status_code == 400
    assert as_supervisor.send(f"{PAGE}/{other}/{SLUG}", **in_days(3)).status_code == 404
    assert as_supervisor.send(f"{PAGE}/{other}/{SLUG}/withdraw").status_code == 404
    assert as_supervisor.get(f"{PAGE}/{other}").status_code == 404
    with database.read() as session:
        rows = session.scalars(select(Assignment)).all()
    assert [str(row.membership_id) for row in rows] == [own]


def test_another_trust_neither_sees_nor_changes_anything(
    sign_in: SignIn, trust: Trust, other_trust: Trust, database: Database
) -> None:
    give_late(database, trust)
    elsewhere = sign_in(other_trust.email("administrator"))
    own = f"{PAGE}/{trust.members['learner']}"
    assert elsewhere.get(own).status_code == 404
    assert elsewhere.get(f"{own}/{SLUG}").status_code == 404
    assert elsewhere.send(f"{own}/{SLUG}/withdraw").status_code == 404
    assert "Nothing is assigned to anybody yet." in words(elsewhere.get(PAGE).text)


@pytest.mark.parametrize("who", ["learner", "lms-administrator"])
def test_other_roles_are_kept_out(sign_in: SignIn, trust: Trust, who: str) -> None:
    actor = sign_in(trust.email(who))
    for page in (PAGE, f"{PAGE}/new", f"{PAGE}/rules/new", f"{PAGE}/{trust.members['learner']}"):
        assert actor.get(page).status_code == 403


def test_rules_are_the_administrators_alone(
    as_supervisor: Actor, as_administrator: Actor, database: Database
) -> None:
    as_administrator.send(f"{PAGE}/rules/new", role="learner", module=SLUG, days="14")
    page = as_supervisor.get(PAGE).text
    assert "Within 14 days of joining" in words(page) and "Make a rule" not in page
    with database.read() as session:
        rule = session.scalars(select(AssignmentRule)).one()
    assert as_supervisor.get(f"{PAGE}/rules/new").status_code == 403
    assert as_supervisor.send(f"{PAGE}/rules/{rule.id}", days="1").status_code == 403
    assert as_supervisor.send(f"{PAGE}/rules/{rule.id}/end").status_code == 403


def test_another_trusts_rule_is_not_there(
    as_administrator: Actor, sign_in: SignIn, other_trust: Trust, database: Database
) -> None:
    as_administrator.send(f"{PAGE}/rules/new", role="learner", module=SLUG, days="14")
    with database.read() as session:
        rule = session.scalars(select(AssignmentRule)).one()
    elsewhere = sign_in(other_trust.email("administrator"))
    assert elsewhere.get(f"{PAGE}/rules/{rule.id}").status_code == 404
    assert elsewhere.send(f"{PAGE}/rules/{rule.id}/end").status_code == 404
    assert "Rules for everybody There is none." in words(elsewhere.get(PAGE).text)


@BOTH
def test_a_rule_reaches_who_is_there_and_who_joins_later(
    as_administrator: Actor, as_learner: Actor, trust: Trust, database: Database
) -> None:
    before = now() - dt.timedelta(days=400)
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).made = before
    sent = as_administrator.send(f"{PAGE}/rules/new", role="learner", module=SLUG, days="14")
    assert sent.status_code == 303
    again = as_administrator.send(f"{PAGE}/rules/new", role="learner", module=SLUG, days="9")
    assert again.status_code == 400 and "There is a rule for this module already" in again.text
    in_two_weeks = today(now()) + dt.timedelta(days=14)
    # Who was there before is not late on the day on which the rule is made.
    assert f"Due {in_two_weeks.day} {in_two_weeks:%B}" in due_part(as_learner.get("/learn").text)
    with database.write() as session:
        later = session.get_one(Membership, trust.members["other-learner"])
        later.made = now() + dt.timedelta(days=30)
    with database.read() as session:
        (asked,) = assigned_to(session, trust.members["other-learner"])
        assert asked.by_rule and asked.due == in_two_weeks + dt.timedelta(days=30)
        assert assigned_to(session, trust.members["supervisor"]) == ()


@BOTH
def test_a_name_goes_before_a_rule_and_a_withdrawal_too(
    as_administrator: Actor, as_learner: Actor, trust: Trust, database: Database
) -> None:
    as_administrator.send(f"{PAGE}/rules/new", role="learner", module=SLUG, days="14")
    own = f"{PAGE}/{trust.members['learner']}/{SLUG}"
    assert "a date that you save here goes before the rule" in as_administrator.get(own).text
    assert as_administrator.send(own, **in_days(1)).status_code == 303
    assert "Due tomorrow" in due_part(as_learner.get("/learn").text)
    assert as_administrator.send(f"{own}/withdraw").status_code == 303
    assert due_part(as_learner.get("/learn").text) == ""
    assert as_administrator.get(own).status_code == 404
    with database.read() as session:
        assert assigned_to(session, trust.members["other-learner"]) != ()


@BOTH
def test_a_rule_is_changed_and_taken_away(
    as_administrator: Actor, as_learner: Actor, database: Database
) -> None:
    as_administrator.send(f"{PAGE}/rules/new", role="learner", module=SLUG, days="")
    assert "No date" in due_part(as_learner.get("/learn").text)
    with database.read() as session:
        rule = session.scalars(select(AssignmentRule)).one()
    wrong = as_administrator.send(f"{PAGE}/rules/{rule.id}", days="soon")
    assert wrong.status_code == 400 and 'value="soon"' in wrong.text
    assert as_administrator.send(f"{PAGE}/rules/{rule.id}", days="1").status_code == 303
    assert "Due tomorrow" in due_part(as_learner.get("/learn").text)
    assert as_administrator.send(f"{PAGE}/rules/{rule.id}/end").status_code == 303
    assert due_part(as_learner.get("/learn").text) == ""


def test_what_cannot_be_assigned_is_told_at_its_field_and_nothing_typed_is_lost(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    key = str(trust.members["learner"])
    wrong = {"due": "31", "due-month": "2", "due-year": "2027"}
    answer = as_administrator.send(f"{PAGE}/new", people=key, **wrong)
    assert answer.status_code == 400
    assert "Choose at least one module." in answer.text
    assert "“By when?” is no day of the calendar" in answer.text
    assert f'value="{key}" checked' in answer.text and 'value="31"' in answer.text
    with database.read() as session:
        assert session.scalars(select(Assignment)).all() == []


def test_overdue_comes_first_in_words_and_goes_with_the_pass(
    app: Flask, as_learner: Actor, as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    give_late(database, trust)
    assert "9 days late" in due_part(as_learner.get("/learn").text)
    table = words(as_supervisor.get("/supervision").text)
    assert (
        "1 not started. 1 module is assigned and not passed yet. Dr Ngozi Eze is 9 days late."
        in table
    )
    assert f"{TITLE} Not started 9 days late" in table
    assert "Dr Ngozi Eze" in as_supervisor.get("/supervision?show=late").text
    own = f"/supervision/{trust.members['learner']}"
    assert "9 days late" in as_supervisor.get(own).text
    assert f"{PAGE}/{trust.members['learner']}" in as_supervisor.get(own).text
    due = today(now()) - dt.timedelta(days=9)
    assert f",yes,{due}" in as_supervisor.get("/supervision/table.csv").text
    open_all_topics(app, as_learner)
    answer_all_practice(app, as_learner)
    take_assessment(app, as_learner, right=True)
    assert due_part(as_learner.get("/learn").text) == ""
    assert "9 days late" not in as_supervisor.get("/supervision").text
    assert "Nobody is like that now" in as_supervisor.get("/supervision?show=late").text
    # Taking it again is the learner's own wish: the pass stays.
    as_learner.send(f"/learn/{SLUG}/again")
    assert due_part(as_learner.get("/learn").text) == ""


def test_who_is_late_comes_before_who_has_not_begun(
    as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    with database.write() as session:
        pair = (trust.members["supervisor"], trust.members["other-learner"])
        session.add(
            Supervision(
                organisation_id=trust.organisation, supervisor_id=pair[0], learner_id=pair[1]
            )
        )
    give_late(database, trust, 2, "learner")
    give_late(database, trust, 5, "other-learner")
    page = as_supervisor.get("/supervision").text
    assert page.index("Farhan Siddiqui</a>") < page.index("Ngozi Eze</a>")
    assert "2 are late with something." in page


def test_a_day_that_is_over_may_stay_when_it_is_what_stood_there(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    give_late(database, trust)
    own = f"{PAGE}/{trust.members['learner']}/{SLUG}"
    assert as_administrator.send(own, **in_days(-9)).status_code == 303
    answer = as_administrator.send(own, **in_days(-8))
    assert answer.status_code == 400 and "This day is over" in answer.text


def test_who_left_or_learns_no_more_is_not_asked(
    as_administrator: Actor, trust: Trust, database: Database
) -> None:
    give_late(database, trust)
    with database.write() as session:
        session.get_one(Membership, trust.members["learner"]).ended = now()
    assert "Ngozi" not in as_administrator.get(PAGE).text
    answer = as_administrator.send(
        f"{PAGE}/new", people=str(trust.members["learner"]), modules=SLUG
    )
    assert answer.status_code == 400


def test_a_supervisor_has_rules_of_their_own(
    as_administrator: Actor, as_supervisor: Actor, trust: Trust, database: Database
) -> None:
    as_administrator.send(f"{PAGE}/rules/new", role="supervisor", module=SLUG, days="3")
    assert TITLE in due_part(as_supervisor.get("/learn").text)
    with database.write() as session:
        both = MembershipRole(membership_id=trust.members["learner"], role=Role.SUPERVISOR)
        session.add(both)
    as_administrator.send(f"{PAGE}/rules/new", role="learner", module=SLUG, days="1")
    with database.read() as session:
        (asked,) = assigned_to(session, trust.members["learner"])
    assert asked.due == today(now()) + dt.timedelta(days=1)


@pytest.mark.parametrize("address", ["rules/{}", "{}/culture", "{}"])
def test_what_was_never_there_is_not_found(as_administrator: Actor, address: str) -> None:
    assert as_administrator.get(f"{PAGE}/{address.format(uuid.uuid4())}").status_code == 404
