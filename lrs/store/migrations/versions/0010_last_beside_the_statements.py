"""The last number and time of an organisation lie beside its statements, no longer beside its name.

On a distributed PostgreSQL names are copied to every machine, and an organisation's statements lie on one:
a statement that is stored then changes that one alone.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table from the two columns, and drop them."""
    op.create_table(
        "lrs_last",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("stored", sa.BigInteger, nullable=False),
    )
    op.execute(
        "INSERT INTO lrs_last (organisation, seq, stored)"
        " SELECT number, last_seq, last_stored FROM lrs_organisation"
    )
    for name in ("last_seq", "last_stored"):
        op.drop_column("lrs_organisation", name)


def downgrade() -> None:
    """Make the two columns again, and drop the table."""
    for name, was in (("last_seq", "seq"), ("last_stored", "stored")):
        op.add_column(
            "lrs_organisation",
            sa.Column(name, sa.BigInteger, nullable=False, server_default="0"),
        )
        op.execute(
            f"UPDATE lrs_organisation SET {name} ="  # noqa: S608 (two names of ours)
            f" (SELECT {was} FROM lrs_last WHERE organisation = number)"
        )
    op.drop_table("lrs_last")
