"""How a command is told whom it is about."""

import json
from collections.abc import Callable
from typing import Any

import click


def agents(
    given: tuple[str, ...], mboxes: tuple[str, ...], accounts: tuple[tuple[str, str], ...]
) -> list[str | dict[str, Any]]:
    """Return the Agents that the options name. Raises UsageError where there is none."""
    found: list[str | dict[str, Any]] = list(given)
    found += [{"mbox": f"mailto:{mbox.removeprefix('mailto:')}"} for mbox in mboxes]
    found += [{"account": {"homePage": page, "name": name}} for page, name in accounts]
    if not found:
        raise click.UsageError("Say who it is: --agent, --mbox or --account.")
    return found


def agent_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that name a person; each may be there several times."""
    for option in (
        click.option(
            "--account",
            "accounts",
            multiple=True,
            nargs=2,
            metavar="HOMEPAGE NAME",
            help="An account of theirs.",
        ),
        click.option("--mbox", "mboxes", multiple=True, help="An e-mail address of theirs."),
        click.option(
            "--agent",
            "given",
            multiple=True,
            metavar="JSON",
            help='As in statements: {"openid":"https://…"}',
        ),
    ):
        command = option(command)
    return command


def named(agent: str | dict[str, Any]) -> str:
    """Return an Agent as it may be printed."""
    return agent if isinstance(agent, str) else json.dumps(agent)
