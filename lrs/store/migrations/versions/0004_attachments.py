"""Attachments are kept: their bytes, and which statements have them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the two tables; statements that exist have no bytes, since none were taken."""
    op.create_table(
        "lrs_attachment",
        *_place(),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "lrs_attachment_use",
        *_place(),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop both, and with them the bytes."""
    op.drop_table("lrs_attachment_use")
    op.drop_table("lrs_attachment")


def _place() -> tuple[sa.Column[int], sa.Column[bytes]]:
    return (
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.LargeBinary(64), primary_key=True),
    )
