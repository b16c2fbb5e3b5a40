"""One function from a module to the zip that an LMS imports, for the command line and the app alike."""

import hashlib
from pathlib import Path
from typing import Final

from msgspec import Struct

from course import assets as built_assets
from course.model import Course, Module
from course.nations import HOME_NATIONS
from packager.archive import build_zip
from packager.errors import AssetsMissing
from packager.formats import Format, format_named
from packager.manifest.subject import LAUNCH_FILE, subject_of
from packager.options import PackageOptions
from packager.overlay import overlay_files
from packager.page import (
    DATA_FILE,
    PLAYER_STYLE,
    about_text,
    data_script,
    page_html,
    page_renderer,
)

ABOUT_FILE: Final = "about.txt"

_PLAYER_STYLE: Final = Path(__file__).parent.parent / "course" / "player" / PLAYER_STYLE
BUILT_FILES: Final = (built_assets.PLAYER, built_assets.STYLE, built_assets.MARK)
_PICTURES: Final = (".svg", ".png", ".jpg", ".webp")


class PackageFile(Struct, frozen=True):
    """A finished package. sha256: of content, hexadecimal; report: lines for whoever made it."""

    name: str
    content: bytes
    sha256: str
    report: tuple[str, ...]


def package(
    course: Course, module_slug: str, options: PackageOptions, *, assets: Path = built_assets.FOLDER
) -> PackageFile:
    """Return a module as a zip for an LMS; the same bytes for the same content and options.

    assets: where the bundled script and the style sheet were built. Raises KeyError for an unknown
    module, UnknownFormat, AssetsMissing, and BadFileName for a picture whose name cannot travel.
    """
    module = course.module(module_slug)
    kind = format_named(options.format)
    files = _content(course, module, options, kind, assets)
    subject = subject_of(module, mastery_score(module, options), tuple(files))
    manifest = {kind.manifest_name: kind.manifest(subject)}
    content = build_zip(manifest | files, first=kind.manifest_name)
    return PackageFile(
        name=f"first-shift-{module.slug}-{module.version}-{kind.name}.zip",
        content=content,
        sha256=hashlib.sha256(content).hexdigest(),
        report=_report(module, options, kind, files, content),
    )


def mastery_score(module: Module, options: PackageOptions) -> int | None:
    """Return the pass mark that the LMS may judge by itself, or None.

    An LMS turns any score below it into ``failed``: so it has no place where the package reports
    completion only, nor in a module without an assessment.
    """
    judged = options.status_mapping == "passed-failed" and module.of_purpose("assessment")
    return module.pass_mark if judged else None


def _content(
    course: Course, module: Module, options: PackageOptions, kind: Format, assets: Path
) -> dict[str, bytes]:
    renderer = page_renderer(course, options)
    return {
        LAUNCH_FILE: page_html(module, renderer, options),
        DATA_FILE: data_script(module, renderer, options, kind),
        **{name: _asset(name, assets) for name in BUILT_FILES},
        _PLAYER_STYLE.name: _PLAYER_STYLE.read_bytes(),
        ABOUT_FILE: about_text(module, options, kind),
        **overlay_files(options.overlay),
        **_pictures(Path(module.folder)),
    }


def _asset(name: str, assets: Path) -> bytes:
    try:
        return built_assets.built(name, assets).read_bytes()
    except built_assets.NotBuilt as missing:
        raise AssetsMissing(str(missing)) from missing


def _pictures(folder: Path) -> dict[str, bytes]:
    """Return a module's pictures by their path in the package, which is their path in the module."""
    found = sorted((folder / "images").glob("*"))
    return {
        f"images/{path.name}": path.read_bytes()
        for path in found
        if path.suffix.lower() in _PICTURES
    }


def _report(
    module: Module, options: PackageOptions, kind: Format, files: dict[str, bytes], content: bytes
) -> tuple[str, ...]:
    mastery = mastery_score(module, options)
    return (
        f"{module.title}, version {module.version}, as {kind.label}",
        f"{len(files) + 1} files, {len(content) / 1000:.0f} kB",
        f"status: {options.status_mapping}, "
        + (f"mastery score {mastery}" if mastery is not None else "no mastery score"),
        f"of the four nations: {HOME_NATIONS[options.overlay.nation]} first"
        if options.overlay.nation
        else "of the four nations: all alike",
    )
