"""A trust's own form in place of ours, and what the two of a meeting have filled of it.

Revision ID: 0038
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0030"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and say of each meeting which form it uses: ours, of those that are there."""
    op.create_table(
        "welcome_own_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT, nullable=True),
        sa.Column("content_gone", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["made_by"], ["membership.id"], name=op.f("fk_welcome_own_form_made_by_membership")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_welcome_own_form_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_own_form")),
        sa.UniqueConstraint(
            "organisation_id", "number", name=op.f("uq_welcome_own_form_organisation_id_number")
        ),
    )
    op.create_index(op.f("ix_welcome_own_form_made_by"), "welcome_own_form", ["made_by"])
    op.create_table(
        "welcome_filled",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("removed", _MOMENT, nullable=True),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_filled_form_id_welcome_form")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["membership.id"], name=op.f("fk_welcome_filled_made_by_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_filled")),
    )
    op.create_index(op.f("ix_welcome_filled_form_id"), "welcome_filled", ["form_id"])
    # Not made anew on SQLite, as a batch would: other tables hold rows that refer to it.
    op.add_column(
        "welcome_form",
        sa.Column(
            "own_form_id",
            sa.Uuid(),
            sa.ForeignKey(
                "welcome_own_form.id", name=op.f("fk_welcome_form_own_form_id_welcome_own_form")
            ),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index(op.f("ix_welcome_form_own_form_id"), "welcome_form", ["own_form_id"])


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("welcome_form") as forms:
        forms.drop_index(op.f("ix_welcome_form_own_form_id"))
        forms.drop_constraint(
            op.f("fk_welcome_form_own_form_id_welcome_own_form"), type_="foreignkey"
        )
        forms.drop_column("own_form_id")
    op.drop_table("welcome_filled")
    op.drop_table("welcome_own_form")
