"""Progress counts each statement that makes a status, and knows the voided ones.

The tables are made anew and empty: the statements are read again from the record store at the next start.

Revision ID: 0002
Revises: 0001
"""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OLD: Final = ("progress", "progress_topic", "progress_result", "progress_visit", "progress_cursor")


def upgrade() -> None:
    """Make the tables of the projection anew."""
    for table in OLD:
        op.drop_table(table)
    op.create_table(
        "progress",
        sa.Column("registration", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=False),
        sa.Column("module", sa.Text(), nullable=False),
        sa.Column("module_version", sa.Text(), nullable=False),
        sa.Column("started", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_active", sa.DateTime(timezone=True), nullable=False),
        sa.Column("topics_opened", sa.Integer(), nullable=False),
        sa.Column("completed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("completion_statement", sa.Uuid(), nullable=True),
        sa.Column("result_statement", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("registration", name=op.f("pk_progress")),
    )
    op.create_index(
        op.f("ix_progress_organisation_id_actor"), "progress", ["organisation_id", "actor"]
    )
    op.create_table(
        "progress_topic",
        sa.Column("registration", sa.Uuid(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("registration", "topic", name=op.f("pk_progress_topic")),
    )
    op.create_table(
        "progress_result",
        sa.Column("registration", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("registration", "statement_id", name=op.f("pk_progress_result")),
    )
    op.create_index(
        op.f("ix_progress_result_organisation_id_statement_id"),
        "progress_result",
        ["organisation_id", "statement_id"],
    )
    op.create_table(
        "progress_visit",
        sa.Column("registration", sa.Uuid(), nullable=False),
        sa.Column("session", sa.Uuid(), nullable=False),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("registration", "session", name=op.f("pk_progress_visit")),
    )
    op.create_table(
        "progress_voided",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("statement_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "statement_id", name=op.f("pk_progress_voided")),
    )
    op.create_table(
        "progress_cursor",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("read_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("source", name=op.f("pk_progress_cursor")),
    )
