"""The welcome meeting: forms of two people, their ratings, actions, signatures and reviews.

Revision ID: 0025
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0027"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "welcome_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("supervisor_id", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("begun", _MOMENT, nullable=True),
        sa.Column("shared", _MOMENT, nullable=True),
        sa.Column("meeting", _MOMENT, nullable=True),
        sa.Column("safety_agreed", _MOMENT, nullable=True),
        sa.Column("discussed", _MOMENT, nullable=True),
        sa.Column("signed", _MOMENT, nullable=True),
        sa.Column("closed", _MOMENT, nullable=True),
        sa.Column("transferred", _MOMENT, nullable=True),
        sa.Column("withdrawn", _MOMENT, nullable=True),
        sa.Column("next_form_id", sa.Uuid(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("no_action", sa.Boolean(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("private_gone", _MOMENT, nullable=True),
        sa.Column("content_gone", _MOMENT, nullable=True),
        sa.Column("pen_holder", sa.Uuid(), nullable=True),
        sa.Column("pen_since", _MOMENT, nullable=True),
        sa.Column("img_here", _MOMENT, nullable=True),
        sa.Column("sup_here", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["membership.id"], name=op.f("fk_welcome_form_learner_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_welcome_form_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["membership.id"],
            name=op.f("fk_welcome_form_supervisor_id_membership"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_form")),
    )
    op.create_index(
        op.f("ix_welcome_form_learner_id_closed"), "welcome_form", ["learner_id", "closed"]
    )
    op.create_index(op.f("ix_welcome_form_organisation_id"), "welcome_form", ["organisation_id"])
    op.create_index(
        op.f("ix_welcome_form_supervisor_id_closed"), "welcome_form", ["supervisor_id", "closed"]
    )
    op.create_table(
        "welcome_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["membership.id"], name=op.f("fk_welcome_answer_author_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_answer_form_id_welcome_form")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_answer")),
        sa.UniqueConstraint(
            "form_id", "field", "row_id", name=op.f("uq_welcome_answer_form_id_field_row_id")
        ),
    )
    op.create_table(
        "welcome_reader",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("reader_id", sa.Uuid(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("img_agreed", _MOMENT, nullable=True),
        sa.Column("sup_agreed", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_reader_form_id_welcome_form")
        ),
        sa.ForeignKeyConstraint(
            ["reader_id"], ["membership.id"], name=op.f("fk_welcome_reader_reader_id_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_reader")),
        sa.UniqueConstraint(
            "form_id", "field", "reader_id", name=op.f("uq_welcome_reader_form_id_field_reader_id")
        ),
    )
    op.create_index(op.f("ix_welcome_reader_reader_id"), "welcome_reader", ["reader_id"])
    op.create_table(
        "welcome_former",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["author_id"], ["membership.id"], name=op.f("fk_welcome_former_author_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_former_form_id_welcome_form")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_former")),
    )
    op.create_index(
        op.f("ix_welcome_former_answer_id_version"), "welcome_former", ["answer_id", "version"]
    )
    op.create_index(op.f("ix_welcome_former_form_id"), "welcome_former", ["form_id"])
    op.create_table(
        "welcome_rating",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_rating_form_id_welcome_form")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_rating")),
        sa.UniqueConstraint(
            "form_id",
            "months",
            "side",
            "item",
            name=op.f("uq_welcome_rating_form_id_months_side_item"),
        ),
    )
    op.create_table(
        "welcome_round",
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("img_done", _MOMENT, nullable=True),
        sa.Column("sup_done", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_round_form_id_welcome_form")
        ),
        sa.PrimaryKeyConstraint("form_id", "months", name=op.f("pk_welcome_round")),
    )
    op.create_table(
        "welcome_proposal",
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["by_id"], ["membership.id"], name=op.f("fk_welcome_proposal_by_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_proposal_form_id_welcome_form")
        ),
        sa.PrimaryKeyConstraint("form_id", "key", name=op.f("pk_welcome_proposal")),
    )
    op.create_table(
        "welcome_action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_action_form_id_welcome_form")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["membership.id"], name=op.f("fk_welcome_action_made_by_membership")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_action")),
    )
    op.create_index(op.f("ix_welcome_action_form_id"), "welcome_action", ["form_id"])
    op.create_table(
        "welcome_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("frozen", _MOMENT, nullable=True),
        sa.Column("withdrawn", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_version_form_id_welcome_form")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_version")),
        sa.UniqueConstraint("form_id", "number", name=op.f("uq_welcome_version_form_id_number")),
    )
    op.create_table(
        "welcome_signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=True),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("paper", sa.Date(), nullable=True),
        sa.Column("lapsed", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_signature_form_id_welcome_form")
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_welcome_signature_membership_id_membership"),
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["welcome_version.id"],
            name=op.f("fk_welcome_signature_version_id_welcome_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_signature")),
    )
    op.create_index(op.f("ix_welcome_signature_form_id"), "welcome_signature", ["form_id"])
    op.create_index(op.f("ix_welcome_signature_version_id"), "welcome_signature", ["version_id"])
    op.create_table(
        "welcome_scan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_scan_form_id_welcome_form")
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["membership.id"], name=op.f("fk_welcome_scan_made_by_membership")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["welcome_version.id"],
            name=op.f("fk_welcome_scan_version_id_welcome_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_scan")),
    )
    op.create_index(op.f("ix_welcome_scan_form_id"), "welcome_scan", ["form_id"])
    op.create_table(
        "welcome_unsaved",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"], ["welcome_form.id"], name=op.f("fk_welcome_unsaved_form_id_welcome_form")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_welcome_unsaved_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_welcome_unsaved")),
    )
    op.create_index(op.f("ix_welcome_unsaved_form_id"), "welcome_unsaved", ["form_id"])
    op.create_index(op.f("ix_welcome_unsaved_person_id"), "welcome_unsaved", ["person_id"])
    op.create_table(
        "welcome_rules",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_welcome_rules_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_welcome_rules")),
    )


def downgrade() -> None:
    """Take the tables away."""
    for table in (
        "welcome_unsaved",
        "welcome_scan",
        "welcome_signature",
        "welcome_version",
        "welcome_action",
        "welcome_proposal",
        "welcome_round",
        "welcome_rating",
        "welcome_former",
        "welcome_reader",
        "welcome_answer",
        "welcome_rules",
        "welcome_form",
    ):
        op.drop_table(table)
