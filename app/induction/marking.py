"""What is done with induction lists: begun, moved, ticked, re-opened, handed over, signed.

Each function writes in the session that it is given. Who may call it for which item is decided by
``app/induction/reach.py`` before.
"""

import datetime as dt
import uuid
from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.errors import Conflict
from app.induction.listed import Listed, Row
from app.induction.models import InductionList, InductionSignOff, InductionState
from app.induction.reach import Reached
from app.induction.starting import HAND
from app.organisations.models import Membership, MembershipRole, Role
from app.organisations.people_queries import hold_organisation
from app.tracking.induction import Doer, tell_done
from app.upserts import held
from app.viewer import Member


class Tick(Struct, frozen=True):
    """How something was done. on: the day on which it happened; link and note: empty where none."""

    on: dt.date
    link: str = ""
    note: str = ""


def begin(
    session: Session,
    asker: Member,
    doctors: Collection[uuid.UUID],
    first_day: dt.date,
    offer: dt.date | None,
    on: dt.date,
) -> int:
    """Begin the lists of doctors of the asker's organisation; return how many. on: today.

    Who is no doctor of it, or has a list already, is left out.
    """
    hold_organisation(session, asker.organisation_id)  # two may begin the same list at once
    fresh = [key for key in waiting(session, asker.organisation_id) if key in set(doctors)]
    session.add_all(
        InductionList(
            organisation_id=asker.organisation_id,
            membership_id=key,
            first_day=first_day,
            offer=offer,
            begun=on,
            made_by=asker.membership_id,
        )
        for key in fresh
    )
    session.flush()
    return len(fresh)


def waiting(session: Session, organisation_id: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return the doctors of an organisation whose list has not begun."""
    begun = select(InductionList.membership_id)
    return tuple(
        session.scalars(
            select(Membership.id)
            .join(MembershipRole, MembershipRole.membership_id == Membership.id)
            .where(MembershipRole.role == Role.LEARNER, Membership.ended.is_(None))
            .where(Membership.organisation_id == organisation_id, Membership.id.not_in(begun))
        )
    )


def waiting_by_name(
    session: Session, organisation_id: uuid.UUID
) -> tuple[tuple[uuid.UUID, str], ...]:
    """Return those doctors with their names, in the order of these."""
    keys = waiting(session, organisation_id)
    rows = session.execute(
        select(Membership.id, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id.in_(keys))
        .order_by(Person.name, Membership.id)
    )
    return tuple((key, name) for key, name in rows)


def move(session: Session, found: Listed, first_day: dt.date, offer: dt.date | None) -> None:
    """Give a list another first day: every day that counts from it moves along, and the place no longer does."""
    row = session.get_one(InductionList, found.id)
    row.first_day, row.offer, row.first_day_from = first_day, offer, HAND


def done(session: Session, reached: Reached, row: Row, tick: Tick, moment: dt.datetime) -> None:
    """Say that an item is done. What is kept of it follows from the kind of its evidence.

    Raises Conflict where the doctor has objected in this moment.
    """
    kept = row.item.evidence.kind == "note"
    state = _state(session, reached, row)
    _heard(state, row)
    state.state, state.on = "done", tick.on
    state.link, state.note = (tick.link, tick.note) if kept else ("", "")
    state.reason, state.objected = "", None
    _said(state, reached.asker, moment)


def tell(session: Session, reached: Reached, row: Row, home_page: str, moment: dt.datetime) -> None:
    """Tell an item of the doctor's own as a statement, the first time that it is done."""
    state = _state(session, reached, row)
    if row.item.of_doctor and not row.item.own and state.told is None and state.state == "done":
        doer = Doer(home_page, reached.asker.organisation_id, reached.found.membership_id)
        tell_done(session, doer, row.item.key, row.item.text, moment)
        state.told = moment


def leave_out(
    session: Session, reached: Reached, row: Row, reason: str, note: str, moment: dt.datetime
) -> None:
    """Say that an item is not relevant. reason: a key of ``lists.REASONS``. Raises as ``done`` does."""
    state = _state(session, reached, row)
    _heard(state, row)
    state.state, state.on, state.link = "na", None, ""
    state.reason, state.note, state.objected = reason, note, None
    _said(state, reached.asker, moment)


def reopen(session: Session, reached: Reached, row: Row, moment: dt.datetime) -> None:
    """Open an item again, for who ticked it by mistake. A sign-off of its phase ends."""
    state = _state(session, reached, row)
    _open(session, state, row)
    _said(state, reached.asker, moment)


def has_not_happened(session: Session, reached: Reached, row: Row, moment: dt.datetime) -> None:
    """Let the doctor say that something of the trust's has not happened; as ``reopen``."""
    state = _state(session, reached, row)
    _open(session, state, row)
    state.objected = moment
    _said(state, reached.asker, moment)


def hand_over(session: Session, reached: Reached, row: Row, to: uuid.UUID | None) -> None:
    """Name a member as the owner of an item for one doctor; none: as for everybody."""
    state = _state(session, reached, row)
    state.owner_id = to


def sign_off(session: Session, reached: Reached, phase: str, moment: dt.datetime) -> None:
    """Sign a phase. Raises Conflict while something of it is open."""
    if not reached.found.whole(phase):
        raise Conflict("Something in this part is still open, so it cannot be signed yet.")
    key = {
        "organisation_id": reached.asker.organisation_id,
        "list_id": reached.found.id,
        "phase": phase,
    }
    row = held(session, InductionSignOff, key, at=moment)
    row.by_id, row.at = reached.asker.membership_id, moment
    session.flush()


def _open(session: Session, state: InductionState, row: Row) -> None:
    state.state, state.on = "open", None
    state.link = state.note = state.reason = ""
    signed = session.get(InductionSignOff, (state.list_id, row.item.phase))
    if signed is not None:
        session.delete(signed)


def _heard(state: InductionState, row: Row) -> None:
    """Refuse what would wipe an objection out that its writer has not seen. Raises Conflict."""
    if state.objected is not None and state.objected != row.objected:
        raise Conflict("The doctor has just said that this has not happened. Look at it again.")


def _said(state: InductionState, asker: Member, moment: dt.datetime) -> None:
    state.by_id, state.at = asker.membership_id, moment


def _state(session: Session, reached: Reached, row: Row) -> InductionState:
    key = {
        "organisation_id": reached.asker.organisation_id,
        "list_id": reached.found.id,
        "item": row.key,
    }
    # One says "done" while the other says "has not happened": the second waits for the first.
    return held(session, InductionState, key, state="open")
