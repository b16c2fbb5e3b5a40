"""The command ``firstshift``: one small file a command or group of commands, in ``app/commands``."""

import sys
from importlib import import_module
from typing import Final

import click

from app.errors import AppError

COMMANDS: Final = (
    "serve",
    "check",
    "new",
    "questions",
    "preview",
    "release",
    "package",
    "dispatch",
    "people",
    "library",
    "remind",
    "retention",
    "audit",
    "lrs",
    "records",
    "credentials",
    "lti",
    "settings",
    "doctor",
    "backup",
    "restore",
    "keys",
    "db",
    "docs",
)


class Commands(click.Group):
    """Loads a command's file when it is asked for: checking content needs no web server."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, which is that of its file too; none for another."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"app.commands.{cmd_name}"), cmd_name)
        return command


@click.group(cls=Commands)
@click.version_option(version="0.1.0", prog_name="firstshift")
def cli() -> None:
    """First Shift: open e-learning for doctors who trained abroad and start in the NHS."""


def main() -> None:
    """Run the command line; an error of ours is a sentence and an exit status of 1."""
    try:
        cli()
    except AppError as error:
        click.echo(error.sentence, err=True)
        sys.exit(1)
