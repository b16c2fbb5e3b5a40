"""More people for a trust, with a password as everybody in the tests has."""

import datetime as dt
import uuid
from collections.abc import Sequence

from app.accounts.models import Person
from app.accounts.passwords import hash_password
from app.database import Database, now
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from tests.app.actors import PASSWORD
from tests.app.trust import Trust


def add(
    database: Database,
    trust: Trust,
    name: str,
    role: Role = Role.LEARNER,
    *,
    email: str = "",
    made: dt.datetime | None = None,
    supervisors: Sequence[uuid.UUID] = (),
) -> uuid.UUID:
    """Add somebody; return their membership."""
    with database.write() as session:
        person = Person(
            email=email or f"{uuid.uuid4()}@{trust.domain}",
            name=name,
            password_hash=hash_password(PASSWORD),
        )
        session.add(person)
        session.flush()
        member = Membership(
            person_id=person.id, organisation_id=trust.organisation, made=made or now()
        )
        member.role_rows = [MembershipRole(role=role)]
        session.add(member)
        session.flush()
        for each in supervisors:
            session.add(
                Supervision(
                    organisation_id=trust.organisation, supervisor_id=each, learner_id=member.id
                )
            )
        return member.id
