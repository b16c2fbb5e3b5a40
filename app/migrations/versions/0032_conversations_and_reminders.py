"""Records of conversations about shared reflections; reminders by e-mail, chosen and sent.

Revision ID: 0032
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "conversation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("supervisor_id", sa.Uuid(), nullable=True),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("doctor_agreed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("supervisor_agreed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_conversation_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["membership.id"], name=op.f("fk_conversation_learner_id_membership")
        ),
        sa.ForeignKeyConstraint(
            ["supervisor_id"],
            ["membership.id"],
            name=op.f("fk_conversation_supervisor_id_membership"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation")),
        sa.UniqueConstraint(
            "entry_id", "supervisor_id", name=op.f("uq_conversation_entry_id_supervisor_id")
        ),
    )
    for column in ("person_id", "learner_id", "supervisor_id"):
        op.create_index(op.f(f"ix_conversation_{column}"), "conversation", [column])
    op.create_table(
        "conversation_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name=op.f("fk_conversation_event_conversation_id_conversation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conversation_event")),
    )
    op.create_index(
        op.f("ix_conversation_event_conversation_id"), "conversation_event", ["conversation_id"]
    )
    op.create_table(
        "reminder_choice",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_reminder_choice_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("membership_id", "kind", name=op.f("pk_reminder_choice")),
    )
    op.create_table(
        "reminder_sent",
        sa.Column("membership_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["membership.id"],
            name=op.f("fk_reminder_sent_membership_id_membership"),
        ),
        sa.PrimaryKeyConstraint("membership_id", "kind", "period", name=op.f("pk_reminder_sent")),
    )
