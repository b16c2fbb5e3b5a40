"""Erasing an organisation whole: all that it stored, and the credentials that open it.

Its number and name stay, since other processes remember the number, and since the
greatest number of a statement must never turn back (harvesters go on from it).
"""

from sqlalchemy import delete

from lrs.store import organisations
from lrs.store.engine import Database
from lrs.store.organisations import Organisations
from lrs.store.schema import credentials, lasts, metadata
from lrs.store.schema import organisations as organisations_table

_KEPT_APART = frozenset({organisations_table.name, lasts.name, credentials.name})
_TABLES = tuple(table for table in metadata.sorted_tables if table.name not in _KEPT_APART)


def erase(database: Database, known: Organisations, name: str) -> None:
    """Delete an organisation's statements, documents and credentials in one transaction.

    Nothing happens for a name that is not known. Raises Unavailable.
    """
    with database.writing() as connection:
        number = known.find(connection, name)
        if number is not None:
            # Whoever stores takes the organisation first and its credential second: so do we.
            organisations.lock(connection, number)
        connection.execute(delete(credentials).where(credentials.c.organisation == name))
        if number is None:
            return
        for table in _TABLES:
            connection.execute(delete(table).where(table.c.organisation == number))
