"""A person's work accounts: which sign them in here, and which could."""

import uuid

from msgspec import Struct
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.audit import log
from app.errors import Conflict, NotFound
from app.organisations.models import Membership
from app.providers.keeping import end_sign_ins
from app.providers.models import Identity, Provider, ProviderSignIn
from app.viewer import Member, Viewer


class Choice(Struct, frozen=True):
    """A provider that a person can connect."""

    provider_id: uuid.UUID
    name: str
    organisation: str


def identities(session: Session, who: Viewer) -> tuple[Identity, ...]:
    """Return the person's work accounts, the oldest first."""
    wanted = select(Identity).where(Identity.person_id == who.person_id).order_by(Identity.made)
    return tuple(session.scalars(wanted))


def any_of(session: Session, who: Viewer) -> bool:
    """Say whether a person has a work account here, or could connect one."""
    return bool(identities(session, who) or to_connect(session, who))


def identity(session: Session, who: Viewer, identity_id: uuid.UUID) -> Identity:
    """Return a work account of the person who asks. Raises NotFound for another's."""
    found = session.get(Identity, identity_id)
    if found is None or found.person_id != who.person_id:
        raise NotFound("There is no such work account.")
    return found


def to_connect(session: Session, who: Viewer) -> tuple[Choice, ...]:
    """Return the providers of the person's organisations that it would serve them to connect.

    One that knows them by their address already need not be connected, unless they belong elsewhere too.
    Whoever runs the platform signs in by the account's own password only.
    """
    if who.platform_administrator:
        return ()
    memberships = session.scalars(
        select(Membership).where(Membership.person_id == who.person_id)
    ).all()
    alone = len(memberships) == 1
    done = {
        each.provider_id for each in identities(session, who) if alone or each.connected is not None
    }
    here = [m.organisation_id for m in memberships if m.ended is m.paused is None]
    rows = session.scalars(
        select(Provider)
        .where(Provider.organisation_id.in_(here), Provider.enabled)
        .order_by(Provider.name)
    )
    return tuple(
        Choice(row.id, row.name, row.organisation.name) for row in rows if row.id not in done
    )


def provider_to_connect(session: Session, who: Viewer, provider_id: uuid.UUID) -> Choice:
    """Return a provider that the person may connect. Raises NotFound for any other."""
    for each in to_connect(session, who):
        if each.provider_id == provider_id:
            return each
    raise NotFound("There is no such work account to connect.")


def disconnect(session: Session, who: Viewer, identity_id: uuid.UUID) -> None:
    """Let a work account sign its person in no longer, and end the other sign-ins that came by it.

    Raises Conflict for somebody who would have no way in any more.
    """
    found = identity(session, who, identity_id)
    if not session.get_one(Person, who.person_id).password_hash:
        raise Conflict(
            "You have no password here: choose one first, by “Forgotten your password?”."
        )
    own = select(ProviderSignIn.identity_id).where(ProviderSignIn.sign_in_id == who.sign_in_id)
    here = session.scalars(own).one_or_none() == identity_id
    kept = who.sign_in_id if here else None
    _write_down(session, found, by=None)
    _forget(session, found, kept)


def names_of_member(session: Session, asker: Member, membership_id: uuid.UUID) -> tuple[str, ...]:
    """Return by which providers of the asker's organisation a member comes in."""
    return tuple(row.provider.name for row in _of_member(session, asker, membership_id))


def disconnect_member(session: Session, asker: Member, membership_id: uuid.UUID) -> int:
    """Let the organisation's providers sign a member in no longer; return how many accounts they had.

    Their next sign-in is as the first. Raises NotFound for a member of another organisation.
    """
    rows = _of_member(session, asker, membership_id)
    for row in rows:
        _write_down(session, row, by=asker)
        _forget(session, row, None)
    return len(rows)


def _of_member(session: Session, asker: Member, membership_id: uuid.UUID) -> tuple[Identity, ...]:
    found = session.get(Membership, membership_id)
    if found is None or found.organisation_id != asker.organisation_id:
        raise NotFound("There is no such person in your organisation.")
    return tuple(
        session.scalars(
            select(Identity)
            .join(Provider, Provider.id == Identity.provider_id)
            .where(
                Identity.person_id == found.person_id,
                Provider.organisation_id == asker.organisation_id,
            )
        )
    )


def _write_down(session: Session, found: Identity, *, by: Member | None) -> None:
    """Write into the organisation's log that it is disconnected. by: its administrator, or the person."""
    wanted = select(Membership.id).where(
        Membership.person_id == found.person_id,
        Membership.organisation_id == found.provider.organisation_id,
    )
    membership_id = session.scalars(wanted).one_or_none()
    who = log.member_of(membership_id) if membership_id else None
    log.write(
        session,
        found.provider.organisation_id,
        "person.work_account",
        by=by or who,
        about=who,
        words=f"Disconnected: {found.provider.name}",
    )


def _forget(session: Session, found: Identity, kept: uuid.UUID | None) -> None:
    """Delete an identity, ending what came by it. kept: a sign-in that goes on, as if by password."""
    condition = ProviderSignIn.identity_id == found.id
    if kept is not None:
        session.execute(delete(ProviderSignIn).where(ProviderSignIn.sign_in_id == kept))
    end_sign_ins(session, condition)
    session.delete(found)
    session.flush()
