"""What a newcomer writes and may forget to list: a blueprint, a command, a role of the demonstration."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click
from flask import Blueprint, Flask

from app.cli import cli
from app.commands.verify import WithVerify, verify
from app.demo.people import PARTS
from app.organisations.models import Role
from tools.checkout import ROOT


def modules(folder: Path, holding: str = "") -> Iterator[ModuleType]:
    """Import each file of a folder, and of those in it, whose text holds some words."""
    for file in sorted(folder.rglob("*.py")):
        if holding in file.read_text(encoding="utf-8"):
            parts = file.relative_to(ROOT).with_suffix("").parts
            yield import_module(".".join(part for part in parts if part != "__init__"))


def test_every_blueprint_answers(app: Flask) -> None:
    known = set(app.blueprints.values())
    written = {
        (module.__name__, thing.name): thing
        for module in modules(ROOT / "app", "= Blueprint(")
        for thing in vars(module).values()
        if isinstance(thing, Blueprint)
    }
    assert len(written) > 50
    assert [where for where, thing in written.items() if thing not in known] == [], (
        "list it in app/rooms.py, or register it on the blueprint of its room"
    )


def commands(group: click.Command) -> Iterator[click.Command]:
    """Give a command, and all those inside it."""
    yield group
    if isinstance(group, WithVerify):
        yield verify
    if isinstance(group, click.Group):
        context = click.Context(group)
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            assert found is not None, name
            yield from commands(found)


def test_every_command_can_be_called() -> None:
    known = list(commands(cli))
    written = [
        (module.__name__, name)
        for module in modules(ROOT / "app" / "commands")
        for name, thing in vars(module).items()
        if isinstance(thing, click.Command) and not any(thing is each for each in known)
    ]
    assert written == [], "name it in COMMANDS of app/cli.py, or add it to its group"


def test_the_demonstration_has_somebody_of_each_role() -> None:
    assert {part.role for part in PARTS} == set(Role), "add somebody to PARTS in app/demo/people.py"
