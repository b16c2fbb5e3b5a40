"""Lines of “Who is where”, summed up so that the database sorts and pages them, and marks of what changed.

Revision ID: 0028
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the first look at the page fills them."""
    op.create_table(
        "learner_standing",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("due", sa.Integer(), nullable=False),
        sa.Column("due_by", sa.Date(), nullable=False),
        sa.Column("active", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_learner_standing_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("membership_id", name=op.f("pk_learner_standing")),
    )
    op.create_index(
        op.f("ix_learner_standing_organisation_id_rank_due_by_active"),
        "learner_standing",
        ["organisation_id", "rank", "due_by", "active"],
    )
    op.create_table(
        "standing_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_mark")),
    )
    op.create_table(
        "standing_edition",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("modules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standing_edition")),
    )
