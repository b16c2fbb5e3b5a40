"""A package as it is launched: its course, and its files by their names."""

import io
import zipfile

from msgspec import Struct

from app.errors import BadInput
from app.launching.facts import Kind
from packager.errors import UnreadableManifest
from packager.reading import cmi5, tincan
from packager.reading.course_structure import CourseStructure, Unit


class Opened(Struct, frozen=True):
    """What a package launches. A Tin Can activity is a course with that one unit."""

    kind: Kind
    course: CourseStructure


def open_package(content: bytes) -> Opened:
    """Return what a zip launches. Raises BadInput for one that holds no cmi5.xml and no tincan.xml."""
    try:
        for name, read in ((cmi5.FILE_NAME, _cmi5), (tincan.FILE_NAME, _tincan)):
            manifest = file_of(content, name)
            if manifest is not None:
                return read(manifest)
    except UnreadableManifest as unreadable:
        raise BadInput(unreadable.sentence) from unreadable
    raise BadInput("Only cmi5 and xAPI packages are launched here; this one is neither.")


def file_of(content: bytes, name: str) -> bytes | None:
    """Return a file of a zip by its whole name; None where it has no such. Nothing is unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        try:
            return archive.read(name)
        except KeyError:
            return None


def _cmi5(manifest: bytes) -> Opened:
    return Opened("cmi5", cmi5.read_course_structure(manifest))


def _tincan(manifest: bytes) -> Opened:
    activity = tincan.read_launch_activity(manifest)
    unit = Unit(
        id=activity.id,
        title=activity.title,
        description=activity.description,
        url=activity.url,
        # Tin Can leaves it to the LMS what counts; most take either.
        move_on="CompletedOrPassed",
        activity_type=activity.type,
    )
    return Opened(
        "tincan",
        CourseStructure(
            id=activity.id,
            title=activity.title,
            description=activity.description,
            children=(unit,),
        ),
    )
