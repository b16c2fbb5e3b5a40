"""An editor of the trust."""

import pytest

from app.accounts.models import Person
from app.accounts.passwords import hash_password
from app.database import Database
from app.organisations.models import Membership, MembershipRole, Role
from tests.app.actors import PASSWORD, Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust


def make_editor(database: Database, trust: Trust) -> str:
    """Make an editor of a trust, and return the address to sign in with."""
    email = f"editor@{trust.domain}"
    with database.write() as session:
        person = Person(email=email, name="Ffion Parry", password_hash=hash_password(PASSWORD))
        session.add(person)
        session.flush()
        membership = Membership(person_id=person.id, organisation_id=trust.organisation)
        membership.role_rows = [MembershipRole(role=Role.EDITOR)]
        session.add(membership)
    return email


@pytest.fixture
def as_editor(sign_in: SignIn, database: Database, trust: Trust) -> Actor:
    """Sign in an editor of the trust."""
    return sign_in(make_editor(database, trust))


@pytest.fixture
def as_other_editor(sign_in: SignIn, database: Database, other_trust: Trust) -> Actor:
    """Sign in an editor of another trust."""
    return sign_in(make_editor(database, other_trust))
