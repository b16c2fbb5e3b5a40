"""An editor of the trust."""

import pytest

from app.database import Database
from app.organisations.models import Role
from tests.app.actors import Actor
from tests.app.conftest import SignIn
from tests.app.trust import Trust, add_member


def make_editor(database: Database, trust: Trust) -> str:
    """Make an editor of a trust, and return the address to sign in with."""
    email = f"editor@{trust.domain}"
    with database.write() as session:
        add_member(session, trust.organisation, email, "Ffion Parry", Role.EDITOR)
    return email


@pytest.fixture
def as_editor(sign_in: SignIn, database: Database, trust: Trust) -> Actor:
    """Sign in an editor of the trust."""
    return sign_in(make_editor(database, trust))


@pytest.fixture
def as_other_editor(sign_in: SignIn, database: Database, other_trust: Trust) -> Actor:
    """Sign in an editor of another trust."""
    return sign_in(make_editor(database, other_trust))
