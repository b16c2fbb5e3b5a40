"""A store that is spread over several machines: does each of them answer, is every table where it belongs."""

from collections.abc import Iterator

from sqlalchemy import Connection

from app.distribution.health import health
from app.distribution.layout import layouts_in
from app.doctor.finding import Finding, note, well, wrong
from app.settings import Settings
from app.wording import counted


def machines(connection: Connection, settings: Settings) -> Iterator[Finding]:
    """Look at the machines behind a database; nothing where it stands alone."""
    found = health(connection, layouts_in(connection, settings))
    if found is None:
        return
    if found.away:
        yield wrong(
            "machines",
            f"Not every machine of the database answers: {', '.join(found.away)}. Whoever has their records"
            " there cannot work.",
            "Start it again, or see why it is not reached: docs/distribution.md.",
        )
        return
    yield well("machines", f"{counted(found.machines, 'machine')} of it answer.")
    if found.left:
        left = counted(found.left, "table")
        yield note("machines", f"Still to be spread: {left}.", "firstshift db distribute")
