"""Lines of “Who is where” that are counted and sorted from one index, without the memberships.

Revision ID: 0043
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0039"
branch_labels = None
depends_on = None

_WHOLE = ["organisation_id", "away", "rank", "due_by", "active", "due", "membership_id"]


def upgrade() -> None:
    """Say in each line whether the account is deactivated, and make the indexes that hold all that is asked."""
    op.add_column(
        "learner_standing",
        sa.Column("away", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.execute(
        "UPDATE learner_standing SET away = (SELECT membership.paused IS NOT NULL FROM membership"
        " WHERE membership.id = learner_standing.membership_id)"
    )
    op.drop_index(
        op.f("ix_learner_standing_organisation_id_rank_due_by_active"), "learner_standing"
    )
    op.create_index("ix_learner_standing_table", "learner_standing", _WHOLE)
    op.drop_index(op.f("ix_progress_organisation_id_actor"), "progress")
    op.create_index(
        op.f("ix_progress_organisation_id_actor_module_passed"),
        "progress",
        ["organisation_id", "actor", "module", "passed"],
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index(op.f("ix_progress_organisation_id_actor_module_passed"), "progress")
    op.create_index(
        op.f("ix_progress_organisation_id_actor"), "progress", ["organisation_id", "actor"]
    )
    op.drop_index("ix_learner_standing_table", "learner_standing")
    op.create_index(
        op.f("ix_learner_standing_organisation_id_rank_due_by_active"),
        "learner_standing",
        ["organisation_id", "rank", "due_by", "active"],
    )
    op.drop_column("learner_standing", "away")
