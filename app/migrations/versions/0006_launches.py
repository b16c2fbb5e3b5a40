"""Packages are launched in registrations, each launch being a session; what is refused is kept.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "launch_registration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("package", sa.LargeBinary(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_launch_registration_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_launch_registration_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch_registration")),
    )
    for column in ("organisation_id", "membership_id", "made"):
        name = op.f(f"ix_launch_registration_{column}")
        op.create_index(name, "launch_registration", [column])
    op.create_table(
        "launch_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("mastery_score", sa.Double(), nullable=True),
        sa.Column("launched", _MOMENT, nullable=False),
        sa.Column("fetched", _MOMENT, nullable=True),
        sa.Column("credential", sa.Text(), nullable=True),
        sa.Column("ended", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["launch_registration.id"],
            name=op.f("fk_launch_session_registration_id_launch_registration"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch_session")),
        sa.UniqueConstraint("credential", name=op.f("uq_launch_session_credential")),
    )
    op.create_table(
        "launch_refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["launch_registration.id"],
            name=op.f("fk_launch_refusal_registration_id_launch_registration"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch_refusal")),
    )
    name = op.f("ix_launch_refusal_registration_id")
    op.create_index(name, "launch_refusal", ["registration_id"])
    name = op.f("ix_launch_session_registration_id")
    op.create_index(name, "launch_session", ["registration_id"])
