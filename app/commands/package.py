"""The command that makes a package."""

import datetime as dt
from pathlib import Path

import click
from msgspec import structs

from app.commands.common import settings_in_force
from app.course_shelf import CourseShelf
from app.errors import AppError
from app.packages import making
from course.model import Course
from course.nations import HOME_NATIONS, HomeNation
from packager import PackageOptions
from packager.errors import PackagerError
from packager.formats import FORMATS
from packager.overlay import Overlay, read_overlay_file


@click.command()
@click.argument("module")
@click.option(
    "--format", "format_", default="scorm12", show_default=True, type=click.Choice(list(FORMATS))
)
@click.option("--out", default=".", type=click.Path(path_type=Path), help="Folder of the zip.")
@click.option("--completed-only", is_flag=True, help="Report completed in place of passed.")
@click.option("--quiet-failures", is_flag=True, help="Report nothing after a failed try.")
@click.option(
    "--overlay",
    "overlay_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="File of a trust's name, logo, colour, nation and answers (docs/overlay.md).",
)
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
    module: str,
    format_: str,
    out: Path,
    completed_only: bool,
    quiet_failures: bool,
    overlay_file: Path | None,
    organisation: str,
    nation: HomeNation | None,
    variant: Path | None,
) -> None:
    """Make a zip of MODULE (its slug) for a learning management system."""
    settings = settings_in_force()
    shelf = CourseShelf(settings.modules, variant=variant or settings.variant)
    if any(part == module for mistake in shelf.mistakes for part in Path(mistake.file).parts):
        raise click.ClickException(f"{module} has mistakes; run: firstshift check")
    try:
        options = PackageOptions(
            format=format_,
            status_mapping="completed-only" if completed_only else "passed-failed",
            report_failed=not quiet_failures,
            overlay=_overlay(shelf.course, overlay_file, organisation, nation),
        )
        made = making.CACHE.get(shelf.course, module, options)
    except (AppError, PackagerError) as error:
        raise click.ClickException(str(error)) from error
    out.mkdir(parents=True, exist_ok=True)
    (out / made.name).write_bytes(made.content)
    click.echo(out / made.name)
    for line in made.report:
        click.echo(f"  {line}")


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
