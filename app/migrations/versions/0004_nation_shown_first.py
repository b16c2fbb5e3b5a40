"""People and organisations say which nation they are shown first where the four differ.

Nobody has said so yet: until then all four are shown alike.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty."""
    op.add_column("organisation", sa.Column("nation", sa.Text(), nullable=True))
    op.add_column("person", sa.Column("nation", sa.Text(), nullable=True))
