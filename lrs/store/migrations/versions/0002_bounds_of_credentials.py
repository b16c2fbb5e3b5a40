"""Credentials may end by themselves, and be kept to one agent in one registration."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COLUMNS = (("expires", sa.BigInteger), ("agent", sa.LargeBinary), ("registration", sa.Text))


def upgrade() -> None:
    """Add the columns; credentials that exist are bound by none of them."""
    for name, kind in _COLUMNS:
        op.add_column("lrs_credential", sa.Column(name, kind))


def downgrade() -> None:
    """Drop the columns. A credential that they bound is revoked, since nothing else binds it."""
    op.execute(
        "UPDATE lrs_credential SET revoked = created"
        " WHERE expires IS NOT NULL OR registration IS NOT NULL"
    )
    for name, _ in _COLUMNS:
        op.drop_column("lrs_credential", name)
