"""What mails tell of inductions: to a doctor what is theirs to do, to an owner what newcomers wait for."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.assignments.due import due_words
from app.induction.content import Say, plain, sayer_of
from app.induction.lists import RECENT_DAYS, list_of
from app.induction.own import MOST
from app.induction.queue import Task, by_owner, tasks
from app.organisations.models import Role
from app.reminders.asked import SOON, Asked, listed
from app.wording import counted

RECENT: Final = dt.timedelta(days=RECENT_DAYS)


def own(session: Session, asked: Asked) -> Sequence[str]:
    """Tell a doctor which items of their own induction are late or due within a week."""
    if Role.LEARNER not in asked.viewer.roles:
        return []
    induction = asked.parts.shelf.course.induction
    found = list_of(session, induction, asked.organisation_id, asked.membership_id, asked.on)
    if found is None or found.first_day < asked.on - RECENT:
        return []
    say = sayer_of(session, asked.organisation_id, induction)
    mine = sorted(
        (
            row
            for row in found.rows
            if row.open and row.item.of_doctor and row.due <= asked.on + SOON
        ),
        key=lambda row: row.clock,
    )
    lines = [f"{plain(say, row.item)} ({due_words(row.clock, asked.on)})" for row in mine]
    return listed("Of your induction:", lines, MOST)


def owned(session: Session, asked: Asked) -> Sequence[str]:
    """Tell an owner what newcomers wait for: each item once, for how many doctors, and no name."""
    induction = asked.parts.shelf.course.induction
    if asked.organisation_id not in asked.kept:
        asked.kept[asked.organisation_id] = by_owner(
            session, induction, asked.organisation_id, asked.on + SOON, asked.on
        )
    duties = asked.kept[asked.organisation_id].get(asked.membership_id, ())
    if not duties:
        return []
    say = sayer_of(session, asked.organisation_id, induction)
    late = tasks(duty for duty in duties if duty.row.late_by(asked.on))
    soon = tasks(duty for duty in duties if not duty.row.late_by(asked.on))
    return [
        *listed("Late:", [_line(say, task, asked.on) for task in late]),
        *listed("Due within a week:", [_line(say, task, asked.on) for task in soon]),
    ]


def _line(say: Say, task: Task, on: dt.date) -> str:
    number = counted(len(task.duties), "doctor")
    first = min(duty.row.clock for duty in task.duties)
    words = due_words(first, on)
    return f"{plain(say, task.item)} (for {number}{', the first' if len(task.duties) > 1 else ''}, {words})"
