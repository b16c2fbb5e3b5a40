"""The first tables: organisations, statements with their index, documents, credentials."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import CreateSequence, DropSequence, Sequence

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_SEQUENCE = Sequence("lrs_statement_seq", data_type=sa.BigInteger)


def upgrade() -> None:
    """Create the tables."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(CreateSequence(_SEQUENCE))
    op.create_table(
        "lrs_organisation",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("last_seq", sa.BigInteger, nullable=False),
        sa.Column("last_stored", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "lrs_statement",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("stored", sa.BigInteger, nullable=False),
        sa.Column("voiding", sa.Boolean, nullable=False),
        sa.Column("refers_to", sa.LargeBinary(16)),
        sa.Column("fingerprint", sa.LargeBinary(32), nullable=False),
        sa.Column("credential", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("organisation", "id", name="lrs_statement_id"),
    )
    op.create_table(
        "lrs_entry",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.LargeBinary(16), primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("via", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lrs_reference",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("target", sa.LargeBinary(16), primary_key=True),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("voiding", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lrs_voided",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "lrs_activity",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("key", sa.LargeBinary(16), primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("definition", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "lrs_agent_name",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("agent", sa.LargeBinary(16), primary_key=True),
        sa.Column("key", sa.LargeBinary(16), primary_key=True),
        sa.Column("name", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "lrs_document",
        sa.Column("organisation", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("context", sa.LargeBinary(16), primary_key=True),
        sa.Column("key", sa.LargeBinary(16), primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("content_type", sa.Text, nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("updated", sa.BigInteger, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "lrs_credential",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("digest", sa.LargeBinary(32), nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("created", sa.BigInteger, nullable=False),
        sa.Column("last_used", sa.BigInteger),
        sa.Column("revoked", sa.BigInteger),
    )
    op.create_index("lrs_statement_stored", "lrs_statement", ["organisation", "stored", "seq"])
    op.create_index("lrs_statement_order", "lrs_statement", ["seq"])
    op.create_index("ix_lrs_credential_organisation", "lrs_credential", ["organisation"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("lrs_credential")
    op.drop_table("lrs_document")
    op.drop_table("lrs_agent_name")
    op.drop_table("lrs_activity")
    op.drop_table("lrs_voided")
    op.drop_table("lrs_reference")
    op.drop_table("lrs_entry")
    op.drop_table("lrs_statement")
    op.drop_table("lrs_organisation")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(DropSequence(_SEQUENCE))
