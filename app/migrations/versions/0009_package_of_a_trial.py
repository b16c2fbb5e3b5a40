"""A trial knows which package it is of, so that its page leads back to it.

Trials that run now do not: they lead to the list, and end within a day.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEY = "fk_launch_registration_package_made_id_package_made"


def upgrade() -> None:
    """Add the column, empty."""
    with op.batch_alter_table("launch_registration") as batch:
        batch.add_column(sa.Column("package_made_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(op.f(_KEY), "package_made", ["package_made_id"], ["id"])
