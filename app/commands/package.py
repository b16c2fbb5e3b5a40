"""The command that makes packages."""

import datetime as dt
from itertools import product
from pathlib import Path
from typing import Any, get_args

import click
from msgspec import structs

from app.commands.common import settings_in_force
from app.commands.verify import WithVerify
from app.course_shelf import CourseShelf
from app.errors import AppError
from app.packages import making
from app.packages.orders import Order
from course.authoring.plan import write
from course.model import Course
from course.nations import HOME_NATIONS, HomeNation
from packager import PackageFile
from packager.errors import PackagerError
from packager.formats import FORMATS
from packager.options import Completion, Layout, Window
from packager.overlay import Overlay, read_overlay_file
from packager.presets import PRESETS, preset_named

ALL = "all"


def _words(literal: object) -> click.Choice[str]:
    return click.Choice(list(get_args(literal)))


@click.command(cls=WithVerify)
@click.argument("modules", nargs=-1, metavar="[MODULE]…")
@click.option("--all", "whole", is_flag=True, help="Every module of the course, in one package.")
@click.option(
    "--lms",
    default="other",
    show_default=True,
    type=click.Choice(list(PRESETS)),
    help="Choices that suit this system; those below go before them.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([*FORMATS, ALL]),
    help="May be given several times.",
)
@click.option(
    "--layout",
    type=_words(Layout),
    help="Of several modules: one thing to launch, or one for each.",
)
@click.option("--separate", is_flag=True, help="A package of its own for each module.")
@click.option("--out", default=".", type=click.Path(path_type=Path), help="Folder of the zips.")
@click.option(
    "--completion",
    type=_words(Completion),
    help="What completes a module.",
)
@click.option("--completed-only", is_flag=True, help="Report completed in place of passed.")
@click.option(
    "--overlay",
    "overlay_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="File of a trust's name, logo, colour, nation and answers (docs/overlay.md).",
)
@click.option(
    "--report-failures/--quiet-failures",
    default=None,
    help="Report a failed try with its score, or nothing until it is passed.",
)
@click.option("--pass-mark", type=int, help="Per cent, in place of each module's own.")
@click.option("--attempts", type=int, help="Tries at the assessment; 0 for as many as one likes.")
@click.option("--window", type=_words(Window), help="Where it opens.")
@click.option("--organisation", default="", help="Name that stands in the module.")
@click.option(
    "--nation",
    default=None,
    type=click.Choice(list(HOME_NATIONS), case_sensitive=False),
    help="Nation that is shown first where the four differ; all alike without it.",
)
@click.option(
    "--variant",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder of topics that stand for originals.",
)
def package(
    modules: tuple[str, ...],
    whole: bool,
    lms: str,
    formats: tuple[str, ...],
    layout: Layout | None,
    separate: bool,
    out: Path,
    completion: Completion | None,
    completed_only: bool,
    overlay_file: Path | None,
    report_failures: bool | None,
    pass_mark: int | None,
    attempts: int | None,
    window: Window | None,
    organisation: str,
    nation: HomeNation | None,
    variant: Path | None,
) -> None:
    """Make zips of MODULES (their slugs) for a learning management system."""
    settings = settings_in_force()
    shelf = CourseShelf(settings.modules, variant=variant or settings.variant)
    slugs = _chosen(shelf, modules, whole)
    asked = {
        "layout": layout,
        "completion": completion,
        "status_mapping": "completed-only" if completed_only else None,
        "pass_mark": pass_mark,
        "attempts": attempts,
        "report_failed": report_failures,
        "window": window,
    }
    said = {name: value for name, value in asked.items() if value is not None}
    preset = preset_named(lms)
    names = FORMATS if ALL in formats else dict.fromkeys(formats or (preset.options().format,))
    selections = [(slug,) for slug in slugs] if separate else [slugs]
    try:
        overlay = _overlay(shelf.course, overlay_file, organisation, nation)
        orders = [
            Order(
                selection,
                preset.options(**_possible(said, name, formats), format=name, overlay=overlay),
            )
            for selection, name in product(selections, names)
        ]
        made = _make(shelf.course, orders)
    except (AppError, PackagerError) as error:
        raise click.ClickException(str(error)) from error
    _write(made, out)
    for one in made:
        click.echo(out / one.name)
        for line in (*one.report, f"SHA-256 {one.sha256}", f"of the content {one.content_sha256}"):
            click.echo(f"  {line}")


def _chosen(shelf: CourseShelf, modules: tuple[str, ...], whole: bool) -> tuple[str, ...]:
    """Return the slugs of what is to be packaged, none of which has mistakes."""
    if whole == bool(modules):
        raise click.UsageError("Name the modules, or say --all for every one of them.")
    broken = {part for mistake in shelf.mistakes for part in Path(mistake.file).parts}
    named = modules or tuple(module.slug for module in shelf.course.modules)
    for module in named:
        if module in broken:
            raise click.ClickException(f"{module} has mistakes; run: firstshift check")
    return named


def _make(course: Course, orders: list[Order]) -> list[PackageFile]:
    """Make every package before the first is written; a bar on a terminal says how far it is."""
    with click.progressbar(
        orders,
        label="Making packages",
        hidden=len(orders) == 1,
        item_show_func=lambda order: order.options.format if order else None,
    ) as bar:
        return [making.CACHE.get(course, order) for order in bar]


def _possible(said: dict[str, Any], name: str, formats: tuple[str, ...]) -> dict[str, Any]:
    """Return the choices for a format: where every format was asked for, without what it does not know."""
    kind = FORMATS[name]
    unknown = {
        *(["layout"] if said.get("layout") not in kind.layouts else []),
        *(["window"] if said.get("window") == "own" and not kind.own_window else []),
    }
    return {key: value for key, value in said.items() if ALL not in formats or key not in unknown}


def _write(made: list[PackageFile], out: Path) -> None:
    """Write every zip, or none: half a package must not lie where somebody uploads from."""
    try:
        write({out / one.name: one.content for one in made})
    except OSError as problem:
        raise click.ClickException(
            f"The packages could not be written to {out}: {problem.strerror}. Make room, or choose "
            "another folder with --out."
        ) from problem


def _overlay(
    course: Course, file: Path | None, organisation: str, nation: HomeNation | None
) -> Overlay:
    """Return the overlay of the file; what is said on the command line counts more."""
    found = read_overlay_file(file, course.local_answers, dt.date.today()) if file else Overlay()
    return structs.replace(
        found,
        organisation=organisation or found.organisation,
        nation=nation or found.nation,
    )
