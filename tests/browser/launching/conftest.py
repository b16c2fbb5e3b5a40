"""A served demonstration, and trials that its LMS administrator has begun."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Person
from app.database import now
from app.demo.start import demonstration_settings
from app.factory import create_app
from app.launching import registrations
from app.organisations.models import Membership, Role
from app.services import KEY, Services
from app.settings import read_settings
from app.viewer import Member
from tests.browser.app.conftest import served_demonstration
from tests.browser.app.demonstration import Demonstration

BeginTrial = Callable[[bytes], str]


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory, demonstrated: Path) -> Path:
    folder = tmp_path_factory.mktemp("trial")
    return Path(shutil.copytree(demonstrated, folder, dirs_exist_ok=True))


@pytest.fixture(scope="session")
def demonstration(instance: Path) -> Iterator[Demonstration]:
    with served_demonstration(instance) as served:
        yield served


@pytest.fixture
def begin_trial(demonstration: Demonstration, instance: Path) -> Iterator[BeginTrial]:
    """Give a function that begins a trial of a zip and returns the address of its page."""
    settings = demonstration_settings(read_settings({"FIRSTSHIFT_INSTANCE": str(instance)}))
    parts: Services = create_app(settings).extensions[KEY]
    with parts.database.read() as session:
        member = session.scalars(
            select(Membership).join(Person).where(Person.email == "joanna@demo.example")
        ).one()
    roles = frozenset({Role.LMS_ADMINISTRATOR})
    asker = Member(member.id, member.organisation_id, uuid.uuid4(), roles)

    def begun(content: bytes) -> str:
        registration = registrations.begin(parts, asker, content, None, now())
        return f"{demonstration.address}/packages/preview/{registration}"

    yield begun
    parts.database.close()
    if parts.embedded_lrs is not None:
        parts.embedded_lrs.close()
