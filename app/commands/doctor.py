"""The command that says what is wrong with an installation."""

import sys
from collections.abc import Sequence
from typing import Final

import click
import msgspec

from app.commands.common import settings_in_force
from app.doctor.finding import Finding, wrong
from app.doctor.looking import look
from app.errors import SettingError
from app.wording import counted

WELL: Final = 0
SOMETHING_WRONG: Final = 1
SETTINGS_WRONG: Final = 2
_WORDS: Final = {"well": "well ", "note": "note ", "wrong": "WRONG"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings for a program.")
@click.option(
    "--clock-from", "clock", default="", help="Address of a web server, to judge the clock by."
)
def doctor(as_json: bool, clock: str) -> None:
    """Look at settings, database, disk, mail, clock, keys and proxy; say what is wrong and how to mend it.

    Changes nothing, sends no mail. Exit status: 0 nothing is wrong (there may be notes), 1 something is,
    2 the settings cannot be read.
    """
    try:
        found = tuple(look(settings_in_force(), clock))
        status = SOMETHING_WRONG if any(each.state == "wrong" for each in found) else WELL
    except SettingError as error:
        found = tuple(wrong("settings", line) for line in error.sentence.splitlines())
        status = SETTINGS_WRONG
    click.echo(msgspec.json.encode(found).decode() if as_json else _as_text(found))
    sys.exit(status)


def _as_text(found: Sequence[Finding]) -> str:
    lines = []
    for each in found:
        lines.append(f"{_WORDS[each.state]}  {each.about}: {each.says}")
        if each.mend:
            lines.append(f"       {each.mend}")
    number = sum(each.state == "wrong" for each in found)
    notes = sum(each.state == "note" for each in found)
    lines.append(
        f"{counted(number, 'thing')} wrong, {counted(notes, 'note')}."
        if number
        else f"Nothing is wrong, {counted(notes, 'note')}."
    )
    return "\n".join(lines)
