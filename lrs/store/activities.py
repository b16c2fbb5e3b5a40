"""SQL of Activities' definitions."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from lrs.store.sql import Sql, with_list

_WRITE = Sql(
    "INSERT INTO lrs_activity (organisation, key, id, definition) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (organisation, key) DO UPDATE SET definition = excluded.definition"
)
_READ = "SELECT id, definition FROM lrs_activity WHERE organisation = ? AND key IN (*)"

_CHUNK = 500  # keys asked for at once: SQLite has a limit on parameters


def read(connection: Connection, organisation: int, keys: Sequence[bytes]) -> dict[str, bytes]:
    """Return id and definition (JSON) of the Activities with those keys that are known."""
    found: dict[str, bytes] = {}
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        found.update(with_list(_READ, len(some)).rows(connection, organisation, *some))
    return found


def write(
    connection: Connection, organisation: int, definitions: Mapping[bytes, tuple[str, bytes]]
) -> None:
    """Write id and definition by key, in the order of keys so that writers never cross."""
    _WRITE.run_many(
        connection,
        [(organisation, key, name, text) for key, (name, text) in sorted(definitions.items())],
    )
