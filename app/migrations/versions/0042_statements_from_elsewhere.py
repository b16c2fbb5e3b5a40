"""Statements from elsewhere, and whose accounts elsewhere are whose.

The statements are read again from the record store at the next start: those that came from elsewhere before
are shown as well. A file that waits for its import says of which kind it is.

Revision ID: 0042
Revises: 0041
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, and wind the mark of the reading back to the beginning."""
    op.create_table(
        "outside_statement",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("own", sa.Uuid(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("score", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stored", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorder", sa.Text(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint(
            "organisation_id", "statement_id", name=op.f("pk_outside_statement")
        ),
    )
    op.create_index(
        op.f("ix_outside_statement_organisation_id_actor"),
        "outside_statement",
        ["organisation_id", "actor"],
    )
    op.create_index(op.f("ix_outside_statement_actor_id"), "outside_statement", ["actor_id"])
    op.create_table(
        "outside_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("from_file", sa.Boolean(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_outside_account_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_outside_account_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_account")),
    )
    op.create_index(
        op.f("ix_outside_account_organisation_id_actor"),
        "outside_account",
        ["organisation_id", "actor"],
    )
    op.create_index(op.f("ix_outside_account_membership_id"), "outside_account", ["membership_id"])
    op.add_column(
        "import_waiting", sa.Column("kind", sa.Text(), nullable=False, server_default="people")
    )
    op.create_table(
        "outside_spelling",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_spelling")),
    )
    op.create_index(
        op.f("ix_outside_spelling_organisation_id_actor"),
        "outside_spelling",
        ["organisation_id", "actor"],
    )
    op.create_table(
        "former_address",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_former_address_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("membership_id", "email", name=op.f("pk_former_address")),
    )
    op.create_index(op.f("ix_former_address_email"), "former_address", ["email"])
    op.execute(sa.text("DELETE FROM progress_cursor"))
