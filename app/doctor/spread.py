"""A store that is spread over several machines: does each of them answer, is every table where it belongs."""

from collections.abc import Iterator

from sqlalchemy import Connection

from app.distribution import citus
from app.distribution.carrying_out import plan
from app.distribution.layout import layouts_in
from app.distribution.migrating import is_spread
from app.doctor.finding import Finding, note, well, wrong
from app.settings import Settings
from app.wording import counted


def machines(connection: Connection, settings: Settings) -> Iterator[Finding]:
    """Look at the machines behind a database; nothing where it stands alone."""
    stores = layouts_in(connection, settings)
    if not is_spread(connection, stores):
        return
    if away := citus.out_of_reach(connection):
        names = ", ".join(str(each) for each in away)
        yield wrong(
            "machines",
            f"Not every machine of the database answers: {names}. Whoever has their records there cannot work.",
            "Start it again, or see why it is not reached: docs/distribution.md.",
        )
        return
    yield well("machines", f"{counted(len(citus.workers(connection)), 'machine')} of it answer.")
    if steps := plan(connection, stores):
        left = counted(sum(len(step.tables) for step in steps), "table")
        yield note("machines", f"Still to be spread: {left}.", "firstshift db distribute")
