"""Where the store's tables lie on a PostgreSQL that spreads tables over several machines.

The statements of an organisation, and all that is kept of them, lie side by side on one machine: such
tables are spread by their first column. The names of organisations are few, and lie on every machine.
Credentials are asked before the organisation is known: they stay where the question is asked.
"""

from sqlalchemy import Table

from lrs.store.schema import credentials, metadata, organisations

COLUMN = "organisation"
REFERENCE: tuple[Table, ...] = (organisations,)
LOCAL: tuple[Table, ...] = (credentials,)
DISTRIBUTED: tuple[Table, ...] = tuple(
    table for table in metadata.sorted_tables if table not in (*REFERENCE, *LOCAL)
)
