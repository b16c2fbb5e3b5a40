"""The command that checks the content."""

import datetime as dt
import sys

import click

from app.commands.common import settings_in_force
from app.course_shelf import CourseShelf
from course.reminders import reminders


@click.command()
def check() -> None:
    """Print every mistake in the modules as file:line: what is wrong; exit with 1 if any."""
    shelf = CourseShelf(settings_in_force().modules)
    for mistake in shelf.mistakes:
        click.echo(str(mistake))
    for reminder in reminders(shelf.course, dt.date.today()):
        click.echo(f"Reminder: {reminder}")
    if shelf.mistakes:
        click.echo(f"{len(shelf.mistakes)} to mend.", err=True)
        sys.exit(1)
