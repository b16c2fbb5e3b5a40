"""Induction lists that begin by themselves; more than one conversation about a reflection.

Revision ID: 0036
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table, and add the columns."""
    op.create_table(
        "induction_setting",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("begins", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_induction_setting_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_induction_setting")),
    )
    op.add_column(
        "induction_list",
        sa.Column("assumed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    with op.batch_alter_table("conversation") as conversations:
        conversations.add_column(
            sa.Column("number", sa.Integer(), nullable=False, server_default="1")
        )
        conversations.drop_constraint(
            op.f("uq_conversation_entry_id_supervisor_id"), type_="unique"
        )
        conversations.create_unique_constraint(
            op.f("uq_conversation_entry_id_supervisor_id_number"),
            ["entry_id", "supervisor_id", "number"],
        )
