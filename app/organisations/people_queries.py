"""What an organisation's administrator sees of its people."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Exists, Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from app import locks
from app.accounts.models import Person
from app.errors import NotFound
from app.organisations.models import (
    Membership,
    MembershipRole,
    Role,
    Supervision,
    role_names,
)
from app.providers.models import Identity
from app.second_step import gate
from app.viewer import Member

State = Literal["invited", "active", "paused", "ended"]


class PersonRow(Struct, frozen=True):
    """A member of the organisation.

    supervisors: their names; state: "invited" for who has not chosen a password yet, "paused" for who is deactivated; second_step:
    whether they have one, told of one person only.
    """

    membership_id: uuid.UUID
    name: str
    email: str
    roles: frozenset[Role]
    role_names: tuple[str, ...]
    supervisors: tuple[str, ...]
    supervisor_ids: frozenset[uuid.UUID]
    state: State
    since: dt.datetime
    second_step: bool = False


class SupervisorChoice(Struct, frozen=True):
    """A supervisor who can be assigned."""

    membership_id: uuid.UUID
    name: str


def people(session: Session, asker: Member) -> tuple[PersonRow, ...]:
    """Return everybody of the asker's organisation, by name; those who left last."""
    rows = session.scalars(_memberships(asker))
    return tuple(
        sorted((_row(session, m) for m in rows), key=lambda r: (r.state == "ended", r.name))
    )


def person(session: Session, asker: Member, membership_id: uuid.UUID) -> PersonRow:
    """Return one of the asker's organisation. Raises NotFound for anybody else."""
    found = membership(session, asker, membership_id)
    return replace(_row(session, found), second_step=gate.is_needed(session, found.person_id))


def membership(session: Session, asker: Member, membership_id: uuid.UUID) -> Membership:
    """Return a membership of the asker's organisation. Raises NotFound for any other."""
    found = session.scalars(_memberships(asker).where(Membership.id == membership_id)).one_or_none()
    if found is None:
        raise NotFound("There is no such person in your organisation.")
    return found


def supervisors(
    session: Session, asker: Member, learner_id: uuid.UUID | None = None
) -> tuple[SupervisorChoice, ...]:
    """Return the supervisors of the asker's organisation who can act, by name.

    learner_id: a doctor whose own supervisors are among them, deactivated or not: they stay until somebody
    takes them away. The doctor is not: nobody supervises themselves.
    """
    already = exists().where(
        Supervision.supervisor_id == Membership.id, Supervision.learner_id == learner_id
    )
    rows = session.scalars(
        _memberships(asker)
        .where(Membership.ended.is_(None), Membership.paused.is_(None) | already)
        .where(_has_role(Role.SUPERVISOR), Membership.id.is_distinct_from(learner_id))
    )
    found = [SupervisorChoice(row.id, row.person.name) for row in rows]
    return tuple(sorted(found, key=lambda choice: choice.name))


def administrators(session: Session, organisation_id: uuid.UUID) -> int:
    """Count those who can administer an organisation."""
    return session.execute(
        select(func.count())
        .select_from(Membership)
        .where(Membership.organisation_id == organisation_id, Membership.ended.is_(None))
        .where(Membership.paused.is_(None))
        .where(_has_role(Role.ORGANISATION_ADMINISTRATOR))
    ).scalar_one()


def hold_organisation(session: Session, organisation_id: uuid.UUID) -> None:
    """Let whoever changes the same organisation's people wait until this transaction is over.

    What is read afterwards is what they have written: a count that was read before may be wrong by then.
    """
    locks.hold(session, locks.ORGANISATION, organisation_id)


def hold(session: Session, memberships: Collection[uuid.UUID]) -> None:
    """Keep memberships as they are until this transaction is over."""
    locks.hold_all(session, locks.MEMBERSHIP, memberships)


def belongs_elsewhere(session: Session, found: Membership) -> bool:
    """Say whether a person is more than a member of this one organisation.

    Whoever hands out a link that sets a person's password could act as them: an organisation may do
    that only for those who are its own and nobody else's, now or before: what they learnt and wrote
    elsewhere opens with the same password.
    """
    if found.person.platform_administrator:
        return True
    return session.execute(
        select(
            exists().where(
                Membership.person_id == found.person_id,
                Membership.id != found.id,
            )
        )
    ).scalar_one()


def _memberships(asker: Member) -> Select[Membership]:
    return select(Membership).where(Membership.organisation_id == asker.organisation_id)


def _has_role(role: Role) -> Exists:
    return exists().where(
        MembershipRole.membership_id == Membership.id, MembershipRole.role == role
    )


def _row(session: Session, found: Membership) -> PersonRow:
    by = aliased(Membership)
    pairs = session.execute(
        select(by.id, Person.name)
        .join(Supervision, Supervision.supervisor_id == by.id)
        .join(Person, Person.id == by.person_id)
        .where(Supervision.learner_id == found.id)
        .order_by(Person.name)
    ).all()
    return PersonRow(
        membership_id=found.id,
        name=found.person.name,
        email=found.person.email,
        roles=found.roles,
        role_names=role_names(found.roles),
        supervisors=tuple(name for _, name in pairs),
        supervisor_ids=frozenset(key for key, _ in pairs),
        state=_state(session, found),
        since=found.made,
    )


def _state(session: Session, found: Membership) -> State:
    if found.ended is not None:
        return "ended"
    if found.paused is not None:
        return "paused"
    work_account = select(exists().where(Identity.person_id == found.person_id))
    return "active" if found.person.password_hash or session.scalar(work_account) else "invited"
