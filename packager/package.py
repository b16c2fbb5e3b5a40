"""One function from modules to the zip that an LMS imports, for the command line and the app alike."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from course import assets as built_assets
from course.model import Course, Module
from packager.about import ABOUT_FILE, about_text
from packager.archive import build_zip
from packager.content import content
from packager.digest import content_sha256
from packager.errors import BadOptions, UnknownModule
from packager.formats import Format, format_named
from packager.manifest.subject import COURSE_NAME
from packager.options import PackageOptions
from packager.report import report
from packager.subjects import subject_of


class PackageFile(Struct, frozen=True):
    """A finished package. report: lines for whoever made it.

    sha256: of content, the zip, in hex; content_sha256: of what it holds, the same whatever packs it.
    """

    name: str
    content: bytes
    sha256: str
    content_sha256: str
    report: tuple[str, ...]


def package(
    course: Course,
    slugs: Sequence[str],
    options: PackageOptions,
    *,
    assets: Path = built_assets.FOLDER,
) -> PackageFile:
    """Return modules as a zip for an LMS; the same bytes for the same content and options.

    slugs: of the modules, in the order in which they are listed. assets: where the bundled scripts and
    the style sheet were built. Raises UnknownModule, UnknownFormat, BadOptions, AssetsMissing, and
    BadFileName for a picture whose name cannot travel.
    """
    kind = format_named(options.format)
    modules = chosen(course, slugs, options)
    several_units = kind.layout(options) == "multi" and len(modules) > 1
    files = content(course, modules, options, kind, assets, several_units=several_units)
    subject = subject_of(
        course,
        modules,
        options,
        several_units=several_units,
        files={folder: tuple(paths) for folder, paths in files.items()},
    )
    every = {path: data for paths in files.values() for path, data in paths.items()}
    if kind.manifest:
        every[kind.manifest_name] = kind.manifest(subject)
    digest = content_sha256(every)
    name = _name(modules, kind, several_units=several_units)
    every[ABOUT_FILE] = about_text(name, modules, options, kind, len(subject.units), digest)
    zipped = build_zip(every, first=kind.manifest_name or None)
    return PackageFile(
        name=name,
        content=zipped,
        sha256=hashlib.sha256(zipped).hexdigest(),
        content_sha256=digest,
        report=report(modules, options, kind, subject, files=len(every), size=len(zipped)),
    )


def chosen(course: Course, slugs: Sequence[str], options: PackageOptions) -> tuple[Module, ...]:
    """Return the modules as the package holds them: with its own pass mark, if it has one."""
    if not slugs:
        raise BadOptions("No module was chosen: name at least one.")
    known = {module.slug: module for module in course.modules}
    unknown = [slug for slug in slugs if slug not in known]
    if unknown:
        raise UnknownModule(
            f"There is no module '{unknown[0]}'; the modules are: {', '.join(known)}."
        )
    modules = tuple(known[slug] for slug in dict.fromkeys(slugs))
    if options.pass_mark is None:
        return modules
    return tuple(msgspec.structs.replace(each, pass_mark=options.pass_mark) for each in modules)


def _name(modules: tuple[Module, ...], kind: Format, *, several_units: bool) -> str:
    if len(modules) == 1:
        subject = f"{modules[0].slug}-{modules[0].version}"
    else:
        subject = f"{COURSE_NAME}-{len(modules)}-modules"
    layout = "-multi" if several_units and len(kind.layouts) > 1 else ""
    return f"first-shift-{subject}-{kind.name}{layout}.zip"
