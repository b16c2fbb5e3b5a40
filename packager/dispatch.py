"""Dispatch packages: a thin zip that opens the course from our server and reports to the LMS.

The zip holds one page and one script, which owns the session with the LMS. The course stands in a frame
or a window of its own and speaks to that page by ``postMessage`` (``course/player/dispatch/``); so it is
always of today, and the zip never has to be imported again. Who may open it is decided by the server.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from course import assets as built_assets
from course.model import Course, Module
from packager.about import ABOUT_FILE
from packager.archive import build_zip
from packager.content import content
from packager.digest import content_sha256
from packager.dispatch_about import dispatch_about_text
from packager.dispatch_formats import dispatch_format
from packager.dispatch_terms import Dispatch
from packager.errors import AssetsMissing, BadOptions
from packager.formats import Format
from packager.manifest import scorm12
from packager.manifest.subject import COURSE_NAME, LAUNCH_FILE
from packager.options import PackageOptions
from packager.package import PackageFile, chosen
from packager.page import choices, script_of, templates
from packager.report import report
from packager.subjects import subject_of

DATA_FILE: Final = "dispatch-data.js"
STYLE: Final = "dispatch.css"

SEAT_CHARS: Final = 12
"""The length of a seat: letters, digits, hyphen, underscore."""

PREFIX_CHARS: Final = SEAT_CHARS + 4
"""How much of the suspend data the seat takes: the twin of ``course/player/dispatch/seat.js``."""

_SERVED: Final = Format(
    name="relay",
    label="Dispatch",
    tracker="relay",
    speaks="",
    manifest_name=scorm12.FILE_NAME,
    layouts=("single",),
    unit="page",
)
"""The pages on our server: an LMS records them, but its manifest lies in the thin zip."""

_STYLE: Final = Path(__file__).parent.parent / "course" / "player" / "dispatch" / STYLE


def dispatch_package(
    course: Course,
    slugs: Sequence[str],
    options: PackageOptions,
    dispatch: Dispatch,
    *,
    assets: Path = built_assets.FOLDER,
) -> PackageFile:
    """Return the thin zip of modules; the same bytes for the same content, options and licence.

    Its identifiers are those of the ordinary package, so that either replaces the other in an LMS's
    activity. slugs: of the modules. Raises UnknownModule, UnknownFormat, BadOptions, AssetsMissing.
    """
    kind = dispatch_format(options.format)
    if options.layout != "single":
        raise BadOptions(
            "A dispatch package has one SCO: choose the layout 'single', or make one for each module."
        )
    modules = chosen(course, slugs, options)
    title = modules[0].title if len(modules) == 1 else course.title or "First Shift"
    script = built_assets.dispatch(kind.tracker)
    files = {
        LAUNCH_FILE: _page(title, modules, dispatch, script),
        DATA_FILE: _data(title, options, kind, dispatch),
        STYLE: _STYLE.read_bytes(),
        script: _asset(script, assets),
        ABOUT_FILE: b"",
    }
    # The one page opens the window, if there is to be one.
    in_frame = replace(options, window="frame")
    subject = subject_of(course, modules, in_frame, several_units=False, files={"": tuple(files)})
    # Nor is the LMS to judge by itself: the pass mark may change on the server, and never in the zip.
    subject = replace(
        subject, units=tuple(replace(unit, mastery_score=None) for unit in subject.units)
    )
    if kind.manifest:
        files[kind.manifest_name] = kind.manifest(subject)
    digest = content_sha256(files)
    files[ABOUT_FILE] = dispatch_about_text(title, modules, options, kind, dispatch, digest)
    zipped = build_zip(files, first=kind.manifest_name)
    return PackageFile(
        name=_name(modules, kind),
        content=zipped,
        sha256=hashlib.sha256(zipped).hexdigest(),
        content_sha256=digest,
        report=(
            *report(modules, options, kind, subject, files=len(files), size=len(zipped)),
            f"opens the course from {dispatch.origin}",
        ),
    )


def dispatched_files(
    course: Course,
    slugs: Sequence[str],
    options: PackageOptions,
    *,
    assets: Path = built_assets.FOLDER,
) -> dict[str, bytes]:
    """Return what the server hands out for such a package, by path; ``index.html`` is where it begins.

    The pages are those of an ordinary package, of today. Raises UnknownModule, BadOptions, AssetsMissing.
    """
    modules = chosen(course, slugs, options)
    inside = replace(options, window="frame", layout="single")
    folders = content(course, modules, inside, _SERVED, assets, several_units=False)
    files = {path: data for paths in folders.values() for path, data in paths.items()}
    files.pop(ABOUT_FILE, None)
    return files


def _page(title: str, modules: Sequence[Module], dispatch: Dispatch, script: str) -> bytes:
    """Return index.html. It may load its own files, and show and ask our server; nothing else."""
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            f"frame-src {dispatch.origin}",
            f"form-action {dispatch.origin}",
            "base-uri 'none'",
        )
    )
    page = templates().get_template("dispatch.html")
    return page.render(
        title=title,
        language=modules[0].language,
        policy=policy,
        style=STYLE,
        scripts=(DATA_FILE, script),
        dispatch=dispatch,
    ).encode()


def _data(title: str, options: PackageOptions, kind: Format, dispatch: Dispatch) -> bytes:
    data = {
        "dispatch": {
            "origin": dispatch.origin,
            "launch": dispatch.launch,
            "title": title,
            "window": options.window,
        },
        "package": choices(options, kind, ()),
    }
    return script_of(json.dumps(data, separators=(",", ":")))


def _asset(name: str, assets: Path) -> bytes:
    try:
        return built_assets.built(name, assets).read_bytes()
    except built_assets.NotBuilt as missing:
        raise AssetsMissing(str(missing)) from missing


def _name(modules: Sequence[Module], kind: Format) -> str:
    subject = modules[0].slug if len(modules) == 1 else f"{COURSE_NAME}-{len(modules)}-modules"
    return f"first-shift-{subject}-dispatch-{kind.name}.zip"
