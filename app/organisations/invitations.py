"""Inviting somebody by an e-mail address, and what they answer.

Whether the address has an account here is looked at only when its reader answers: to the organisation
every invitation looks alike until then, and takes as long to make.
"""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.passwords import hash_password
from app.accounts.tokens import digest, new_token
from app.audit import log
from app.errors import Conflict, NotFound
from app.organisations import groups
from app.organisations.models import Invitation, Membership, Role, role_words
from app.organisations.people_commands import Draft, admit
from app.organisations.people_queries import hold_organisation
from app.organisations.signals import learner_joined
from app.tenancy import within
from app.viewer import Member

OVER = "This invitation has been answered or taken back, or is too old. Ask whoever sent it for a new one."


class AddressTaken(Conflict):
    """Raised for an address that belongs here, or is invited, already: with the number of the one or the other."""

    def __init__(
        self,
        sentence: str,
        *,
        membership_id: uuid.UUID | None = None,
        invitation_id: uuid.UUID | None = None,
    ) -> None:
        super().__init__(sentence)
        self.membership_id, self.invitation_id = membership_id, invitation_id


class Invited(Struct, frozen=True):
    """An invitation that was made. token: of its link, told once."""

    invitation_id: uuid.UUID
    token: str


def invite(
    session: Session, organisation_id: uuid.UUID, draft: Draft, moment: dt.datetime, hours: int
) -> Invited:
    """Invite somebody; one invitation to an address takes the place of another.

    Raises AddressTaken for an address that belongs to the organisation already.
    """
    hold_organisation(session, organisation_id)  # two may invite the same address at once
    _must_be_new(session, organisation_id, draft.email)
    session.execute(
        delete(Invitation).where(
            Invitation.organisation_id == organisation_id, Invitation.email == draft.email
        )
    )
    made = Invitation(organisation_id=organisation_id)
    write(made, draft)
    session.add(made)
    return renew(session, made, moment, hours)


def renew(session: Session, found: Invitation, moment: dt.datetime, hours: int) -> Invited:
    """Give an invitation a new link; the one before stops working."""
    token = new_token()
    found.token_digest = digest(token)
    found.made, found.expires = moment, moment + dt.timedelta(hours=hours)
    found.declined = None
    session.flush()
    return Invited(found.id, token)


def change(
    session: Session, found: Invitation, draft: Draft, moment: dt.datetime, hours: int
) -> Invited | None:
    """Change what is offered and to whom; return a new link where it goes to another address.

    Raises AddressTaken for an address that belongs to the organisation, or is invited, already.
    """
    moved = found.email != draft.email
    if moved:
        hold_organisation(session, found.organisation_id)
        _must_be_new(session, found.organisation_id, draft.email)
        others = select(Invitation.id).where(
            Invitation.organisation_id == found.organisation_id, Invitation.email == draft.email
        )
        other = session.scalars(others).first()
        if other is not None:
            raise AddressTaken("This address is invited already.", invitation_id=other)
    write(found, draft)
    session.flush()
    return renew(session, found, moment, hours) if moved else None


def write(found: Invitation, draft: Draft) -> None:
    """Write into an invitation what is offered, to whom, and where they will be."""
    found.email, found.name = draft.email, draft.name
    found.roles = sorted(role.value for role in draft.roles)
    found.supervisors = sorted(str(key) for key in draft.supervisors)
    found.site_id, found.first_day = draft.place.site_id, draft.place.first_day
    found.cohorts = sorted(str(key) for key in draft.place.cohort_ids)


def act_of(found: Invitation) -> log.Act:
    """Return the line of the log on an invitation that was made: who is invited, and as what."""
    roles = role_words([Role(value) for value in found.roles])
    return log.Act("person.invited", log.invited(found.id), words=f"As {roles}")


def place_of(found: Invitation) -> groups.Place:
    """Return where somebody will be once they have accepted."""
    cohorts = frozenset(uuid.UUID(value) for value in found.cohorts)
    return groups.Place(found.site_id, cohorts, found.first_day)


def of_organisation(
    session: Session, asker: Member, invitation_id: uuid.UUID, *, to_write: bool = False
) -> Invitation:
    """Return an invitation of the asker's organisation. Raises NotFound for any other.

    to_write: nobody else may change or answer it until the transaction ends; so below.
    """
    wanted = select(Invitation).where(Invitation.id == invitation_id)
    found = session.scalars(wanted.with_for_update() if to_write else wanted).one_or_none()
    if found is None or found.organisation_id != asker.organisation_id:
        raise NotFound("There is no such invitation. It may have been accepted in the meantime.")
    return found


def by_token(
    session: Session, token: str, moment: dt.datetime, *, to_write: bool = False
) -> Invitation:
    """Return the invitation of a link. Raises NotFound where it can no longer be answered."""
    wanted = select(Invitation).where(Invitation.token_digest == digest(token))
    found = session.scalars(wanted.with_for_update() if to_write else wanted).one_or_none()
    return _open(found, moment)


def to_person(
    session: Session, person_id: uuid.UUID, invitation_id: uuid.UUID, moment: dt.datetime
) -> Invitation:
    """Return an invitation to a person's own address. Raises NotFound for any other."""
    found = session.get(Invitation, invitation_id, with_for_update=True)
    own = session.get_one(Person, person_id).email
    return _open(found if found is not None and found.email == own else None, moment)


def waiting_for(
    session: Session, person_id: uuid.UUID, moment: dt.datetime
) -> tuple[Invitation, ...]:
    """Return the invitations to a person's address that they have not answered, the oldest first."""
    wanted = (
        select(Invitation)
        .join(Person, Person.email == Invitation.email)
        .where(Person.id == person_id, Invitation.declined.is_(None), Invitation.expires > moment)
        .order_by(Invitation.made)
    )
    return tuple(session.scalars(wanted))


def accept(session: Session, found: Invitation, person: Person, moment: dt.datetime) -> Membership:
    """Let a person belong, as they were invited. Raises Conflict as ``people_commands.admit`` does."""
    roles = frozenset(Role(value) for value in found.roles)
    supervisors = frozenset(uuid.UUID(value) for value in found.supervisors)
    # Whoever accepts may be signed in elsewhere, or nowhere yet.
    with within(found.organisation_id):
        made = admit(session, found.organisation_id, person, roles, supervisors, moment)
        groups.put(session, made, place_of(found))
        log.joined(session, found.id, made.id)
        session.delete(found)
        session.flush()
        who = log.member_of(made.id)
        log.write(session, made.organisation_id, "person.joined", by=who, about=who)
        if Role.LEARNER in roles:
            learner_joined.send(session, membership=made)
        session.flush()
    return made


def accept_as_new(
    session: Session, found: Invitation, password: str, moment: dt.datetime
) -> Person | None:
    """Make an account for an address that has none, and accept; none where it has one."""
    known = select(Person.id).where(Person.email == found.email)
    if session.scalars(known).first() is not None:
        return None
    person = Person(
        email=found.email, name=found.name, password_hash=hash_password(password), made=moment
    )
    try:
        with session.begin_nested():
            session.add(person)
    except IntegrityError:
        return None  # somebody was faster, by another invitation to the same address
    accept(session, found, person, moment)
    return person


def decline(session: Session, found: Invitation, moment: dt.datetime) -> None:
    """Say no. Whoever invited sees that, and nothing of who it was."""
    found.declined = moment
    who = log.invited(found.id)
    log.write(session, found.organisation_id, "invitation.declined", by=who, about=who)


def are_old(moment: dt.datetime, days: int) -> ColumnElement[bool]:
    """Return the condition that nobody has answered an invitation for so many days after its link was too old.

    Until then it is shown to those who made it.
    """
    return Invitation.expires <= moment - dt.timedelta(days=days)


def forget_old(session: Session, moment: dt.datetime, days: int) -> None:
    """Forget the invitations that nobody has answered for long."""
    session.execute(delete(Invitation).where(are_old(moment, days)))


def _open(found: Invitation | None, moment: dt.datetime) -> Invitation:
    if found is None or found.declined is not None or found.expires <= moment:
        raise NotFound(OVER)
    return found


def _must_be_new(session: Session, organisation_id: uuid.UUID, email: str) -> None:
    there = (
        select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Person.email == email,
            Membership.organisation_id == organisation_id,
            Membership.ended.is_(None),
        )
    )
    member = session.scalars(there).first()
    if member is not None:
        raise AddressTaken(
            "This person belongs to the organisation already; change their roles instead.",
            membership_id=member,
        )
