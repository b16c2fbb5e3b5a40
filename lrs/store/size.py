"""Figures of a store that cost little to ask for: its bytes, and how far it has numbered."""

from msgspec import Struct
from sqlalchemy import bindparam, text

from lrs.store.engine import Database
from lrs.store.schema import metadata
from lrs.store.search import last_seq

_SQLITE = text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
_POSTGRES = text(
    "SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class"
    " WHERE oid IN (SELECT to_regclass(name) FROM unnest(CAST(:names AS text[])) AS name)"
).bindparams(bindparam("names", list(metadata.tables)))


class Size(Struct, frozen=True):
    """bytes: of the store's tables and indexes; of the whole file on SQLite. last_seq: the
    greatest number that a statement was given."""

    bytes: int
    last_seq: int


def size(database: Database) -> Size:
    """Return the figures. Raises Unavailable."""
    with database.reading() as connection:
        stored = connection.scalar(_POSTGRES if database.postgres else _SQLITE)
        return Size(int(stored or 0), last_seq(connection))
