"""A trust with people of the usual roles, and a second trust beside it."""

import uuid

from msgspec import Struct
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.passwords import hash_password
from app.database import Database
from app.organisations.models import (
    Membership,
    MembershipRole,
    Organisation,
    Role,
    Supervision,
)
from tests.app.actors import PASSWORD


class Trust(Struct, frozen=True):
    """Ids of an organisation and of its memberships, by the part of the address before the @."""

    organisation: uuid.UUID
    name: str
    domain: str
    members: dict[str, uuid.UUID]

    def email(self, who: str) -> str:
        """Return with which address somebody signs in."""
        return f"{who}@{self.domain}"


PEOPLE = {
    "learner": ("Dr Ngozi Eze", Role.LEARNER),
    "other-learner": ("Dr Farhan Siddiqui", Role.LEARNER),
    "supervisor": ("Dr Helen Marsh", Role.SUPERVISOR),
    "other-supervisor": ("Dr Owen Pryce", Role.SUPERVISOR),
    "lead": ("Dr Amira Salih", Role.LEAD),
    "lms-administrator": ("Kasia Nowak", Role.LMS_ADMINISTRATOR),
    "administrator": ("Marcus Bell", Role.ORGANISATION_ADMINISTRATOR),
}


def make_trust(database: Database, name: str, domain: str) -> Trust:
    """Make a trust; ``supervisor`` supervises ``learner``, and nobody ``other-learner``."""
    with database.write() as session:
        organisation = Organisation(name=name)
        session.add(organisation)
        session.flush()
        members = {
            who: add_member(session, organisation.id, f"{who}@{domain}", full_name, role)
            for who, (full_name, role) in PEOPLE.items()
        }
        session.add(
            Supervision(
                organisation_id=organisation.id,
                supervisor_id=members["supervisor"],
                learner_id=members["learner"],
            )
        )
        return Trust(organisation.id, name, domain, members)


def add_member(
    session: Session, organisation: uuid.UUID, email: str, name: str, role: Role
) -> uuid.UUID:
    """Add somebody with one role to an organisation; return the membership."""
    person = Person(email=email, name=name, password_hash=hash_password(PASSWORD))
    session.add(person)
    session.flush()
    membership = Membership(person_id=person.id, organisation_id=organisation)
    membership.role_rows = [MembershipRole(role=role)]
    session.add(membership)
    session.flush()
    return membership.id


def make_platform_administrator(database: Database) -> str:
    """Make the platform's administrator and return the address to sign in with."""
    email = "platform@firstshift.example"
    with database.write() as session:
        session.add(
            Person(
                email=email,
                name="Ines Duarte",
                password_hash=hash_password(PASSWORD),
                platform_administrator=True,
            )
        )
    return email
