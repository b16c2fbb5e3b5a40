"""The commands that begin something new in the course."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import click

from app.commands.common import settings_in_force
from course.authoring import begin
from course.authoring.plan import CannotBegin, Plan, write
from course.question_types import QUESTION_TYPES

_TYPES = [name for name, kind in QUESTION_TYPES.items() if not kind.in_own_file]


@click.group()
def new() -> None:
    """Begin a module, a topic, a question or a conversation from an example."""


@new.command()
@click.argument("slug")
def module(slug: str) -> None:
    """Begin a module named SLUG."""
    _write(lambda root: begin.module(root, slug, dt.date.today()))
    click.echo(f"Now name '{slug}' in a part of course.yaml, and run: firstshift preview")


@new.command()
@click.argument("module_slug", metavar="MODULE")
@click.argument("slug")
def topic(module_slug: str, slug: str) -> None:
    """Begin a topic named SLUG at the end of MODULE."""
    _write(lambda root: begin.topic(root, module_slug, slug, dt.date.today()))


@new.command()
@click.argument("module_slug", metavar="MODULE")
@click.argument("topic_slug", metavar="TOPIC")
@click.argument("kind", metavar="TYPE", type=click.Choice(_TYPES))
@click.argument("new_id", metavar="ID")
def question(module_slug: str, topic_slug: str, kind: str, new_id: str) -> None:
    """Begin a practice question of a TYPE in TOPIC of MODULE."""
    _write(lambda root: begin.question(root, module_slug, topic_slug, kind, new_id))


@new.command()
@click.argument("module_slug", metavar="MODULE")
@click.argument("topic_slug", metavar="TOPIC")
@click.argument("new_id", metavar="ID")
def conversation(module_slug: str, topic_slug: str, new_id: str) -> None:
    """Begin a conversation in TOPIC of MODULE."""
    _write(lambda root: begin.conversation(root, module_slug, topic_slug, new_id))


def _write(planned: Callable[[Path], Plan]) -> None:
    root = settings_in_force().modules
    try:
        plan = planned(root)
        write(plan)
    except CannotBegin as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{error.filename} cannot be written: {error.strerror}."
        ) from error
    for path in plan:
        click.echo(path)
