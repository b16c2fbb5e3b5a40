"""The index rows of statements that come alone are written later, several at once."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KEY_BYTES = 16


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "lrs_pending",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("keys", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Write the index rows that wait, and drop the table."""
    entries = sa.table("lrs_entry", *map(sa.column, ("organisation", "key", "seq", "via")))
    waiting = sa.text("SELECT organisation, seq, keys FROM lrs_pending")
    rows = [
        {
            "organisation": organisation,
            "key": bytes(keys[at : at + _KEY_BYTES]),
            "seq": seq,
            "via": seq,
        }
        for organisation, seq, keys in op.get_bind().execute(waiting)
        for at in range(0, len(keys), _KEY_BYTES)
    ]
    if rows:
        op.get_bind().execute(entries.insert(), rows)
    op.drop_table("lrs_pending")
