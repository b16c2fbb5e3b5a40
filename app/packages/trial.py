"""A page that plays a SCORM system for a package that was made, so that one sees it track.

The system is a script of the page: nothing of a trial is stored on the server. Only packages of the
organisation's own making are played: their scripts run on our origin.
"""

import uuid

from flask import Blueprint, Response, render_template
from msgspec import Struct

from app.errors import NotFound
from app.launching import serving
from app.launching.forms import MODE_WORDS
from app.launching.packages import file_of
from app.packages import keeping, notes
from app.packages.orders import order_of
from app.packages.overlays import own_overlay
from app.packages.rows import MadeRow
from app.permissions import allow
from app.security import allow_frames
from app.services import services
from app.viewer import member
from course.model import Course
from packager.formats import Format, format_named
from packager.options import PackageOptions
from packager.outcome import status_words
from packager.reading.scorm import FILE_NAME, read_scos

bp = Blueprint(
    "trial", __name__, template_folder="templates", url_prefix="/packages/made/<uuid:key>/try"
)


class Tried(Struct, frozen=True):
    """A package that is tried, as it was made."""

    row: MadeRow
    kind: Format
    options: PackageOptions
    content: bytes


@bp.get("")
@allow("package_modules")
def page(key: uuid.UUID) -> str:
    """Show the package in a frame, and what it calls beside it."""
    tried = _tried(key)
    allow_frames()
    return render_template(
        "packages/trial.html",
        row=tried.row,
        kind=tried.kind,
        scos=read_scos(file_of(tried.content, FILE_NAME) or b""),
        done=status_words(tried.kind, tried.options),
        modes=MODE_WORDS,
    )


@bp.get("/files/<path:name>")
@allow("package_modules")
def file(key: uuid.UUID, name: str) -> Response:
    """Give a file of the package."""
    content = file_of(_tried(key).content, name)
    if content is None:
        raise NotFound("The package has no such file.")
    return serving.answer(name, content)


def _tried(key: uuid.UUID) -> Tried:
    """Return a package of the asker's organisation. Raises NotFound for any other, and where no page plays it."""
    session, course, overlay = services().database.of_request(), _course(), own_overlay()
    made = notes.own(session, member(), key)
    order = order_of(made, overlay)
    kind = format_named(order.options.format)
    if kind.speaks != "scorm":
        raise NotFound("Only SCORM packages are tried in this way.")
    return Tried(
        row=notes.read_one(session, member(), course, overlay, key),
        kind=kind,
        options=order.options,
        content=keeping.zip_of(session, made, course, overlay).content,
    )


def _course() -> Course:
    return services().shelf.course
