"""Doctors keep a private journal, each text of it sealed.

Revision ID: 0015
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _make_entries()
    _make_shares()
    op.create_table(
        "journal_unsaved",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        _reference("journal_unsaved", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_unsaved")),
    )
    _index("journal_unsaved", "person_id")


def _make_entries() -> None:
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("changed", _MOMENT, nullable=False),
        sa.Column("saved", _MOMENT, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=True),
        sa.Column("draft", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.Integer(), nullable=False),
        _reference("journal_entry", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    _index("journal_entry", "person_id", "made")


def _make_shares() -> None:
    op.create_table(
        "journal_share",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("supervisor_id", sa.Uuid(), nullable=False),
        sa.Column("kept", sa.LargeBinary(), nullable=True),
        sa.Column("text_saved", _MOMENT, nullable=False),
        sa.Column("made", _MOMENT, nullable=False),
        sa.Column("ended", _MOMENT, nullable=True),
        _reference("journal_share", "entry_id", "journal_entry"),
        _reference("journal_share", "person_id", "person"),
        _reference("journal_share", "learner_id", "membership"),
        _reference("journal_share", "supervisor_id", "membership"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_share")),
    )
    _index("journal_share", "supervisor_id", "learner_id")
    _index("journal_share", "entry_id")
    _index("journal_share", "person_id")
    op.create_table(
        "journal_share_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("share_id", sa.Uuid(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        _reference("journal_share_event", "share_id", "journal_share"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_share_event")),
    )
    _index("journal_share_event", "share_id")


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}_{to}"))


def _index(table: str, *columns: str) -> None:
    op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, list(columns))
