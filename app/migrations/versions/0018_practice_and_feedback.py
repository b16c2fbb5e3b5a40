"""Cards of spaced practice, feedback on topics, and the seconds that an answer took.

Of the answers that are there nobody knows how long they took.

Revision ID: 0018
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0015"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_MEMBERSHIP = "membership.id"


def upgrade() -> None:
    """Add the tables and the column."""
    op.create_table(
        "practice_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("state", sa.Integer(), nullable=False),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.Column("due", _MOMENT, nullable=False),
        sa.Column("last_review", _MOMENT, nullable=True),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("response", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("made", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], [_MEMBERSHIP], name="fk_practice_card_membership_id_membership"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_practice_card"),
        sa.UniqueConstraint(
            "membership_id",
            "module",
            "kind",
            "item",
            name="uq_practice_card_membership_id_module_kind_item",
        ),
    )
    op.create_table(
        "practice_day",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cards", sa.JSON(), nullable=False),
        sa.Column("begun", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], [_MEMBERSHIP], name="fk_practice_day_membership_id_membership"
        ),
        sa.PrimaryKeyConstraint("membership_id", "day", name="pk_practice_day"),
    )
    op.create_table(
        "practice_pause",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("since", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"], [_MEMBERSHIP], name="fk_practice_pause_membership_id_membership"
        ),
        sa.PrimaryKeyConstraint("membership_id", "module", name="pk_practice_pause"),
    )
    op.create_table(
        "topic_feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("module_version", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("given", _MOMENT, nullable=False),
        sa.Column("done", _MOMENT, nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name="fk_topic_feedback_organisation_id_organisation",
        ),
        sa.ForeignKeyConstraint(
            ["membership_id"], [_MEMBERSHIP], name="fk_topic_feedback_membership_id_membership"
        ),
        sa.ForeignKeyConstraint(
            ["done_by"], [_MEMBERSHIP], name="fk_topic_feedback_done_by_membership"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_topic_feedback"),
        sa.UniqueConstraint(
            "membership_id",
            "module",
            "topic",
            "module_version",
            name="uq_topic_feedback_membership_id_module_topic_module_version",
        ),
    )
    op.create_index(
        "ix_topic_feedback_organisation_id_module", "topic_feedback", ["organisation_id", "module"]
    )
    op.add_column("answer", sa.Column("seconds", sa.Double(), nullable=True))
