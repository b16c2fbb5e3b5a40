"""Commands for the library: whether its links still work. For whoever runs the server."""

import sys

import click
import msgspec

from app.commands.common import settings_in_force
from app.commands.stores import open_database
from app.course_shelf import CourseShelf
from app.database import now
from app.library.checking import STATES, Answer, Options, check_all
from app.library.links import all_addresses, keep
from app.wording import counted


@click.group()
def library() -> None:
    """Look after the library of guides and toolkits."""


@library.command("check-links")
@click.option(
    "--seconds",
    type=click.FloatRange(0.1, 120),
    default=10,
    show_default=True,
    help="To wait for each answer.",
)
@click.option(
    "--at-once",
    type=click.IntRange(1, 16),
    default=4,
    show_default=True,
    help="How many servers are asked at once, each for one page at a time.",
)
@click.option("--json", "as_json", is_flag=True, help="Print every answer as JSON.")
def check_links(seconds: float, at_once: int, as_json: bool) -> None:
    """Ask every link of the library, ours and the organisations', whether it works, and keep the answers.

    Prints a line for each that is dead, has moved, or could not be told; exits with 1 where one is
    dead. Editors see the answers on the page /library/links.
    """
    settings = settings_in_force()
    course = CourseShelf(settings.modules, variant=settings.variant).course
    options = Options(seconds=seconds, at_once=at_once, private=settings.links_in_private_networks)
    with open_database(settings) as database:
        with database.read() as session:
            pages = all_addresses(session, course)
        answers = check_all(pages, options)
        with database.write() as session:
            keep(session, answers, now())
    if as_json:
        found = [
            {**msgspec.to_builtins(each), "pages": list(pages[each.address])} for each in answers
        ]
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        _tell(answers, pages)
    if any(each.state == "dead" for each in answers):
        sys.exit(1)


def _tell(answers: tuple[Answer, ...], pages: dict[str, tuple[str, ...]]) -> None:
    for state in STATES:
        for each in answers:
            if each.state == state != "works":
                where = f" -> {each.moved_to}" if each.moved_to else ""
                click.echo(
                    f"{STATES[state].lower()}: {each.address}{where}  {each.detail}"
                    f"  ({'; '.join(pages[each.address])})"
                )
    dead = sum(each.state == "dead" for each in answers)
    click.echo(f"{counted(len(answers), 'link')} asked, {dead} dead.")
