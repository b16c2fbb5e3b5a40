"""How an LMS is doing, in a table of its own.

Every launch writes it. The rest of what is known of an LMS hardly changes, and has a copy on every machine
of a store that is spread.

Revision ID: 0046
Revises: 0045
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def _columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("last_launch", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=False, server_default=""),
        sa.Column("last_error_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stray_deployment", sa.Text(), nullable=False, server_default=""),
    )


def upgrade() -> None:
    """Move the columns into the new table."""
    last_launch, last_error, last_error_at, stray_deployment = _columns()
    last_error.server_default = stray_deployment.server_default = None
    op.create_table(
        "lti_condition",
        sa.Column("platform_id", sa.Uuid(), nullable=False),
        last_launch,
        last_error,
        last_error_at,
        stray_deployment,
        sa.ForeignKeyConstraint(
            ["platform_id"],
            ["lti_platform.id"],
            name=op.f("fk_lti_condition_platform_id_lti_platform"),
        ),
        sa.PrimaryKeyConstraint("platform_id", name=op.f("pk_lti_condition")),
    )
    op.execute(
        "INSERT INTO lti_condition"
        " (platform_id, last_launch, last_error, last_error_at, stray_deployment)"
        " SELECT id, last_launch, last_error, last_error_at, stray_deployment FROM lti_platform"
    )
    for column in _columns():
        op.drop_column("lti_platform", column.name)


def downgrade() -> None:
    """Move them back."""
    for column in _columns():
        op.add_column("lti_platform", column)
    op.execute(
        "UPDATE lti_platform SET (last_launch, last_error, last_error_at, stray_deployment) ="
        " (SELECT last_launch, last_error, last_error_at, stray_deployment FROM lti_condition"
        " WHERE platform_id = lti_platform.id)"
    )
    op.drop_table("lti_condition")
