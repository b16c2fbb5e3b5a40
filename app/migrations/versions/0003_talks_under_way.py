"""A conversation with a simulated patient is kept from line to line, so that any device goes on in it.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of conversations under way."""
    op.create_table(
        "talk_under_way",
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["enrolment_id"],
            ["enrolment.id"],
            name=op.f("fk_talk_under_way_enrolment_id_enrolment"),
        ),
        sa.PrimaryKeyConstraint("enrolment_id", "question", name=op.f("pk_talk_under_way")),
    )
