"""Requests for erasure; and what an organisation made outlives who made it.

On SQLite a column is changed by making its table anew, which rows of other tables that refer to it do
not allow: those references are taken away and put back.

Revision ID: 0017
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0013"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and let makers be nobody."""
    _makers_may_be_nobody()
    op.create_table(
        "erasure_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("asked", _MOMENT, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("decided", _MOMENT, nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("gone", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"]),
        sa.ForeignKeyConstraint(["membership_id"], ["membership.id"]),
        sa.ForeignKeyConstraint(["decided_by"], ["membership.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_erasure_request_organisation_id", "erasure_request", ["organisation_id"])
    op.create_index("ix_erasure_request_membership_id", "erasure_request", ["membership_id"])


def _makers_may_be_nobody() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column("package_made", "made_by", nullable=True)
        op.alter_column("dispatch_licence", "made_by", nullable=True)
        return
    op.execute(
        "CREATE TEMPORARY TABLE kept_trial AS SELECT id, package_made_id FROM launch_registration"
    )
    op.execute("CREATE TEMPORARY TABLE kept_seat AS SELECT * FROM dispatch_seat")
    op.execute("UPDATE launch_registration SET package_made_id = NULL")
    op.execute("DELETE FROM dispatch_seat")
    for table in ("package_made", "dispatch_licence"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("made_by", nullable=True)
    op.execute(
        "UPDATE launch_registration SET package_made_id ="
        " (SELECT package_made_id FROM kept_trial WHERE kept_trial.id = launch_registration.id)"
    )
    op.execute("INSERT INTO dispatch_seat SELECT * FROM kept_seat")
    op.execute("DROP TABLE kept_trial")
    op.execute("DROP TABLE kept_seat")
