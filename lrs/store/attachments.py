"""SQL of attachments: their bytes once, and the statements that have them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from lrs.store.schema import attachment_uses as uses
from lrs.store.schema import attachments as table

_CHUNK = 500  # digests asked for at once: SQLite has a limit on parameters


def write(connection: Connection, organisation: int, contents: Mapping[bytes, bytes]) -> None:
    """Write contents by digest, in the order of digests so that writers never cross."""
    values = [
        {"organisation": organisation, "digest": digest, "content": content}
        for digest, content in sorted(contents.items())
    ]
    if values:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(table).on_conflict_do_nothing(), values)


def write_uses(
    connection: Connection, organisation: int, pairs: Iterable[tuple[bytes, int]]
) -> None:
    """Note which statements, by number, have which bytes."""
    values = [
        {"organisation": organisation, "digest": digest, "seq": seq}
        for digest, seq in sorted(pairs)
    ]
    if values:
        connection.execute(insert(uses), values)


def read(connection: Connection, organisation: int, digests: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return the contents of those of the digests that are stored."""
    wanted = sorted(digests)
    found: dict[bytes, bytes] = {}
    for start in range(0, len(wanted), _CHUNK):
        query = select(table.c.digest, table.c.content).where(
            table.c.organisation == organisation,
            table.c.digest.in_(wanted[start : start + _CHUNK]),
        )
        found.update({row.digest: row.content for row in connection.execute(query)})
    return found
