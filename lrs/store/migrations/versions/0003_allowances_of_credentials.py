"""Credentials may have an allowance of what they write, and count what they have written."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BOUNDS = ("most_statements", "most_bytes")
_COUNTS = ("spent_statements", "spent_bytes")


def upgrade() -> None:
    """Add the columns; credentials that exist have no bound, and have spent nothing of it."""
    for name in _BOUNDS:
        op.add_column("lrs_credential", sa.Column(name, sa.BigInteger))
    for name in _COUNTS:
        column = sa.Column(name, sa.BigInteger, nullable=False, server_default="0")
        op.add_column("lrs_credential", column)


def downgrade() -> None:
    """Drop the columns. A credential that they bound is revoked, since nothing else binds it."""
    op.execute("UPDATE lrs_credential SET revoked = created WHERE most_bytes IS NOT NULL")
    for name in (*_BOUNDS, *_COUNTS):
        op.drop_column("lrs_credential", name)
