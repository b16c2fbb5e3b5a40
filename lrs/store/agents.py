"""SQL of the names of Agents and Groups."""

from collections.abc import Iterable

from sqlalchemy import Connection, delete, func, select

from lrs.store.schema import agent_names as table
from lrs.store.sql import Sql

_WRITE = Sql(
    "INSERT INTO lrs_agent_name (organisation, agent, key, name) VALUES (?, ?, ?, ?)"
    " ON CONFLICT DO NOTHING"
)


def read(connection: Connection, organisation: int, agent: bytes) -> tuple[str, ...]:
    """Return the names of an Agent, in alphabetical order."""
    query = select(table.c.name).where(table.c.organisation == organisation, table.c.agent == agent)
    return tuple(sorted(name.decode() for name in connection.scalars(query)))


def write(
    connection: Connection, organisation: int, names: Iterable[tuple[bytes, bytes, str]]
) -> None:
    """Write names by (agent, key of the name, name); those that are there stay."""
    _WRITE.run_many(
        connection,
        [(organisation, agent, key, name.encode()) for agent, key, name in sorted(names)],
    )


def count(connection: Connection, organisation: int, agents: Iterable[bytes]) -> int:
    """Return how many names Agents have."""
    own = table.c.agent.in_(tuple(agents))
    query = select(func.count()).where(table.c.organisation == organisation, own)
    found: int = connection.scalars(query).one()
    return found


def forget(connection: Connection, organisation: int, agents: Iterable[bytes]) -> int:
    """Delete the names of Agents; return how many there were."""
    own = table.c.agent.in_(tuple(agents))
    return connection.execute(
        delete(table).where(table.c.organisation == organisation, own)
    ).rowcount
