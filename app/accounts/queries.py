"""What a person sees of their own account."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.names import in_words
from app.accounts.sign_ins import memberships_of
from app.nations import NationChoice, nation_first
from app.organisations.models import Membership, Organisation, role_names
from app.viewer import Viewer
from course.nations import HOME_NATIONS, HomeNation


class OwnAccount(Struct, frozen=True):
    """Who is signed in. organisation: empty where they act in none.

    preferred_name and said: as ``Person`` has them. has_password: whether they can sign in by themselves.

    nation: that they chose to be shown first, none for what the organisation says; of_organisation:
    what that is.
    """

    name: str
    email: str
    organisation: str
    roles: tuple[str, ...]
    platform_administrator: bool
    several: bool
    nation: NationChoice | None
    of_organisation: HomeNation | None
    preferred_name: str
    said: str
    has_password: bool

    @property
    def name_words(self) -> str:
        """How the person is called and how that is said; empty where not told."""
        return in_words(self.preferred_name, self.said)

    @property
    def nation_words(self) -> str:
        """Which nation is shown first, and who says so."""
        first = nation_first(self.nation, self.of_organisation)
        what = HOME_NATIONS[first] if first else "All four nations alike"
        if self.nation is not None:
            return f"{what}, as you chose"
        return f"{what}, as your organisation says" if first else what


class Left(Struct, frozen=True):
    """An organisation to which a person belonged. ended: when they left."""

    membership_id: uuid.UUID
    organisation: str
    ended: dt.datetime


class Choice(Struct, frozen=True):
    """An organisation in which the person may act. current: they do so now."""

    membership_id: uuid.UUID
    organisation: str
    roles: tuple[str, ...]
    current: bool


def own_account(session: Session, viewer: Viewer) -> OwnAccount:
    """Return what is kept of the person who asks."""
    person = session.get_one(Person, viewer.person_id)
    return OwnAccount(
        name=person.name,
        email=person.email,
        organisation=viewer.organisation_name,
        roles=role_names(viewer.roles),
        platform_administrator=viewer.platform_administrator,
        several=len(memberships_of(session, person)) > 1,
        nation=person.nation,
        of_organisation=_nation_of(session, viewer),
        preferred_name=person.preferred_name,
        said=person.said,
        has_password=bool(person.password_hash),
    )


def _nation_of(session: Session, viewer: Viewer) -> HomeNation | None:
    if viewer.organisation_id is None:
        return None
    return session.get_one(Organisation, viewer.organisation_id).nation


def choices(session: Session, viewer: Viewer) -> tuple[Choice, ...]:
    """Return the organisations in which the person who asks may act."""
    person = session.get_one(Person, viewer.person_id)
    return tuple(
        Choice(m.id, m.organisation.name, role_names(m.roles), m.id == viewer.membership_id)
        for m in memberships_of(session, person)
    )


def left(session: Session, viewer: Viewer) -> tuple[Left, ...]:
    """Return the organisations to which the person who asks belonged, the latest first."""
    found = session.scalars(
        select(Membership)
        .where(Membership.person_id == viewer.person_id, Membership.ended.is_not(None))
        .order_by(Membership.ended.desc())
    )
    return tuple(Left(m.id, m.organisation.name, m.ended) for m in found if m.ended)
