"""Who works in the demonstration trust, and the passwords that are new at each start."""

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from typing import Final, Literal

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts import sign_ins
from app.accounts.models import Person
from app.accounts.passwords import hash_drawn_password
from app.database import now
from app.organisations import commands, groups, people_commands
from app.organisations.models import Membership, Organisation, Role
from app.providers.models import EmailDomain
from app.viewer import Member

TRUST: Final = "Demonstration trust"
DOMAIN: Final = "demo.example"
PASSWORD_BYTES: Final = 12

Goes = Literal["begun", "halfway", "failed", "passed"]


class Part(Struct, frozen=True):
    """A part in the demonstration.

    goes: how far a learner gets in each module, in the course's order; days: ago when they came;
    supervisor: before the @ of theirs; called and said: as they told in their account.
    """

    who: str
    name: str
    role: Role
    goes: tuple[Goes, ...] = ()
    days: int = 0
    supervisor: str = ""
    called: str = ""
    said: str = ""

    @property
    def email(self) -> str:
        """With which address the part signs in."""
        return f"{self.who}@{DOMAIN}"


PARTS: Final = (
    Part("meera", "Dr Meera Krishnan", Role.SUPERVISOR),
    Part("tomos", "Dr Tomos Bevan", Role.SUPERVISOR),
    Part(
        "adaeze",
        "Dr Adaeze Okonjo",
        Role.LEARNER,
        ("passed", "passed", "begun"),
        9,
        "meera",
        "Ada",
        "AY-dah",
    ),
    Part("yusuf", "Dr Yusuf Demirci", Role.LEARNER, ("failed",), 5, "meera"),
    Part("htet", "Dr Htet Aung Lwin", Role.LEARNER, ("halfway",), 2, "meera", said="tet OWNG lwin"),
    Part("valentina", "Dr Valentina Rojas", Role.LEARNER, (), 3, "meera"),
    Part("karim", "Dr Karim Haddad", Role.LEARNER, ("begun",), 4, "tomos"),
    Part("grace", "Dr Grace Mensah", Role.LEAD),
    Part("joanna", "Joanna Whitfield", Role.LMS_ADMINISTRATOR),
    Part("ffion", "Ffion Parry", Role.EDITOR),
    Part("samuel", "Samuel Adjei", Role.ORGANISATION_ADMINISTRATOR),
)

SITES: Final = ("Northgate Hospital", "Riverside Hospital")
COHORTS: Final = (("Autumn starters", 9), ("Winter starters", 3))
"""Names, and how many days ago they began."""
PLACES: Final[dict[str, tuple[int, int | None]]] = {
    "adaeze": (0, 0),
    "yusuf": (0, 0),
    "htet": (1, 1),
    "valentina": (1, 1),
    "karim": (1, None),
}
"""In which site and cohort a doctor is, by their places above; nobody has told when who has no cohort began."""


def is_there(session: Session) -> bool:
    """Say whether the trust was made before."""
    wanted = select(Organisation.id).where(Organisation.name == TRUST)
    return session.scalars(wanted).first() is not None


def make_trust(session: Session) -> dict[str, Membership]:
    """Make the trust and everybody in it; return the memberships. Nobody can sign in yet."""
    organisation = commands.make(session, TRUST, "ENG")
    members: dict[str, uuid.UUID] = {}
    for part in PARTS:
        supervisors = frozenset({members[part.supervisor]} if part.supervisor else ())
        roles = frozenset({part.role})
        draft = people_commands.Draft(part.name, part.email, roles, supervisors)
        members[part.who] = people_commands.add(session, organisation.id, draft, now())
        person = session.get_one(Membership, members[part.who]).person
        person.preferred_name, person.said = part.called, part.said
    made = {who: session.get_one(Membership, key) for who, key in members.items()}
    _place(session, made)
    # So that a sign-in provider can be tried with no more than its own pages.
    domain = EmailDomain(organisation_id=organisation.id, domain=DOMAIN, made=now())
    domain.taken, domain.confirmed = DOMAIN, now()
    session.add(domain)
    return made


def _place(session: Session, members: Mapping[str, Membership]) -> None:
    """Make two sites and two cohorts, and put the doctors there."""
    administrator = members["samuel"]
    key = administrator.id
    asker = Member(key, administrator.organisation_id, key, administrator.roles)
    today = now().date()
    sites = [groups.make(session, asker, "site", name) for name in SITES]
    cohorts = [
        groups.make(session, asker, "cohort", name, today - dt.timedelta(days=days))
        for name, days in COHORTS
    ]
    for who, (site, cohort) in PLACES.items():
        place = groups.Place(sites[site])
        if cohort is not None:
            first_day = today - dt.timedelta(days=COHORTS[cohort][1])
            place = groups.Place(sites[site], frozenset({cohorts[cohort]}), first_day)
        groups.put(session, members[who], place)


def new_passwords(session: Session) -> dict[str, str]:
    """Give everybody a new random password and end their sign-ins; return passwords by part."""
    given: dict[str, str] = {}
    for part in PARTS:
        person = session.scalars(select(Person).where(Person.email == part.email)).one()
        given[part.who] = secrets.token_urlsafe(PASSWORD_BYTES)
        person.password_hash = hash_drawn_password(given[part.who])
        sign_ins.end_others(session, person.id, None)
    return given


def as_table(given: dict[str, str]) -> str:
    """Return who signs in with what, one line each."""
    return "\n".join(f"  {part.role.label:<36}{part.email:<24}{given[part.who]}" for part in PARTS)
