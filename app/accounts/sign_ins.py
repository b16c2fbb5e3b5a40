"""Sign-ins as rows: begun, found by the cookie's token, listed, ended."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Final

from msgspec import Struct
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from app.accounts.models import Person, SignIn
from app.accounts.names import called
from app.accounts.signals import signed_out
from app.accounts.tokens import digest, new_token
from app.errors import NotFound
from app.nations import nation_first
from app.organisations.models import Membership, Organisation, Role
from app.viewer import Look, Viewer

TOUCH_EVERY: Final = dt.timedelta(minutes=1)
DEVICE_LENGTH: Final = 200
THROUGH_AN_LMS: Final = frozenset({Role.LEARNER, Role.SUPERVISOR})
"""What somebody may be for whom only an LMS vouches: whoever runs that LMS could come in as them."""


class Lasts(Struct, frozen=True):
    """For how long a sign-in holds. hours: unused; days: at all."""

    hours: int
    days: int

    def over(self, made: dt.datetime, last_used: dt.datetime, moment: dt.datetime) -> bool:
        """Say whether a sign-in has ended by itself."""
        unused = last_used < moment - dt.timedelta(hours=self.hours)
        return unused or made < moment - dt.timedelta(days=self.days)


class SignInRow(Struct, frozen=True):
    """A sign-in as its person sees it. current: the one that asks."""

    id: uuid.UUID
    device: str
    made: dt.datetime
    last_used: dt.datetime
    current: bool


class Found(Struct, frozen=True):
    """A sign-in that holds. stale: its last use should be written down again."""

    viewer: Viewer
    stale: bool


def begin(
    session: Session,
    person_id: uuid.UUID,
    membership_id: uuid.UUID | None,
    device: str,
    moment: dt.datetime,
    *,
    platform_id: uuid.UUID | None = None,
) -> str:
    """Begin a sign-in and return its token, always a new one.

    platform_id: of the LMS that vouches for the person; such a sign-in opens what ``THROUGH_AN_LMS`` says.
    """
    token = new_token()
    session.add(
        SignIn(
            token_digest=digest(token),
            person_id=person_id,
            membership_id=membership_id,
            platform_id=platform_id,
            device=device[:DEVICE_LENGTH],
            made=moment,
            last_used=moment,
        )
    )
    session.flush()
    return token


def id_of(session: Session, token: str) -> uuid.UUID:
    """Return the id of the sign-in of a token that has just begun."""
    return session.scalars(select(SignIn.id).where(SignIn.token_digest == digest(token))).one()


def find(session: Session, token: str, moment: dt.datetime, lasts: Lasts) -> Found | None:
    """Return who a token stands for; none where it is unknown, ended, or too old."""
    # Every request asks this: all that makes a viewer comes with one statement.
    row = (
        session.execute(
            select(SignIn, Membership)
            .outerjoin(Membership, Membership.id == SignIn.membership_id)
            .where(SignIn.token_digest == digest(token))
            .options(
                joinedload(SignIn.person),
                joinedload(Membership.organisation),
                joinedload(Membership.role_rows),
            )
        )
        .unique()
        .one_or_none()
    )
    if row is None or lasts.over(row.SignIn.made, row.SignIn.last_used, moment):
        return None
    if row.Membership is not None and not (row.Membership.ended is row.Membership.paused is None):
        return None
    return Found(_viewer(row.SignIn, row.Membership), moment - row.SignIn.last_used > TOUCH_EVERY)


def _viewer(sign_in: SignIn, membership: Membership | None) -> Viewer:
    organisation = membership.organisation if membership else None
    roles = membership.roles if membership else frozenset()
    confined = sign_in.platform_id is not None
    return Viewer(
        person_id=sign_in.person_id,
        name=called(sign_in.person.name, sign_in.person.preferred_name),
        sign_in_id=sign_in.id,
        platform_administrator=sign_in.person.platform_administrator and not confined,
        membership_id=membership.id if membership else None,
        organisation_id=membership.organisation_id if membership else None,
        organisation_name=organisation.name if organisation else "",
        roles=roles & THROUGH_AN_LMS if confined else roles,
        nation=nation_first(sign_in.person.nation, organisation.nation if organisation else None),
        look=_look(organisation) if organisation else Look(),
        display=sign_in.person.display,
        platform_id=sign_in.platform_id,
    )


def _look(organisation: Organisation) -> Look:
    return Look(
        accent=organisation.accent or "",
        logo=organisation.logo_digest or "",
        answers=organisation.answers_digest or "",
    )


def touch(session: Session, sign_in_id: uuid.UUID, moment: dt.datetime) -> None:
    """Write down that a sign-in was used."""
    sign_in = session.get(SignIn, sign_in_id)
    if sign_in is not None:
        sign_in.last_used = moment


def of_person(session: Session, viewer: Viewer) -> tuple[SignInRow, ...]:
    """Return the sign-ins of the person who asks, the latest used first."""
    rows = session.scalars(
        select(SignIn).where(SignIn.person_id == viewer.person_id).order_by(SignIn.last_used.desc())
    )
    return tuple(
        SignInRow(row.id, row.device, row.made, row.last_used, row.id == viewer.sign_in_id)
        for row in rows
    )


def end_own(session: Session, person_id: uuid.UUID, sign_in_id: uuid.UUID) -> None:
    """End one sign-in of a person. Raises NotFound where it is not theirs."""
    sign_in = session.get(SignIn, sign_in_id)
    if sign_in is None or sign_in.person_id != person_id:
        raise NotFound("This sign-in has ended already.")
    _end(session, [sign_in])


def end_others(session: Session, person_id: uuid.UUID, kept: uuid.UUID | None) -> int:
    """End every sign-in of a person but one; return how many."""
    return _end(
        session,
        session.scalars(select(SignIn).where(SignIn.person_id == person_id, SignIn.id != kept))
        if kept
        else session.scalars(select(SignIn).where(SignIn.person_id == person_id)),
    )


def end_of_membership(session: Session, membership_id: uuid.UUID) -> int:
    """End every sign-in in which a membership is used; return how many."""
    return _end(
        session, session.scalars(select(SignIn).where(SignIn.membership_id == membership_id))
    )


def end_of_platform(session: Session, platform_id: uuid.UUID) -> int:
    """End every sign-in for which an LMS vouched; return how many."""
    return _end(session, session.scalars(select(SignIn).where(SignIn.platform_id == platform_id)))


def end_those(session: Session, ids: Collection[uuid.UUID]) -> int:
    """End the sign-ins of these ids; return how many."""
    return _end(session, session.scalars(select(SignIn).where(SignIn.id.in_(ids))))


def end_all(session: Session) -> int:
    """End every sign-in of this server; return how many."""
    return _end(session, session.scalars(select(SignIn)))


def end_old(session: Session, moment: dt.datetime, lasts: Lasts) -> int:
    """End the sign-ins that are too old, or not used for too long; return how many."""
    return _end(session, session.scalars(select(SignIn).where(are_old(moment, lasts))))


def are_old(moment: dt.datetime, lasts: Lasts) -> ColumnElement[bool]:
    """Return the condition that a sign-in has ended by itself."""
    unused = SignIn.last_used < moment - dt.timedelta(hours=lasts.hours)
    return unused | (SignIn.made < moment - dt.timedelta(days=lasts.days))


def memberships_of(session: Session, person: Person) -> tuple[Membership, ...]:
    """Return the organisations in which a person may act, the one last acted in first."""
    found = session.scalars(
        select(Membership).where(
            Membership.person_id == person.id,
            Membership.ended.is_(None),
            Membership.paused.is_(None),
        )
    ).all()
    last = session.scalars(
        select(SignIn.membership_id)
        .where(SignIn.person_id == person.id, SignIn.membership_id.is_not(None))
        .order_by(SignIn.last_used.desc())
        .limit(1)
    ).first()
    return tuple(sorted(found, key=lambda m: (m.id != last, m.organisation.name)))


def _end(session: Session, found: Iterable[SignIn]) -> int:
    ended = list(found)
    for sign_in in ended:
        signed_out.send(session, sign_in_id=sign_in.id)
        session.delete(sign_in)
    return len(ended)
