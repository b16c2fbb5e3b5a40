"""Read induction lists as their readers see them: from the rows of the database to what each list says."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.names import in_words
from app.induction.asked import Asked, asked
from app.induction.listed import Listed, Row, SignOff
from app.induction.models import InductionList, InductionSignOff, InductionState
from app.induction.team import Team, leads, team
from app.organisations.models import Membership, MembershipRole, Role
from app.viewer import Member
from course.induction.days import due_day
from course.induction.model import Induction

RECENT_DAYS: Final = 365
"""A list whose first day is longer ago stands in no queue and in no picture any more."""


def lists(
    session: Session,
    induction: Induction,
    organisation_id: uuid.UUID,
    on: dt.date,
    *,
    of: Collection[uuid.UUID] | None = None,
    asks: Team | None = None,
) -> tuple[Listed, ...]:
    """Return lists of an organisation, the newest first day first.

    of: of these doctors, however long ago; without it those of the last year. asks: the team, where it
    is at hand already. Whoever has left is not among them.
    """
    wanted = _wanted(organisation_id)
    if of is None:
        wanted = wanted.where(InductionList.first_day >= on - dt.timedelta(days=RECENT_DAYS))
    else:
        wanted = wanted.where(Membership.id.in_(list(of)))
    found = session.execute(wanted.order_by(InductionList.first_day.desc(), Person.name)).all()
    if not found:
        return ()
    keys = [one.id for one, *_ in found]
    states: dict[uuid.UUID, dict[str, InductionState]] = {key: {} for key in keys}
    for state in session.scalars(select(InductionState).where(InductionState.list_id.in_(keys))):
        states[state.list_id][state.item] = state
    signs = session.scalars(
        select(InductionSignOff).where(InductionSignOff.list_id.in_(keys))
    ).all()
    items = asked(session, induction, organisation_id)
    people = asks or team(session, organisation_id)
    names = _names(
        session,
        {s.by_id for of_list in states.values() for s in of_list.values() if s.by_id}
        | {sign.by_id for sign in signs if sign.by_id},
    )
    return tuple(
        Listed(
            one.id,
            one.membership_id,
            name,
            in_words(preferred, said),
            one.first_day,
            one.offer,
            one.begun,
            _rows(induction, one, items, states[one.id], people, names),
            {
                sign.phase: SignOff(names.get(sign.by_id, "") if sign.by_id else "", sign.at)
                for sign in signs
                if sign.list_id == one.id
            },
            one.first_day_from,
        )
        for one, name, preferred, said in found
    )


def list_of(
    session: Session,
    induction: Induction,
    organisation_id: uuid.UUID,
    membership_id: uuid.UUID,
    on: dt.date,
) -> Listed | None:
    """Return a doctor's list; none where it has not begun."""
    found = lists(session, induction, organisation_id, on, of=(membership_id,))
    return found[0] if found else None


def sees_all(asker: Member, found: Listed, people: Team) -> bool:
    """Say whether somebody may read the whole list: the doctor, their supervisors, and leads."""
    return (
        asker.membership_id == found.membership_id
        or leads(asker)
        or asker.membership_id in people.supervisors.get(found.membership_id, frozenset())
    )


def _wanted(organisation_id: uuid.UUID) -> Select[InductionList, str, str, str]:
    return (
        select(InductionList, Person.name, Person.preferred_name, Person.said)
        .join(Membership, Membership.id == InductionList.membership_id)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(MembershipRole.role == Role.LEARNER)
        .where(Membership.organisation_id == organisation_id, Membership.ended.is_(None))
    )


def _names(session: Session, keys: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    if not keys:
        return {}
    rows = session.execute(
        select(Membership.id, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id.in_(list(keys)))
    )
    return {row[0]: row[1] for row in rows}


def _rows(
    induction: Induction,
    one: InductionList,
    items: Sequence[Asked],
    states: Mapping[str, InductionState],
    people: Team,
    names: Mapping[uuid.UUID, str],
) -> tuple[Row, ...]:
    rows = [_row(induction, one, item, states.get(item.key), people, names) for item in items]
    order = {phase.id: place for place, phase in enumerate(induction.phases)}
    return tuple(sorted(rows, key=lambda row: (order[row.item.phase], row.due)))


def _row(
    induction: Induction,
    one: InductionList,
    item: Asked,
    state: InductionState | None,
    people: Team,
    names: Mapping[uuid.UUID, str],
) -> Row:
    due = due_day(item.due, one.first_day, one.offer)
    doctor, handed = one.membership_id, state.owner_id if state else None
    row = Row(
        item,
        due,
        max(due, one.begun),
        people.owners(item, doctor, handed),
        people.owner_words(induction, item, doctor, handed),
    )
    if state is None:
        return row
    return Row(
        item,
        due,
        row.clock,
        row.owners,
        row.owner_words,
        state=state.state,
        on=state.on,
        by=names.get(state.by_id, "") if state.by_id else "",
        at=state.at,
        link=state.link,
        note=state.note,
        reason=state.reason,
        objected=state.objected,
        handed_to=handed,
        told=state.told is not None,
    )
