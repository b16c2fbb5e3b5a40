"""The commands that take questions to other systems and bring them from there."""

from pathlib import Path

import click

from app.commands.common import settings_in_force
from app.wording import counted
from course.authoring import begin
from course.authoring.plan import CannotBegin, write
from course.exchange.formats import FORMATS, guess
from course.exchange.importing import Incoming, incoming
from course.exchange.outgoing import module_file
from course.exchange.source_text import read_source
from course.files.report import Report
from course.question_types.base import PURPOSES
from course.reader import read_course

_FORMAT = click.Choice(list(FORMATS))


@click.group()
def questions() -> None:
    """Take questions to Moodle and other systems, or bring them from there."""


@questions.command("export")
@click.argument("module_slug", metavar="MODULE")
@click.option("--format", "format_", default="moodle", show_default=True, type=_FORMAT)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Default: print it.")
def export(module_slug: str, format_: str, out: Path | None) -> None:
    """Write all questions of MODULE, with their answers, as one file."""
    course, _ = read_course(settings_in_force().modules)
    try:
        module = course.module(module_slug)
    except KeyError:
        known = ", ".join(each.slug for each in course.modules) or "none yet"
        sentence = f"There is no module '{module_slug}' without a mistake. There are: {known}."
        raise click.ClickException(sentence) from None
    made = module_file(module, FORMATS[format_])
    try:
        if out is None:
            click.echo(made.text, nl=False)
        else:
            out.write_text(made.text, encoding="utf-8", newline="\n")
            click.echo(out)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written: {error.strerror}.") from error
    for line in made.told:
        click.echo(f"  {line}", err=True)


@questions.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("module_slug", metavar="MODULE")
@click.argument("topic_slug", metavar="TOPIC")
@click.option("--format", "format_", type=_FORMAT, help="Default: guessed from the file.")
@click.option("--purpose", default="practice", show_default=True, type=click.Choice(PURPOSES))
def import_(
    file: Path, module_slug: str, topic_slug: str, format_: str | None, purpose: str
) -> None:
    """Add the questions of FILE to TOPIC of MODULE, all or, after a mistake, none.

    What is left out or changed on the way is told in a line each.
    """
    report = Report(str(file), [])
    root = settings_in_force().modules
    try:
        taken = begin.taken_ids(root, module_slug)
        text = read_source(file, report)
        found: tuple[Incoming, ...] = ()
        if text is not None:
            format_used = FORMATS[format_] if format_ else guess(text)
            found = incoming(text, format_used, topic_slug, purpose, taken, report)
        entries = {each.id: each.text for each in found}
        plan = begin.more_questions(
            root, module_slug, topic_slug, entries, place=purpose == "practice"
        )
        _stop_at_mistakes(report, found)
        write(plan)
    except CannotBegin as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        sentence = f"{error.filename} cannot be written: {error.strerror}."
        raise click.ClickException(sentence) from error
    for path in plan:
        click.echo(path)
    _tell(report)
    click.echo(f"{counted(len(found), 'question')} added. Now run: firstshift check", err=True)


def _stop_at_mistakes(report: Report, found: tuple[Incoming, ...]) -> None:
    for mistake in report.mistakes:
        click.echo(str(mistake), err=True)
    if report.mistakes:
        raise click.ClickException("Nothing was added: mend the file, and try again.")
    if not found:
        _tell(report)
        raise click.ClickException(
            "Nothing was added: the file holds no question that can be used."
        )


def _tell(report: Report) -> None:
    for line in sorted(report.advice, key=lambda each: each.line):
        click.echo(str(line), err=True)
