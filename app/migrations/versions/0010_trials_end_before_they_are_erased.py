"""A trial is marked as ended before it is erased, so that half an erasure can be done again.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; no trial has ended that is still there."""
    op.add_column("launch_registration", sa.Column("ended", sa.DateTime(timezone=True)))
