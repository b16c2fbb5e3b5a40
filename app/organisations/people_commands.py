"""What an organisation's administrator does with its people."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts import links, sign_ins
from app.accounts.models import EmailChange, Person
from app.audit import log
from app.elsewhere.former import keep_address
from app.erasure.models import ErasureRequest, RequestState
from app.errors import Conflict, NotAllowed
from app.organisations.groups import Place
from app.organisations.models import (
    ROLE_NAMES,
    Leaving,
    Membership,
    MembershipRole,
    Role,
    Supervision,
)
from app.organisations.people_queries import (
    administrators,
    belongs_elsewhere,
    hold,
    hold_organisation,
    membership,
    supervisors,
)
from app.organisations.signals import learner_joined, supervision_changed
from app.second_step import gate, notices
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
            raise BelongsAlready(THERE) from error  # accepted in another tab, in this very moment
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
        words = f"{_role_words(before.roles)} → {_role_words(after.roles)}"
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


def _role_words(roles: frozenset[Role]) -> str:
    return ", ".join(name for role, name in ROLE_NAMES.items() if role in roles) or "none"


def assign(session: Session, learner: Membership, wanted: frozenset[uuid.UUID]) -> None:
    """Give a learner exactly these supervisors; whoever supervises nobody here is left out."""
    asker = Member(learner.id, learner.organisation_id, learner.id, frozenset())
    hold(session, wanted)  # so that nobody ends one of them in between
    known = {choice.membership_id for choice in supervisors(session, asker, learner.id)}
    session.execute(delete(Supervision).where(Supervision.learner_id == learner.id))
    if Role.LEARNER in learner.roles:
        session.add_all(
            Supervision(supervisor_id=key, learner_id=learner.id)
            for key in sorted(wanted & known)
            if key != learner.id
        )
        session.flush()
    supervision_changed.send(session)


def supervisors_of(session: Session, learner_id: uuid.UUID) -> frozenset[uuid.UUID]:
    """Return the memberships that supervise a learner now."""
    wanted = select(Supervision.supervisor_id).where(Supervision.learner_id == learner_id)
    return frozenset(session.scalars(wanted))


def new_link(
    session: Session, asker: Member, membership_id: uuid.UUID, moment: dt.datetime, hours: int
) -> str:
    """Make a new one-time link for a member; return its secret part.

    Raises NotFound; NotAllowed for one who has more to lose than this organisation gave.
    """
    found = _own_account(session, asker, membership_id, "so a new link can come from")
    _write(session, asker, "person.link", found)
    return links.make(session, found.person_id, moment, hours)


def reset_second_step(
    session: Session, asker: Member, membership_id: uuid.UUID, moment: dt.datetime
) -> None:
    """Take a member's second step away, end their sign-ins, and leave word for their next sign-in.

    Raises as ``new_link`` does.
    """
    found = _own_account(session, asker, membership_id, "so their second step can be removed by")
    gate.remove_all(session, found.person_id)
    notices.leave(session, found.person_id, notices.SECOND_STEP_RESET, moment)
    _write(session, asker, "person.second_step", found)
    sign_ins.end_others(session, found.person_id, None)


def put_right(
    session: Session,
    asker: Member,
    membership_id: uuid.UUID,
    name: str,
    email: str,
    moment: dt.datetime,
) -> str:
    """Change a member's name and e-mail address; return the old address where it is another now.

    Links that were sent to the old address stop working, and the person is told at the next sign-in.
    Raises as ``new_link`` does, and Conflict for an address that somebody else has.
    """
    found = _own_account(
        session, asker, membership_id, "so their name and e-mail address can be changed by"
    )
    person, old = found.person, found.person.email
    if person.name != name:
        person.name = name
        _write(session, asker, "person.corrected", found, "The name")
    if email == old:
        return ""
    if session.scalars(select(Person.id).where(Person.email == email)).first() is not None:
        raise Conflict("Somebody else has this e-mail address already.")
    person.email = email
    keep_address(session, person.id, old)
    _write(session, asker, "person.corrected", found, "The e-mail address")
    # What the person had asked for was asked for from the address before.
    session.execute(delete(EmailChange).where(EmailChange.person_id == person.id))
    links.end_all(session, person.id, moment)
    notices.leave(session, person.id, notices.EMAIL_CHANGED, moment)
    return old


def end(session: Session, asker: Member, membership_id: uuid.UUID, moment: dt.datetime) -> None:
    """End a membership and its sign-ins; the records stay. Raises as ``change`` does."""
    found = membership(session, asker, membership_id)
    if found.ended is None:
        end_found(session, found, moment)
        _write(session, asker, "person.ended", found)


def end_found(session: Session, found: Membership, moment: dt.datetime) -> None:
    """End a membership that the caller may end. Raises Conflict for the last administrator."""
    if found.ended is not None:
        return
    keep_an_administrator(session, found)
    found.ended = moment
    session.execute(delete(Leaving).where(Leaving.membership_id == found.id))
    session.execute(
        delete(Supervision).where(
            (Supervision.supervisor_id == found.id) | (Supervision.learner_id == found.id)
        )
    )
    supervision_changed.send(session)
    sign_ins.end_of_membership(session, found.id)


def _write(session: Session, asker: Member, act: str, found: Membership, words: str = "") -> None:
    about = log.member_of(found.id)
    log.write(session, asker.organisation_id, act, by=asker, about=about, words=words)


def _own_account(session: Session, asker: Member, membership_id: uuid.UUID, so: str) -> Membership:
    """Return a membership whose account is the organisation's alone. so: the consequence otherwise.

    An invitation of another organisation that is still open does not count: to refuse for it would tell
    that it is there. Nor is it in danger, since it is accepted by its link only.
    """
    found = membership(session, asker, membership_id)
    if found.ended is not None:
        raise Conflict(LEFT)
    if belongs_elsewhere(session, found):
        raise NotAllowed(
            "This person belongs, or once belonged, to another organisation,"
            f" {so} the platform's administrator only."
        )
    return found


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
