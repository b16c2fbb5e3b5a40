"""Our server with a licence, at one origin, and a learning system with the thin zip, at another."""

import datetime as dt
import io
import uuid
import zipfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from playwright.sync_api import Frame, Page
from sqlalchemy import func, select

from app.database import Database, now
from app.dispatch import licences
from app.dispatch.content import package_of
from app.dispatch.licences import Draft
from app.dispatch.models import DispatchLicence, DispatchSeat
from app.factory import create_app
from app.installation import prepare
from app.organisations.models import Role
from app.services import KEY, Services
from app.settings import read_settings
from app.viewer import Member
from course.model import Course, Module
from packager import PackageOptions
from tests.app.trust import Trust, make_trust
from tests.browser.lms.learner import Learner
from tests.browser.lms.server import LearningSystem
from tests.browser.lms.server import serving as serving_system
from tests.packager.several import course_of_two
from tests.support.serving import serving as serving_app

CONTACT = "the e-learning team, elearning@alder.example"


class Shelf:
    """A shelf that holds the course of the tests."""

    mistakes = ()

    def __init__(self, course: Course) -> None:
        self.course = course


class Server:
    """Our server. address: under ``localhost``, so that ``127.0.0.1`` is another site."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        settings = read_settings({"FIRSTSHIFT_INSTANCE": str(folder / "instance")})
        prepare(settings, "https://firstshift.example")
        self.app = create_app(settings)
        self.parts: Services = self.app.extensions[KEY]
        self.course = course_of_two(folder / "course")
        self.app.extensions[KEY] = msgspec.structs.replace(self.parts, shelf=Shelf(self.course))
        port = urlsplit(stack.enter_context(serving_app(self.app))).port
        self.address = f"http://localhost:{port}"
        self.trust: Trust = make_trust(self.database, "Alder Valley Trust", "alder.example")
        self.member = Member(
            self.trust.members["lms-administrator"],
            self.trust.organisation,
            uuid.uuid4(),
            frozenset({Role.LMS_ADMINISTRATOR}),
        )
        stack.callback(self.parts.database.close)
        if self.parts.embedded_lrs is not None:
            stack.callback(self.parts.embedded_lrs.close)

    @property
    def database(self) -> Database:
        """The database."""
        return self.parts.database

    def licence(
        self,
        origins: tuple[str, ...],
        *,
        modules: tuple[str, ...] = ("sample",),
        seats: int = 0,
        **options: Any,
    ) -> uuid.UUID:
        """Make a licence of a year."""
        draft = Draft(origins, CONTACT, now().date() + dt.timedelta(days=365), seats)
        with self.database.write() as session:
            made_with = PackageOptions(**options)
            return licences.make(session, self.member, modules, made_with, draft, now())

    def zip(self, licence: uuid.UUID) -> bytes:
        """Return the thin zip of a licence."""
        with (
            self.app.test_request_context(base_url=self.address),
            self.database.read() as session,
        ):
            found = session.get_one(DispatchLicence, licence)
            return package_of(session, found, self.address).content

    def change(self, licence: uuid.UUID, **columns: Any) -> None:
        """Write columns of a licence."""
        with self.database.write() as session:
            found = session.get_one(DispatchLicence, licence)
            for name, value in columns.items():
                setattr(found, name, value)

    def taken(self, licence: uuid.UUID) -> int:
        """Return how many seats are taken."""
        with self.database.read() as session:
            counted = select(func.count()).where(DispatchSeat.licence_id == licence)
            return session.scalar(counted) or 0

    def kept(self, licence: uuid.UUID) -> int:
        """Return how many seats are known to be kept by a learning system."""
        with self.database.read() as session:
            counted = select(func.count(DispatchSeat.kept))
            return session.scalar(counted.where(DispatchSeat.licence_id == licence)) or 0


class Dispatched:
    """A learning system that holds the thin zip of a licence."""

    def __init__(self, server: Server, system: LearningSystem, licence: uuid.UUID) -> None:
        self.server = server
        self.system = system
        self.licence = licence

    def sample(self) -> Module:
        """Return the module that is taught."""
        return self.server.course.modules[0]


class Dispatch:
    """Makes a licence, puts its zip into a learning system and serves that."""

    def __init__(self, server: Server, folder: Path, stack: ExitStack) -> None:
        self.server = server
        self._folder = folder
        self._stack = stack
        self._made = 0

    def __call__(self, *, origins: tuple[str, ...] = (), **options: Any) -> Dispatched:
        """Return the system; its own origin is in the licence unless others are given."""
        self._made += 1
        package = self._folder / f"thin{self._made}"
        system = self._stack.enter_context(serving_system(package))
        licence = self.server.licence(origins or (system.address,), **options)
        with zipfile.ZipFile(io.BytesIO(self.server.zip(licence))) as archive:
            archive.extractall(package)
        return Dispatched(self.server, system, licence)


def thin(page: Page) -> Frame:
    """Return the frame with the page of the zip."""
    handle = page.wait_for_selector("#sco")
    frame = handle.content_frame() if handle else None
    assert frame is not None
    return frame


def inside(page: Page) -> Frame:
    """Return the frame in that page, whatever stands in it."""
    handle = thin(page).wait_for_selector("iframe")
    frame = handle.content_frame() if handle else None
    assert frame is not None
    return frame


def learner(page: Page, module: Module) -> Learner:
    """Return a learner in the course, once it is ready."""
    frame = inside(page)
    frame.wait_for_selector("[data-progress]:not([hidden])")
    return Learner(frame, module)
