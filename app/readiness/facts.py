"""What the server has measured, told beside the levels and never mixed into them."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assignments.due import today
from app.induction.listed import Listed, count
from app.induction.lists import lists
from app.supervision.models import Progress
from app.viewer import Member
from app.wording import counted
from course.model import Course

SIGNED: Final = "P3-01"
"""The item of the signed form of the welcome meeting."""
SIGNED_DAYS: Final = 14
LEARNT_DAYS: Final = 30
REVIEWS: Final = ("P4-01", "P5-01")
GRACE_DAYS: Final = 14
"""A review that is held so long after its day is still held."""


class Fact(Struct, frozen=True):
    """A measured thing: of what, and the number in words."""

    title: str
    words: str


def facts(session: Session, course: Course, asker: Member, on: dt.date) -> tuple[Fact, ...]:
    """Return what is measured of the doctors whose first day lies in the last year. on: today."""
    found = lists(session, course.induction, asker.organisation_id, on)
    if not found:
        return ()
    late = sum(count(each.rows, on).trust_late for each in found)
    return (
        Fact(
            f"Welcome meeting form signed by day {SIGNED_DAYS}",
            _share([_signed(each) for each in found if _since(each, on) >= SIGNED_DAYS]),
        ),
        Fact(
            f"Core modules completed by day {LEARNT_DAYS}",
            _learnt(session, course, found, on),
        ),
        Fact("Reviews held, of those that were due", _reviews(found, on)),
        Fact("Items of the trust that are late today", counted(late, "item")),
    )


def _since(found: Listed, on: dt.date) -> int:
    return (on - found.first_day).days


def _signed(found: Listed) -> bool:
    row = found.row(SIGNED)
    return (
        row is not None
        and row.state == "done"
        and row.on is not None
        and _since(found, row.on) <= SIGNED_DAYS
    )


def _reviews(found: Sequence[Listed], on: dt.date) -> str:
    due = [
        row
        for each in found
        for key in REVIEWS
        if (row := each.row(key)) is not None
        and row.state != "na"
        and (on - row.due).days >= GRACE_DAYS
    ]
    return _share([row.state == "done" for row in due], "review")


def _learnt(session: Session, course: Course, found: Sequence[Listed], on: dt.date) -> str:
    core = {
        module.slug
        for part in course.parts
        if part.core and part.audience == "learners"
        for module in course.of_part(part)
    }
    asked = [each for each in found if _since(each, on) >= LEARNT_DAYS]
    if not core:
        return "No module is core"
    done = _completed(session, [each.membership_id for each in asked], core)
    return _share([_in_time(each, done.get(each.membership_id, {}), core) for each in asked])


def _in_time(found: Listed, done: dict[str, dt.date], core: Collection[str]) -> bool:
    return all(slug in done and _since(found, done[slug]) <= LEARNT_DAYS for slug in core)


def _completed(
    session: Session, doctors: Sequence[uuid.UUID], core: Collection[str]
) -> dict[uuid.UUID, dict[str, dt.date]]:
    rows = session.scalars(
        select(Progress).where(Progress.actor.in_(doctors), Progress.module.in_(list(core)))
    )
    found: dict[uuid.UUID, dict[str, dt.date]] = {}
    for row in rows:
        moments = [each for each in (row.completed, row.passed) if each is not None]
        if moments:
            of_doctor = found.setdefault(row.actor, {})
            day = today(min(moments))
            of_doctor[row.module] = min(day, of_doctor.get(row.module, day))
    return found


def _share(known: Sequence[bool], thing: str = "doctor") -> str:
    if not known:
        return "None was due yet"
    return f"{sum(known)} of {counted(len(known), thing)}"
