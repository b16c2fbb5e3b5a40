"""How the machines behind a spread store are, as data: for whoever looks after them."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection

from app.distribution import citus
from app.distribution.carrying_out import plan
from app.distribution.layout import Layout
from app.distribution.migrating import is_spread


class Health(Struct, frozen=True):
    """What a look at the machines has found.

    machines: how many hold rows; away: those that do not answer, by host and port; left: how many tables are
    not spread yet, not looked at while a machine is away.
    """

    machines: int
    away: tuple[str, ...]
    left: int = 0


def health(connection: Connection, layouts: Sequence[Layout]) -> Health | None:
    """Look at the machines of some stores; none where their database stands alone."""
    if not is_spread(connection, layouts):
        return None
    machines = len(citus.workers(connection))
    if away := citus.out_of_reach(connection):
        return Health(machines, tuple(str(each) for each in away))
    return Health(machines, (), sum(len(step.tables) for step in plan(connection, layouts)))
