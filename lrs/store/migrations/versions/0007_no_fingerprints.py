"""Statements are compared where one comes again, by what is stored, and no longer by a digest of each."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Drop the column: nothing in it is not in the statement."""
    op.drop_column("lrs_statement", "fingerprint")


def downgrade() -> None:
    """Add it without digests: a statement from before that comes again is then a conflict."""
    column = sa.Column("fingerprint", sa.LargeBinary(32), nullable=False, server_default="")
    op.add_column("lrs_statement", column)
