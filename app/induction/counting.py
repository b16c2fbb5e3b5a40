"""How far the inductions of many doctors are: numbers alone, read in as many statements for 500 as for one."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.induction.asked import Asked, asked
from app.induction.listed import Count
from app.induction.models import InductionList, InductionState
from app.organisations.models import Membership
from course.induction.days import due_day
from course.induction.model import Induction

Days = Mapping[str, dt.date]
"""By which day each item is due, by its key."""


def counts(
    session: Session,
    induction: Induction,
    organisation_id: uuid.UUID,
    doctors: Collection[uuid.UUID],
    on: dt.date,
) -> dict[uuid.UUID, Count]:
    """Return how much of what is due is done, for the doctors of an organisation whose list has begun.

    The numbers are those of ``listed.count``, without the names and owners that a list has.
    """
    belongs = exists().where(
        Membership.id == InductionList.membership_id,
        Membership.organisation_id == organisation_id,
    )
    found = session.execute(
        select(
            InductionList.id,
            InductionList.membership_id,
            InductionList.first_day,
            InductionList.offer,
            InductionList.begun,
        ).where(InductionList.membership_id.in_(list(doctors)), belongs)
    ).all()
    if not found:
        return {}
    items = asked(session, induction, organisation_id)
    states: dict[uuid.UUID, dict[str, str]] = defaultdict(dict)
    for key, item, state in session.execute(
        select(InductionState.list_id, InductionState.item, InductionState.state).where(
            InductionState.list_id.in_([row.id for row in found])
        )
    ):
        states[key][item] = state
    days: dict[tuple[dt.date, dt.date | None], Days] = {}  # most doctors start on a few days
    counted = {}
    for row in found:
        start = (row.first_day, row.offer)
        if start not in days:
            days[start] = {item.key: due_day(item.due, *start) for item in items}
        counted[row.membership_id] = _count(items, states[row.id], days[start], row.begun, on)
    return counted


def _count(
    items: Sequence[Asked], states: Mapping[str, str], days: Days, begun: dt.date, on: dt.date
) -> Count:
    done = due = trust_late = own_late = 0
    for item in items:
        state = states.get(item.key, "open")
        if days[item.key] > on or state == "na":
            continue
        due += 1
        done += state == "done"
        if state == "open" and max(days[item.key], begun) < on:
            own_late += item.of_doctor
            trust_late += not item.of_doctor
    return Count(done, due, trust_late, own_late)
