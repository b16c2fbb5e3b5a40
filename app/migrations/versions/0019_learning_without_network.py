"""Acts of phones without network are known by their ids, and people say how pages are to look.

They keep pages, too, and write sealed notes beside them.

Revision ID: 0019
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and the column."""
    op.add_column("person", sa.Column("display", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "received_act",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("received", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_received_act_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("membership_id", "id", name=op.f("pk_received_act")),
    )
    op.create_table(
        "bookmark",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_bookmark_membership_id_membership")
        ),
        sa.PrimaryKeyConstraint("membership_id", "module", "topic", name=op.f("pk_bookmark")),
    )
    op.create_table(
        "note",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], ["membership.id"], name=op.f("fk_note_membership_id_membership")
        ),
        sa.PrimaryKeyConstraint("membership_id", "module", "topic", name=op.f("pk_note")),
    )
