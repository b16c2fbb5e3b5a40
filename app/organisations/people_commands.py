"""What an organisation's administrator does with its people."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app import locks
from app.accounts import sign_ins
from app.accounts.models import Person
from app.audit import log
from app.erasure.models import ErasureRequest, RequestState
from app.errors import Conflict
from app.organisations.groups import Place
from app.organisations.models import (
    Leaving,
    Membership,
    MembershipRole,
    Role,
    Supervision,
    role_words,
)
from app.organisations.people_queries import (
    administrators,
    hold,
    hold_organisation,
    membership,
    supervisors,
)
from app.organisations.signals import learner_joined, supervision_changed
from app.tenancy import within
from app.viewer import Member

THERE: Final = "This account belongs to the organisation already."
ERASING: Final = (
    "What this organisation held about you is being erased, as was asked. Accept again when that is done,"
    " in an hour or so."
)
LEFT: Final = "This person has left the organisation. Add them again first."


class BelongsAlready(Conflict):
    """Raised for somebody who belongs to the organisation already."""


class Draft(Struct, frozen=True):
    """A person as the form gives them. supervisors: memberships, for a learner; place: where they will be."""

    name: str
    email: str
    roles: frozenset[Role]
    supervisors: frozenset[uuid.UUID] = frozenset()
    place: Place = Place()


def add(
    session: Session, organisation_id: uuid.UUID, draft: Draft, moment: dt.datetime
) -> uuid.UUID:
    """Let a person belong to an organisation without asking them; return the membership.

    For what makes people by itself: a demonstration, a measurement. Whoever adds a person by a page
    invites them (``invitations``).
    """
    person = session.scalars(select(Person).where(Person.email == draft.email)).one_or_none()
    if person is None:
        person = Person(email=draft.email, name=draft.name)
        session.add(person)
        session.flush()
    return admit(session, organisation_id, person, draft.roles, draft.supervisors, moment).id


def admit(
    session: Session,
    organisation_id: uuid.UUID,
    person: Person,
    roles: frozenset[Role],
    wanted: frozenset[uuid.UUID],
    moment: dt.datetime,
) -> Membership:
    """Let a person belong to an organisation, or take them back. Raises BelongsAlready.

    Raises Conflict while their data there are being erased: the erasure would take what is new as well.

    A person keeps their account, and in an organisation their membership: their records go on. The
    name on their account stays as it is.
    """
    with within(organisation_id):
        found = session.scalars(
            select(Membership).where(
                Membership.person_id == person.id, Membership.organisation_id == organisation_id
            )
        ).one_or_none()
        if found is not None and found.ended is None:
            raise BelongsAlready(THERE)
        if found is not None and _is_being_erased(session, found):
            raise Conflict(ERASING)
        if found is None:
            found = Membership(person_id=person.id, organisation_id=organisation_id, made=moment)
            try:
                with session.begin_nested():
                    session.add(found)
            except IntegrityError as error:
                raise BelongsAlready(
                    THERE
                ) from error  # accepted in another tab, in this very moment
        found.ended = found.paused = None
        found.role_rows = [MembershipRole(role=role) for role in roles]
        session.flush()
        assign(session, found, wanted)
        return found


def _is_being_erased(session: Session, found: Membership) -> bool:
    under_way = exists().where(
        ErasureRequest.membership_id == found.id,
        ErasureRequest.state == RequestState.UNDER_WAY.value,
    )
    return bool(session.scalar(select(under_way)))


def change(
    session: Session,
    asker: Member,
    membership_id: uuid.UUID,
    roles: frozenset[Role],
    wanted: frozenset[uuid.UUID],
) -> None:
    """Give a member other roles and supervisors.

    Raises NotFound, or Conflict for the last administrator.
    """
    change_found(session, membership(session, asker, membership_id), roles, wanted, by=asker)


def change_found(
    session: Session,
    found: Membership,
    roles: frozenset[Role],
    wanted: frozenset[uuid.UUID],
    *,
    by: Member | None,
) -> None:
    """Give a member whom the caller may change other roles and supervisors. Raises Conflict as ``change``.

    by: who changes them; none for the server, which follows an organisation's rules.
    """
    if found.ended is not None:
        raise Conflict(LEFT)
    if Role.ORGANISATION_ADMINISTRATOR not in roles:
        keep_an_administrator(session, found)
    before = _standing(session, found)
    learns_now = Role.LEARNER in roles - found.roles
    found.role_rows = [
        *(row for row in found.role_rows if row.role in roles),
        *(MembershipRole(role=role) for role in roles - found.roles),
    ]
    session.flush()
    if Role.SUPERVISOR not in roles:
        session.execute(delete(Supervision).where(Supervision.supervisor_id == found.id))
    assign(session, found, wanted)
    _write_change(session, by, found, before)
    if learns_now:
        learner_joined.send(session, membership=found)


class _Standing(Struct, frozen=True):
    """What a change is compared with. pairs: of supervisor and learner, in which the member is either."""

    roles: frozenset[Role]
    pairs: frozenset[tuple[uuid.UUID, uuid.UUID]]


def _standing(session: Session, found: Membership) -> _Standing:
    pairs = session.execute(
        select(Supervision.supervisor_id, Supervision.learner_id).where(
            (Supervision.learner_id == found.id) | (Supervision.supervisor_id == found.id)
        )
    )
    return _Standing(found.roles, frozenset((row[0], row[1]) for row in pairs))


def _write_change(
    session: Session, by: Member | None, found: Membership, before: _Standing
) -> None:
    after = _standing(session, found)
    acts = []
    if after.roles != before.roles:
        words = f"{role_words(before.roles)} → {role_words(after.roles)}"
        acts.append(log.Act("person.changed", log.member_of(found.id), words=words))
    for act, pairs in (
        ("supervisor.given", after.pairs - before.pairs),
        ("supervisor.taken", before.pairs - after.pairs),
    ):
        acts += [
            log.Act(act, log.member_of(learner), log.member_of(supervisor))
            for supervisor, learner in sorted(pairs)
        ]
    log.write_all(session, found.organisation_id, acts, by=by)


def assign(session: Session, learner: Membership, wanted: frozenset[uuid.UUID]) -> None:
    """Give a learner exactly these supervisors; whoever supervises nobody here is left out."""
    asker = Member(learner.id, learner.organisation_id, learner.id, frozenset())
    hold(session, wanted)  # so that nobody ends one of them in between
    known = {choice.membership_id for choice in supervisors(session, asker, learner.id)}
    session.execute(delete(Supervision).where(Supervision.learner_id == learner.id))
    if Role.LEARNER in learner.roles:
        session.add_all(
            Supervision(
                organisation_id=learner.organisation_id, supervisor_id=key, learner_id=learner.id
            )
            for key in sorted(wanted & known)
            if key != learner.id
        )
        session.flush()
    supervision_changed.send(session)


def supervisors_of(session: Session, learner_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return the memberships that supervise a learner now."""
    wanted = select(Supervision.supervisor_id).where(Supervision.learner_id == learner_id)
    return frozenset(session.scalars(wanted))


def end(session: Session, asker: Member, membership_id: uuid.UUID, moment: dt.datetime) -> None:
    """End a membership and its sign-ins; the records stay. Raises as ``change`` does."""
    found = membership(session, asker, membership_id)
    if found.ended is None:
        end_found(session, found, moment)
        write_down(session, asker, "person.ended", found)


def end_found(session: Session, found: Membership, moment: dt.datetime) -> None:
    """End a membership that the caller may end. Raises Conflict for the last administrator."""
    if found.ended is not None:
        return
    keep_an_administrator(session, found)
    locks.hold(session, locks.MEMBERSHIP, found.id)  # an act of theirs under way is done first
    found.ended = moment
    session.execute(delete(Leaving).where(Leaving.membership_id == found.id))
    session.execute(
        delete(Supervision).where(
            (Supervision.supervisor_id == found.id) | (Supervision.learner_id == found.id)
        )
    )
    supervision_changed.send(session)
    sign_ins.end_of_membership(session, found.id)


def write_down(
    session: Session, asker: Member, act: str, found: Membership, words: str = ""
) -> None:
    """Write what was done with a member into the audit log. act: as in ``audit.acts``."""
    about = log.member_of(found.id)
    log.write(session, asker.organisation_id, act, by=asker, about=about, words=words)


def keep_an_administrator(session: Session, found: Membership) -> None:
    """Raise Conflict where somebody is the only one who can administer the organisation."""
    if Role.ORGANISATION_ADMINISTRATOR not in found.roles or found.paused is not None:
        return
    # Two who take the role from each other at once would both find that another is left.
    hold_organisation(session, found.organisation_id)
    if administrators(session, found.organisation_id) < 2:
        raise Conflict(
            "This is the organisation's only administrator. Make somebody else one first."
        )
