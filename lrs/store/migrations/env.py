"""What Alembic runs: the migrations, in the transaction that `store.migrate` has opened."""

from alembic import context

from lrs.store.migrate import VERSION_TABLE
from lrs.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
context.run_migrations()
