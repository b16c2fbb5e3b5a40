"""SQL of the names of Agents and Groups."""

from collections.abc import Iterable

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from lrs.store.schema import agent_names as table


def read(connection: Connection, organisation: int, agent: bytes) -> tuple[str, ...]:
    """Return the names of an Agent, in alphabetical order."""
    query = select(table.c.name).where(table.c.organisation == organisation, table.c.agent == agent)
    return tuple(sorted(name.decode() for name in connection.scalars(query)))


def write(
    connection: Connection, organisation: int, names: Iterable[tuple[bytes, bytes, str]]
) -> None:
    """Write names by (agent, key of the name, name); those that are there stay."""
    values = [
        {"organisation": organisation, "agent": agent, "key": key, "name": name.encode()}
        for agent, key, name in sorted(names)
    ]
    if values:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), values)
