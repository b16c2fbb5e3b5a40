"""Confirming by a work account, where somebody has no password to enter; and providers that take a key.

Revision ID: 0041
Revises: 0040
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a way to a provider know in which sign-in it confirms, and make the table of what is confirmed."""
    op.add_column(
        "sign_in_provider",
        sa.Column("by_key", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "provider_confirmation",
        sa.Column("sign_in_id", sa.Uuid(), nullable=False),
        sa.Column("identity_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["sign_in_id"],
            ["sign_in.id"],
            name=op.f("fk_provider_confirmation_sign_in_id_sign_in"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["identity_id"],
            ["provider_identity.id"],
            name=op.f("fk_provider_confirmation_identity_id_provider_identity"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("sign_in_id", name=op.f("pk_provider_confirmation")),
    )
    op.create_index(
        op.f("ix_provider_confirmation_identity_id"),
        "provider_confirmation",
        ["identity_id"],
        unique=False,
    )
    with op.batch_alter_table("provider_flow") as flows:
        flows.add_column(sa.Column("sign_in_id", sa.Uuid(), nullable=True))
        flows.create_foreign_key(
            op.f("fk_provider_flow_sign_in_id_sign_in"),
            "sign_in",
            ["sign_in_id"],
            ["id"],
            ondelete="CASCADE",
        )
        flows.create_index(op.f("ix_provider_flow_sign_in_id"), ["sign_in_id"], unique=False)
