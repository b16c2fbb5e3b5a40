"""Organisations have a logo, a colour, and answers of their own to what the course asks for.

None has any yet: until then pages look as ours do, and readers are told to ask.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, empty, and the table of answers."""
    op.add_column("organisation", sa.Column("accent", sa.Text(), nullable=True))
    op.add_column("organisation", sa.Column("logo", sa.LargeBinary(), nullable=True))
    op.add_column("organisation", sa.Column("logo_suffix", sa.Text(), nullable=True))
    op.add_column("organisation", sa.Column("logo_digest", sa.Text(), nullable=True))
    op.add_column("organisation", sa.Column("answers_digest", sa.Text(), nullable=True))
    op.create_table(
        "local_answer",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("given", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_local_answer_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", name=op.f("pk_local_answer")),
    )
