"""Statements may be forwarded to other record stores; what those refuse is noted."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "lrs_forward",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("endpoint", sa.Text, nullable=False),
        sa.Column("key_id", sa.Text, nullable=False),
        sa.Column("cursor", sa.BigInteger, nullable=False),
        sa.Column("sent", sa.BigInteger, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("held_until", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("last_sent", sa.BigInteger),
        sa.Column("trouble", sa.Text, nullable=False),
    )
    op.create_table(
        "lrs_forward_refusal",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("forward", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables: nothing is forwarded any more."""
    op.drop_table("lrs_forward_refusal")
    op.drop_table("lrs_forward")
