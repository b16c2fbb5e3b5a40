"""What lies in the tables of a store, counted or whole."""

from sqlalchemy import create_engine, select, text

from lrs.store.schema import entries, metadata, pending


def counted(database_url: str) -> dict[str, int]:
    """Return the number of rows of every table of the store; what waits for the index counts as in it."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        found = {
            name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
            for name in metadata.tables
            if name not in ("lrs_entry", "lrs_pending")
        }
    engine.dispose()
    return found | {"lrs_entry": len(index_rows(database_url))}


def index_rows(database_url: str) -> set[tuple[bytes, int, int]]:
    """Return the index as (key, seq, via), with what waits for it."""
    engine = create_engine(database_url)
    with engine.connect() as connection:
        query = select(entries.c.key, entries.c.seq, entries.c.via)
        found = {(bytes(row.key), row.seq, row.via) for row in connection.execute(query)}
        for row in connection.execute(select(pending)):
            keys = bytes(row.keys)
            found |= {(keys[at : at + 16], row.seq, row.seq) for at in range(0, len(keys), 16)}
    engine.dispose()
    return found
