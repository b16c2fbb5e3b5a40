"""LMSs open the course from here under licences, each learner's LMS holding a seat.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "dispatch_licence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("modules", sa.JSON(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("last_used", sa.Date(), nullable=True),
        sa.Column("revoked", _MOMENT, nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_dispatch_licence_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["membership.id"], name=op.f("fk_dispatch_licence_made_by_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch_licence")),
        sa.UniqueConstraint("token", name=op.f("uq_dispatch_licence_token")),
    )
    name = op.f("ix_dispatch_licence_organisation_id")
    op.create_index(name, "dispatch_licence", ["organisation_id"])
    op.create_table(
        "dispatch_seat",
        sa.Column("licence_id", sa.Uuid(), nullable=False),
        sa.Column("seat", sa.Text(), nullable=False),
        sa.Column("taken", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["licence_id"],
            ["dispatch_licence.id"],
            name=op.f("fk_dispatch_seat_licence_id_dispatch_licence"),
        ),
        sa.PrimaryKeyConstraint("licence_id", "seat", name=op.f("pk_dispatch_seat")),
    )
    name = op.f("ix_dispatch_seat_licence_id_taken")
    op.create_index(name, "dispatch_seat", ["licence_id", "taken"])
