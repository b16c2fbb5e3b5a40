"""A package may hold several modules: what it held is kept by slug and version.

Of the packages made before, the module and its version are taken over; what made them a trust's own
was part of their options and has no digest.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLE = sa.table(
    "package_made",
    sa.column("id", sa.Uuid()),
    sa.column("module", sa.Text()),
    sa.column("module_version", sa.Text()),
    sa.column("modules", sa.JSON()),
)


def upgrade() -> None:
    """Add the columns, fill them from the old ones, and drop those."""
    with op.batch_alter_table("package_made") as batch:
        batch.add_column(sa.Column("modules", sa.JSON(), nullable=True))
        batch.add_column(sa.Column("overlay", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    rows = connection.execute(sa.select(TABLE.c.id, TABLE.c.module, TABLE.c.module_version))
    for key, module, version in rows.fetchall():
        held = {module: version}
        connection.execute(TABLE.update().where(TABLE.c.id == key).values(modules=held))
    with op.batch_alter_table("package_made") as batch:
        batch.alter_column("modules", nullable=False)
        batch.alter_column("overlay", server_default=None)
        batch.drop_column("module")
        batch.drop_column("module_version")
