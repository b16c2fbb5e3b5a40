"""Up to when everything that was stored can be read: X-Experience-API-Consistent-Through.

`stored` is taken before a writer commits, so that "now" would be a lie while one is
under way. Source: xAPI 1.0.3 Communication 2.1.3; IEEE 9274.1.1 section 4.1.6.1.
"""

from lrs import timestamps
from lrs.store import organisations
from lrs.store.engine import Database
from lrs.store.organisations import Organisations

# Longer than a writer's deadline, and than what clocks of several machines differ by.
LAG = 45_000_000


def at_least() -> int:
    """Return a time (µs) that is safe without asking the database."""
    return timestamps.now() - LAG


def through(database: Database, known: Organisations, organisation: str) -> int:
    """Return the time (µs) up to which a read that begins now misses nothing.

    Call it before that read begins. Recent in quiet times; under load it is the last
    `stored` that was committed.
    """
    number = known.remembered(organisation)
    if number is None:
        with database.reading() as connection:
            number = known.find(connection, organisation)
    if number is None:
        return at_least()
    quiet = database.quiet_at(number)
    if quiet is not None:
        return quiet
    with database.reading() as connection:
        return max(organisations.last_stored(connection, number), at_least())


def through_text(database: Database, known: Organisations, organisation: str) -> str:
    """Return the same time as a timestamp."""
    return timestamps.text(through(database, known, organisation))
