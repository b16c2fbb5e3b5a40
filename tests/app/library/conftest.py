"""A course of one module with the library that ships, and an IMG lead of the trust."""

import shutil
from pathlib import Path

import pytest

from app.database import Database
from app.organisations.models import MembershipRole, Role
from tests.app.actors import Actor
from tests.app.conftest import MODULES, SignIn
from tests.app.trust import Trust

SHARED = ("sources.yaml", "local_answers.yaml", "tags.yaml", "library.yaml", "tips.yaml")


@pytest.fixture(scope="session")
def one_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a course of one real module, with its tags and the whole library."""
    folder = tmp_path_factory.mktemp("course") / "modules"
    shutil.copytree(MODULES / "culture", folder / "culture")
    for shared in SHARED:
        shutil.copy(MODULES / shared, folder)
    return folder


@pytest.fixture
def as_lead(sign_in: SignIn, database: Database, trust: Trust) -> Actor:
    """Sign in an IMG lead, who supervises nobody."""
    key = trust.members["other-supervisor"]
    with database.write() as session:
        session.add(MembershipRole(membership_id=key, role=Role.LEAD))
    return sign_in(trust.email("other-supervisor"))


@pytest.fixture
def as_other_administrator(sign_in: SignIn, other_trust: Trust) -> Actor:
    """Sign in the administrator of another trust."""
    return sign_in(other_trust.email("administrator"))
