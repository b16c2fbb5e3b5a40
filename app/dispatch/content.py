"""What a licence hands out: the pages of today, in the organisation's look."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from flask import url_for
from sqlalchemy.orm import Session

from app.course_cache import CourseCache
from app.dispatch.errors import Withdrawn
from app.dispatch.models import DispatchLicence
from app.organisations.overlay import overlay_of
from app.services import services
from app.typed import converter
from app.wording import day
from course.model import Course
from packager import Dispatch, Overlay, PackageFile, PackageOptions
from packager.dispatch import dispatch_package, dispatched_files

MOST: Final = 20
"""How many licences' pages are kept: each is a course in memory."""

plain_options = converter(PackageOptions)
"""Turns options as a licence keeps them into options, without the overlay of today."""
CACHE: Final = CourseCache[Mapping[str, bytes]](MOST)


def options_kept(options: PackageOptions) -> dict[str, Any]:
    """Return options as a licence keeps them: without the overlay, which is always that of today."""
    kept: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(options, overlay=Overlay()))
    del kept["overlay"]
    return kept


def options_of(session: Session, licence: DispatchLicence) -> PackageOptions:
    """Return the options of a licence, with the overlay of its organisation."""
    kept = plain_options(licence.options)
    return msgspec.structs.replace(kept, overlay=overlay_of(session, licence.organisation))


def check_served(course: Course, licence: DispatchLicence) -> None:
    """Raise Withdrawn where the server lacks a module of the licence."""
    if not {module.slug for module in course.modules}.issuperset(licence.modules):
        raise Withdrawn


def files_of(session: Session, licence: DispatchLicence) -> Mapping[str, bytes]:
    """Return every file that the licence opens, by path. Raises Withdrawn."""
    course = services().shelf.course
    check_served(course, licence)
    options = options_of(session, licence)
    key = (tuple(licence.modules), msgspec.json.encode(options))
    return CACHE.get(course, key, lambda: dispatched_files(course, licence.modules, options))


def package_of(session: Session, licence: DispatchLicence, base: str) -> PackageFile:
    """Return the thin zip of a licence. base: the address of this server. Raises Withdrawn."""
    course = services().shelf.course
    check_served(course, licence)
    dispatch = Dispatch(
        launch=base + url_for("dispatch_launch.launch", token=licence.token),
        expires=day(licence.expires),
        seats=licence.seats,
        contact=licence.contact,
    )
    return dispatch_package(course, licence.modules, options_of(session, licence), dispatch)
