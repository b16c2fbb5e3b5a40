"""SQL of Activities' definitions."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from lrs.store.schema import activities as table

_CHUNK = 500  # keys asked for at once: SQLite has a limit on parameters


def read(connection: Connection, organisation: int, keys: Sequence[bytes]) -> dict[str, bytes]:
    """Return id and definition (JSON) of the Activities with those keys that are known."""
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), _CHUNK):
        query = select(table.c.id, table.c.definition).where(
            table.c.organisation == organisation, table.c.key.in_(keys[start : start + _CHUNK])
        )
        found.update({row.id: row.definition for row in connection.execute(query)})
    return found


def write(
    connection: Connection, organisation: int, definitions: Mapping[bytes, tuple[str, bytes]]
) -> None:
    """Write id and definition by key, in the order of keys so that writers never cross."""
    values = [
        {"organisation": organisation, "key": key, "id": name, "definition": text}
        for key, (name, text) in sorted(definitions.items())
    ]
    if not values:
        return
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    insert = dialect.insert(table)
    changed = {"definition": insert.excluded.definition}
    connection.execute(
        insert.on_conflict_do_update(index_elements=["organisation", "key"], set_=changed), values
    )
