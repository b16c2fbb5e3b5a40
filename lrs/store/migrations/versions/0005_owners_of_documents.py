"""Documents tell in clear whose they are, for exports and for the erasure of a person."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("resource", sa.Text),
    ("activity", sa.Text),
    ("agent", sa.LargeBinary),
    ("agent_key", sa.LargeBinary(16)),
    ("registration", sa.Text),
)


def upgrade() -> None:
    """Add the columns. Rows that exist keep a digest of their owner only, until they are written."""
    for name, kind in _COLUMNS:
        op.add_column("lrs_document", sa.Column(name, kind))
    op.create_index("lrs_document_agent", "lrs_document", ["organisation", "agent_key"])


def downgrade() -> None:
    """Drop the columns; documents stay found by the digest of their owner."""
    op.drop_index("lrs_document_agent", "lrs_document")
    for name, _ in _COLUMNS:
        op.drop_column("lrs_document", name)
