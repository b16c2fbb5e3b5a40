"""Every file of a package but its manifest; about.txt has its place here, and its text last of all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from course import assets as built_assets
from course.model import Course, Module
from packager.about import ABOUT_FILE
from packager.course_page import COURSE_DATA_FILE, course_data, course_html
from packager.errors import AssetsMissing
from packager.formats import Format
from packager.launch_page import launch_html
from packager.manifest.subject import LAUNCH_FILE, WINDOW_FILE
from packager.options import PackageOptions
from packager.overlay import overlay_files
from packager.page import (
    DATA_FILE,
    Place,
    data_script,
    page_html,
    page_renderer,
)
from packager.subjects import launch_file

_BUILT_FILES: Final = (built_assets.PACKAGE_STYLE, built_assets.MARK)
_PICTURES: Final = (".svg", ".png", ".jpg", ".webp")

Files = dict[str, bytes]


def content(
    course: Course,
    modules: Sequence[Module],
    options: PackageOptions,
    kind: Format,
    assets: Path,
    *,
    several_units: bool,
) -> dict[str, Files]:
    """Return paths to bytes: below a module's slug what belongs to it alone, below "" the rest.

    A single module stands at the root, and all is below "". Several have a folder each; where they are
    one unit, the page at the root leads to them. Raises AssetsMissing.
    """
    renderer = page_renderer(course, options)
    shared = {
        **{name: _asset(name, assets) for name in _BUILT_FILES},
        **overlay_files(options.overlay),
        # It is listed like the others, and written last: it names the digest of the rest.
        ABOUT_FILE: b"",
    }
    alone = len(modules) == 1
    inside = not alone and not several_units
    place = Place(
        up="" if alone else "../",
        home="../index.html" if inside else "",
        script=_player(kind, inside=inside),
    )
    shared[place.script] = _asset(place.script, assets)
    found: dict[str, Files] = {"": shared}
    for module in modules:
        files = {
            LAUNCH_FILE: page_html(module, renderer, options, kind, place),
            DATA_FILE: data_script(module, renderer, options, kind, place),
            **_pictures(Path(module.folder)),
        }
        if launch_file(options) == WINDOW_FILE and not inside:
            files[WINDOW_FILE] = launch_html(module.title, module.language, options, place)
        if alone:
            shared.update(files)
        else:
            found[module.slug] = {f"{module.slug}/{name}": data for name, data in files.items()}
    if inside:
        shared.update(_course_pages(course, modules, options, kind, assets))
    return found


def _course_pages(
    course: Course, modules: Sequence[Module], options: PackageOptions, kind: Format, assets: Path
) -> Files:
    """Return the page that leads to the modules, with the script that speaks for all of them."""
    title, language = course.title or "First Shift", modules[0].language
    script = built_assets.shell(kind.tracker) if kind.manifest_name else ""
    files = {LAUNCH_FILE: course_html(title, modules, options, kind, script)}
    if script:
        files[COURSE_DATA_FILE] = course_data(modules, options, kind)
        files[script] = _asset(script, assets)
    if launch_file(options) == WINDOW_FILE:
        files[WINDOW_FILE] = launch_html(title, language, options, Place())
    return files


def _player(kind: Format, *, inside: bool) -> str:
    """Return the bundle for a module's page: inside a course the page around it speaks to the LMS."""
    speaks_for_itself = not inside or not kind.manifest_name
    return built_assets.player(kind.tracker if speaks_for_itself else built_assets.PART)


def _asset(name: str, assets: Path) -> bytes:
    try:
        return built_assets.built(name, assets).read_bytes()
    except built_assets.NotBuilt as missing:
        raise AssetsMissing(str(missing)) from missing


def _pictures(folder: Path) -> Files:
    """Return a module's pictures by their path in the package, which is their path in the module."""
    found = sorted((folder / "images").glob("*"))
    return {
        f"images/{path.name}": path.read_bytes()
        for path in found
        if path.suffix.lower() in _PICTURES
    }
