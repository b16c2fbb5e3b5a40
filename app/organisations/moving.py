"""Supervision handed over, people deactivated and activated again, last days kept and carried out."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app import locks
from app.accounts import sign_ins
from app.accounts.models import Person
from app.audit import log
from app.errors import Conflict, NotFound
from app.organisations import people_commands
from app.organisations.models import Leaving, Membership, Supervision
from app.organisations.people_queries import (
    SupervisorChoice,
    hold,
    hold_organisation,
    membership,
    supervisors,
)
from app.organisations.signals import supervision_changed
from app.services import Services
from app.tenancy import within
from app.viewer import Member
from app.wording import counted, in_london


class Supervised(Struct, frozen=True):
    """A doctor of a supervisor. others: how many other supervisors they have."""

    membership_id: uuid.UUID
    name: str
    others: int


def supervised(session: Session, supervisor_id: uuid.UUID) -> tuple[Supervised, ...]:
    """Return the doctors whom somebody supervises now, by name."""
    mine = select(Supervision.learner_id).where(Supervision.supervisor_id == supervisor_id)
    rows = session.execute(
        select(Membership.id, Person.name, func.count())
        .join(Person, Person.id == Membership.person_id)
        .join(Supervision, Supervision.learner_id == Membership.id)
        .where(Membership.id.in_(mine), Membership.ended.is_(None))
        .group_by(Membership.id, Person.name)
        .order_by(func.lower(Person.name), Membership.id)
    )
    return tuple(Supervised(key, name, count - 1) for key, name, count in rows)


def successors(
    session: Session, asker: Member, membership_id: uuid.UUID
) -> tuple[SupervisorChoice, ...]:
    """Return who could take over from a supervisor: the others of the organisation who can act."""
    return tuple(
        each for each in supervisors(session, asker) if each.membership_id != membership_id
    )


def hand_over(
    session: Session, asker: Member, membership_id: uuid.UUID, successor_id: uuid.UUID
) -> int:
    """Give all doctors of a supervisor to another; return how many. Both are of the asker's organisation.

    Raises NotFound for anybody else, and Conflict where there is nobody to hand over.
    """
    found = membership(session, asker, membership_id)
    # Held first and asked then, so that nobody ends one of the two in between.
    hold(session, [found.id, successor_id])
    if successor_id not in {s.membership_id for s in successors(session, asker, found.id)}:
        raise NotFound("There is no such supervisor in your organisation.")
    moved = _move(session, found.organisation_id, found.id, successor_id, asker)
    if not moved:
        raise Conflict(f"{found.person.name} supervises nobody any more.")
    return moved


def pause(session: Session, asker: Member, membership_id: uuid.UUID, moment: dt.datetime) -> None:
    """Let a member act here no more, until they are activated again; all that is theirs stays.

    Raises NotFound, and Conflict for oneself, the last administrator and who has left.
    """
    found = membership(session, asker, membership_id)
    if found.id == asker.membership_id:
        raise Conflict("You cannot deactivate yourself. Ask another administrator.")
    if found.ended is not None:
        raise Conflict(people_commands.LEFT)
    if found.paused is not None:
        return
    people_commands.keep_an_administrator(session, found)
    locks.hold(session, locks.MEMBERSHIP, found.id)  # an act of theirs under way is done first
    found.paused = moment
    sign_ins.end_of_membership(session, found.id)
    _write(session, asker, "person.paused", found.id)


def resume(session: Session, asker: Member, membership_id: uuid.UUID) -> None:
    """Let a member act again who was deactivated. Raises NotFound, and Conflict for who has left."""
    found = membership(session, asker, membership_id)
    if found.ended is not None:
        raise Conflict(people_commands.LEFT)
    if found.paused is not None:
        found.paused = None
        _write(session, asker, "person.resumed", found.id)


def leaving_of(session: Session, membership_id: uuid.UUID) -> Leaving | None:
    """Return the last day that was set for a member; none where none was."""
    return session.get(Leaving, membership_id)


def leave(
    session: Session,
    asker: Member,
    membership_id: uuid.UUID,
    last_day: dt.date | None,
    successor_id: uuid.UUID | None,
    moment: dt.datetime,
) -> None:
    """End a membership, now or after its last day; hand the doctors over then, if there is a successor.

    last_day: none at once. Raises NotFound, and Conflict for the last administrator and who has left.
    """
    found = membership(session, asker, membership_id)
    if found.ended is not None:
        raise Conflict("This person has left the organisation already.")
    people_commands.keep_an_administrator(session, found)
    if successor_id is not None:
        hold(session, [found.id, successor_id])
    if successor_id is not None and successor_id not in {
        each.membership_id for each in successors(session, asker, found.id)
    }:
        raise NotFound("There is no such supervisor in your organisation.")
    session.execute(delete(Leaving).where(Leaving.membership_id == found.id))
    if last_day is None:
        if successor_id is not None:
            _move(session, found.organisation_id, found.id, successor_id, asker)
        people_commands.end(session, asker, found.id, moment)
        return
    session.add(
        Leaving(
            organisation_id=found.organisation_id,
            membership_id=found.id,
            last_day=last_day,
            successor_id=successor_id,
        )
    )
    session.flush()
    _write(session, asker, "person.leaving", found.id, "Last day set")


def stay(session: Session, asker: Member, membership_id: uuid.UUID) -> None:
    """Take a last day back. Raises NotFound."""
    found = membership(session, asker, membership_id)
    waiting = session.get(Leaving, found.id)
    if waiting is not None:
        session.delete(waiting)
        _write(session, asker, "person.leaving", found.id, "Taken back")


def carry_out(parts: Services, moment: dt.datetime) -> None:
    """End the memberships whose last day is over. Nothing is locked where there is none."""
    today = in_london(moment).date()
    over = select(Leaving.membership_id).where(Leaving.last_day < today)
    with parts.database.read() as session:
        waiting = session.scalars(over).all()
    for key in waiting:
        with parts.database.write() as session:
            _carry_out(session, key, moment)


def _carry_out(session: Session, membership_id: uuid.UUID, moment: dt.datetime) -> None:
    found = session.get_one(Membership, membership_id)
    with within(found.organisation_id):
        _end_after_last_day(session, found, moment)


def _end_after_last_day(session: Session, found: Membership, moment: dt.datetime) -> None:
    hold_organisation(session, found.organisation_id)  # first, as in ``leave``
    waiting = session.get(Leaving, found.id, with_for_update=True)
    if waiting is None:
        return  # another process was faster
    successor = waiting.successor_id
    session.delete(waiting)
    session.flush()
    if found.ended is not None:
        return
    asker = Member(found.id, found.organisation_id, found.id, frozenset())
    if successor is not None:
        hold(session, [found.id, successor])
    try:
        people_commands.keep_an_administrator(session, found)
    except Conflict:
        words = "Not ended after the last day: the only administrator of the organisation"
        _write_by_server(session, found, "person.leaving", words)
        return
    if successor in {each.membership_id for each in successors(session, asker, found.id)}:
        _move(session, found.organisation_id, found.id, successor, None)
    alone = len([each for each in supervised(session, found.id) if not each.others])
    people_commands.end_found(session, found, moment)
    words = f"After the last day; {counted(alone, 'doctor')} left without a supervisor"
    _write_by_server(session, found, "person.ended", words)


def _move(
    session: Session,
    organisation_id: uuid.UUID,
    old: uuid.UUID,
    new: uuid.UUID,
    by: Member | None,
) -> int:
    """Give the doctors of one supervisor to another, who keeps their own; nobody supervises themselves."""
    mine = [each.membership_id for each in supervised(session, old)]
    there = set(
        session.scalars(select(Supervision.learner_id).where(Supervision.supervisor_id == new))
    )
    given = [key for key in mine if key != new and key not in there]
    session.execute(
        delete(Supervision).where(
            Supervision.supervisor_id == old,
            Supervision.learner_id.in_([key for key in mine if key != new]),
        )
    )
    session.add_all(
        Supervision(organisation_id=organisation_id, supervisor_id=new, learner_id=key)
        for key in given
    )
    session.flush()
    moved = len([key for key in mine if key != new])
    if not moved:
        return 0
    supervision_changed.send(session)
    handed = log.Act(
        "supervision.handed_over",
        log.member_of(old),
        log.member_of(new),
        words=counted(moved, "doctor"),
    )
    each_one = (
        log.Act("supervisor.given", log.member_of(key), log.member_of(new)) for key in given
    )
    log.write_all(session, organisation_id, (handed, *each_one), by=by)
    return moved


def _write(
    session: Session, asker: Member, act: str, membership_id: uuid.UUID, words: str = ""
) -> None:
    log.write(
        session,
        asker.organisation_id,
        act,
        by=asker,
        about=log.member_of(membership_id),
        words=words,
    )


def _write_by_server(session: Session, found: Membership, act: str, words: str) -> None:
    about = log.member_of(found.id)
    log.write(session, found.organisation_id, act, by=None, about=about, words=words)
