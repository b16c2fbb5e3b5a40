"""Who began a form of a welcome meeting, and that one was taken back before anything stood in it.

Nobody knows any more who began those that are there: they are taken back by nobody.

Revision ID: 0044
Revises: 0043
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the table."""
    # Not made anew on SQLite, as a batch would: other tables hold rows that refer to it.
    op.add_column(
        "welcome_form",
        sa.Column(
            "begun_by",
            sa.Uuid(),
            sa.ForeignKey("membership.id", name=op.f("fk_welcome_form_begun_by_membership")),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_table(
        "welcome_taken_back",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("supervisor_id", sa.Uuid(), nullable=True),
        sa.Column("by_img", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["membership.id"],
            name=op.f("fk_welcome_taken_back_learner_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_welcome_taken_back_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["membership.id"],
            name=op.f("fk_welcome_taken_back_supervisor_id_membership"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_taken_back")),
    )
    for column in ("learner_id", "supervisor_id"):
        op.create_index(op.f(f"ix_welcome_taken_back_{column}"), "welcome_taken_back", [column])


def downgrade() -> None:
    """Take them away."""
    op.drop_table("welcome_taken_back")
    with op.batch_alter_table("welcome_form") as forms:
        forms.drop_constraint(op.f("fk_welcome_form_begun_by_membership"), type_="foreignkey")
        forms.drop_column("begun_by")
