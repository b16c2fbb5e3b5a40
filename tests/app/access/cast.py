"""Everybody who tries: people of each role in two trusts, one who has left, and the platform's own."""

from typing import Final

from msgspec import Struct
from sqlalchemy import select

from app.accounts.models import Person
from app.database import Database, now
from app.organisations.models import Membership, Role, Supervision
from app.permissions import ALLOW, OF_WHO_HAS_LEFT, PLATFORM, SIGNED_IN
from app.viewer import Member
from tests.app.trust import PEOPLE, Trust, add_member, make_platform_administrator, make_trust

ALDER: Final = "alder"
BIRCH: Final = "birch"
LEFT: Final = f"{ALDER}:left"
PLATFORM_ADMINISTRATOR: Final = "platform"
BESIDE: Final = {
    "editor": Role.EDITOR,
    "other-administrator": Role.ORGANISATION_ADMINISTRATOR,
    "other-lms-administrator": Role.LMS_ADMINISTRATOR,
}
"""Who is in a trust beside those of ``tests.app.trust``: colleagues, from whom some things are kept too."""
ROLES: Final = {**{who: role for who, (_, role) in PEOPLE.items()}, **BESIDE}
EVERYBODY: Final = (
    *(f"{trust}:{who}" for trust in (ALDER, BIRCH) for who in ROLES),
    LEFT,
    PLATFORM_ADMINISTRATOR,
)


class Owner(Struct, frozen=True):
    """Whose things are made: a doctor, and the supervisor beside them; both as ``trust:who``."""

    trust: str
    learner: str
    supervisor: str

    def of_trust(self, *who: str) -> tuple[str, ...]:
        """Return people of the same trust."""
        return tuple(f"{self.trust}:{each}" for each in who)

    def all_of(self, *who: str) -> tuple[str, ...]:
        """Return people of the same trust, with their colleagues of the same role."""
        return tuple(
            f"{self.trust}:{each}"
            for name in who
            for each in (name, f"other-{name}")
            if each in ROLES
        )


OWNERS: Final = (
    Owner(ALDER, f"{ALDER}:learner", f"{ALDER}:supervisor"),
    Owner(ALDER, f"{ALDER}:other-learner", f"{ALDER}:other-supervisor"),
    Owner(BIRCH, f"{BIRCH}:learner", f"{BIRCH}:supervisor"),
)
"""The first one's things are tried; the others' are what a wrong address names beside them."""


class Cast(Struct, frozen=True):
    """The trusts by their names in this folder, and the address with which each of EVERYBODY signs in."""

    trusts: dict[str, Trust]
    emails: dict[str, str]

    def member(self, who: str) -> Member:
        """Return somebody as they ask."""
        trust, _, part = who.partition(":")
        key = self.trusts[trust].members[part]
        return Member(key, self.trusts[trust].organisation, key, frozenset({ROLES[part]}))


def make_cast(database: Database) -> Cast:
    """Make the trusts and their people; each name says which trust its bearer belongs to."""
    trusts = {
        ALDER: make_trust(database, "Alder Valley Trust", "alder.example"),
        BIRCH: make_trust(database, "Birch Coast Trust", "birch.example"),
    }
    emails = {f"{key}:{who}": trust.email(who) for key, trust in trusts.items() for who in PEOPLE}
    with database.write() as session:
        for key, trust in trusts.items():
            for who, member in trust.members.items():
                person = session.get_one(Membership, member).person
                person.name = f"{person.name} {key.capitalize()}-{who}"
            session.add(
                Supervision(
                    organisation_id=trust.organisation,
                    supervisor_id=trust.members["other-supervisor"],
                    learner_id=trust.members["other-learner"],
                )
            )
    for key, trust in trusts.items():
        for who, role in BESIDE.items():
            emails[f"{key}:{who}"] = _add(database, trust, who, role)
    emails[LEFT] = _add(database, trusts[ALDER], "left", Role.LEARNER)
    with database.write() as session:
        session.get_one(Membership, trusts[ALDER].members.pop("left")).ended = now()
    emails[PLATFORM_ADMINISTRATOR] = make_platform_administrator(database)
    return Cast(trusts, emails)


def may_do(who: str, action: str) -> bool:
    """Say whether the table of permissions opens an action to somebody."""
    allowed = ALLOW[action]
    if who == LEFT:
        return action in OF_WHO_HAS_LEFT
    if SIGNED_IN in allowed:
        return True
    if who == PLATFORM_ADMINISTRATOR:
        return PLATFORM in allowed
    return ROLES[who.partition(":")[2]] in allowed


def _add(database: Database, trust: Trust, who: str, role: Role) -> str:
    with database.write() as session:
        name = f"Ffion Parry {trust.domain}-{who}"
        trust.members[who] = add_member(session, trust.organisation, trust.email(who), name, role)
    return trust.email(who)


def person_id(database: Database, email: str) -> Person:
    """Return an account by its address."""
    with database.read() as session:
        return session.scalars(select(Person).where(Person.email == email)).one()
