"""People who belong to a second trust as well."""

import uuid

from app.database import Database
from app.organisations.models import Membership, MembershipRole, Role
from tests.app.trust import Trust


def also_in(database: Database, member: uuid.UUID, other: Trust) -> None:
    with database.write() as session:
        person = session.get_one(Membership, member).person_id
        made = Membership(person_id=person, organisation_id=other.organisation)
        made.role_rows = [MembershipRole(role=Role.LEARNER)]
        session.add(made)
