"""The command that checks the content."""

import datetime as dt
import sys

import click

from app.commands.common import settings_in_force
from app.wording import counted
from course.advising.topic_table import topic_lines
from course.reader import check_course
from course.welcome_form.files import has_welcome_form, read_welcome_form


@click.command()
@click.option("--strict", is_flag=True, help="Exit with 1 for advice too.")
@click.option("--topics", is_flag=True, help="Print words, minutes and reading age of each topic.")
def check(strict: bool, topics: bool) -> None:
    """Print every mistake in the modules as file:line: what is wrong; exit with 1 if any.

    Advice follows: what a module may be served with, and is better mended.
    """
    settings = settings_in_force()
    checked = check_course(settings.modules, dt.date.today(), settings.variant)
    of_form = read_welcome_form(settings.modules)[1] if has_welcome_form(settings.modules) else ()
    found = (*checked.mistakes, *of_form)
    for mistake in found:
        click.echo(str(mistake))
    for each in checked.advice:
        click.echo(f"Advice: {each}")
    for line in topic_lines(checked.course) if topics else ():
        click.echo(line)
    modules = counted(len(checked.course.modules), "module")
    mistakes = counted(len(found), "mistake")
    advice = counted(len(checked.advice), "line")
    click.echo(f"{modules} without a mistake; {mistakes} to mend; {advice} of advice.", err=True)
    if found or (strict and checked.advice):
        sys.exit(1)
