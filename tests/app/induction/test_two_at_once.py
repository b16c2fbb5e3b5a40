"""Two who send the same at once, or one after the other unseen: both are taken, and no objection is lost."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.database import Database, now
from app.errors import Conflict
from app.induction import changing, marking
from app.induction.changing import Change
from app.induction.listed import Row
from app.induction.marking import Tick
from app.induction.models import InductionList, InductionState
from app.induction.reach import Reached, reached
from app.organisations import invitations
from app.organisations.models import Invitation, Role
from app.organisations.people_commands import Draft
from app.readiness import assessing
from app.readiness.models import Assessment, AssessmentLevel
from app.reminders.choosing import choose
from app.reminders.models import ReminderChoice
from tests.app.databases import BOTH
from tests.app.induction.listing import begin, induction_of, member_of, on_day
from tests.app.organisations.test_at_once import POSTGRES, at_once
from tests.app.trust import Trust

ITEM = "P0-10"


def reach(app: Flask, database: Database, trust: Trust, who: str) -> Reached:
    with database.read() as session:
        doctor = trust.members["learner"]
        return reached(session, induction_of(app), member_of(trust, who), doctor, on_day())


@POSTGRES
def test_the_first_marks_of_an_item_wait_for_each_other(
    app: Flask, database: Database, trust: Trust
) -> None:
    begin(database, trust)
    lead, doctor = (reach(app, database, trust, who) for who in ("lead", "learner"))
    row = lead.row(ITEM)
    at_once(
        database,
        lambda s: marking.done(s, lead, row, Tick(on_day()), now()),
        lambda s: marking.has_not_happened(s, doctor, row, now()),
    )
    with database.read() as session:
        state = session.scalars(select(InductionState)).one()
        assert state.state == "open"
        assert state.objected is not None


@BOTH
@pytest.mark.parametrize("how", ["done", "leave out"])
def test_an_objection_that_was_not_seen_yet_is_wiped_out_by_nobody(
    how: str, app: Flask, database: Database, trust: Trust
) -> None:
    begin(database, trust)
    lead, doctor = (reach(app, database, trust, who) for who in ("lead", "learner"))
    row = lead.row(ITEM)

    def mark(session: Session, row_: Row) -> None:
        if how == "done":
            marking.done(session, lead, row_, Tick(on_day()), now())
        else:
            marking.leave_out(session, lead, row_, "post", "", now())

    with database.write() as session:
        marking.has_not_happened(session, doctor, row, now())
    with pytest.raises(Conflict, match="has just said"), database.write() as session:
        mark(session, row)
    seen = reach(app, database, trust, "lead").row(ITEM)
    assert seen.objected is not None
    with database.write() as session:
        mark(session, seen)


@POSTGRES
def test_what_is_begun_or_chosen_twice_at_once_is_there_once(
    app: Flask, database: Database, trust: Trust
) -> None:
    lead, doctor = member_of(trust, "lead"), trust.members["learner"]
    item = changing.item_of
    draft = Draft("Dr Ada Obi", "ada@new.example", frozenset({Role.LEARNER}))
    to = Change("it", None, 3, working=False)

    def start(session: Session) -> object:
        return marking.begin(session, lead, [doctor], on_day(), None, on_day())

    def change(session: Session) -> None:
        found = item(session, induction_of(app), lead, ITEM)
        changing.change(session, lead, found, to)

    def invite(session: Session) -> object:
        return invitations.invite(session, trust.organisation, draft, now(), 24)

    def assess(session: Session) -> object:
        return assessing.begin(session, lead, 2026)

    def remind(session: Session) -> None:
        choose(session, doctor, "learning", 2)

    for act in (start, change, invite, remind):
        assert at_once(database, act, act) == []
    assert at_once(database, assess, assess) == ["The assessment of 2026 has begun already."]
    with database.read() as session:
        key = session.scalars(select(Assessment.id)).one()
    level = assessing.Choice(1, "Seen", "")

    def choose_level(session: Session) -> None:
        assessing.choose(session, lead, key, "any", level, now())

    assert at_once(database, choose_level, choose_level) == []
    with database.read() as session:
        tables = (InductionList, Invitation, ReminderChoice, AssessmentLevel)
        for table in tables:
            assert session.scalar(select(func.count()).select_from(table)) == 1
