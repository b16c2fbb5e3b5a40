"""What is counted says itself when it is forgotten, so that not only wrong passwords can be counted.

Those of the last fifteen minutes are forgotten at once.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table anew, empty."""
    op.drop_table("sign_in_try")
    op.create_table(
        "counted_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.LargeBinary(32), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counted_try")),
    )
    op.create_index(op.f("ix_counted_try_subject_until"), "counted_try", ["subject", "until"])
    op.create_index(op.f("ix_counted_try_until"), "counted_try", ["until"])
