"""The library: an organisation's own resources, a reader's ticks, and how links answered.

Revision ID: 0027
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0028"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "library_resource",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("readers", sa.JSON(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("checked", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_library_resource_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"],
            ["membership.id"],
            name=op.f("fk_library_resource_checked_by_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["membership.id"], name=op.f("fk_library_resource_made_by_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_library_resource")),
    )
    op.create_index(
        op.f("ix_library_resource_organisation_id"), "library_resource", ["organisation_id"]
    )
    op.create_table(
        "library_tick",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_library_tick_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("membership_id", "entry", "line", name=op.f("pk_library_tick")),
    )
    op.create_table(
        "library_link",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("moved_to", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("checked", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_library_link")),
    )
