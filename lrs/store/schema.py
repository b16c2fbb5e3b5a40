"""The tables of the record store, the same on SQLite and PostgreSQL.

Every table of a tenant begins its keys with the organisation's number, so that a
distributed PostgreSQL can spread them by it. Bodies are bytes: `json` and `text` change
or refuse what the specification asks to keep. `seq` is the one order of all statements.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Sequence,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

# PostgreSQL numbers statements from here; SQLite counts on under its writer's lock.
statement_seq = Sequence("lrs_statement_seq", metadata=metadata, data_type=BigInteger)

organisations = Table(
    "lrs_organisation",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
)

# The greatest number that an organisation's statements were given, kept apart so that a purge never turns
# it back, and when the last was stored. It lies beside the statements: whoever stores changes one place.
lasts = Table(
    "lrs_last",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("stored", BigInteger, nullable=False),
)

statements = Table(
    "lrs_statement",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("id", LargeBinary(16), nullable=False),
    Column("stored", BigInteger, nullable=False),
    Column("voiding", Boolean, nullable=False),
    Column("refers_to", LargeBinary(16)),
    Column("credential", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("organisation", "id", name="lrs_statement_id"),
    Index("lrs_statement_stored", "organisation", "stored", "seq"),
    Index("lrs_statement_order", "seq"),
)

# The inverted index. `via` is the statement that has the property: the statement itself,
# or one that it refers to, so that all filters can be asked of one and the same.
entries = Table(
    "lrs_entry",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("key", LargeBinary(16), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("via", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# The newest statements, whose index rows are not written yet (`lrs.store.pending`): all their keys in a row.
pending = Table(
    "lrs_pending",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("keys", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# Who refers to whom by a StatementRef object; the target need not be known.
references = Table(
    "lrs_reference",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("target", LargeBinary(16), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("voiding", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

voided = Table(
    "lrs_voided",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# The bytes of attachments, each once however many statements have it; `digest` is its SHA-2.
attachments = Table(
    "lrs_attachment",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary(64), primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

# Which statements have it: with the last of them the bytes go.
attachment_uses = Table(
    "lrs_attachment_use",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("digest", LargeBinary(64), primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# What is known of each Activity from all statements of its organisation.
activities = Table(
    "lrs_activity",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("key", LargeBinary(16), primary_key=True),
    Column("id", Text, nullable=False),
    Column("definition", LargeBinary, nullable=False),
)

# The names under which each Agent and Group was met; as bytes, since a name may hold NUL.
agent_names = Table(
    "lrs_agent_name",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("agent", LargeBinary(16), primary_key=True),
    Column("key", LargeBinary(16), primary_key=True),
    Column("name", LargeBinary, nullable=False),
)

# `context` is the digest of resource, activity, agent and registration; `key` that of
# the document's id: long or absent parts never meet an index or SQL's unequal NULLs.
documents = Table(
    "lrs_document",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("context", LargeBinary(16), primary_key=True),
    Column("key", LargeBinary(16), primary_key=True),
    Column("id", Text, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("updated", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    # Whose it is in clear, for an export and for the erasure of a person; none in rows that were
    # written before these columns were there.
    Column("resource", Text),
    Column("activity", Text),
    Column("agent", LargeBinary),
    Column("agent_key", LargeBinary(16)),
    Column("registration", Text),
    Index("lrs_document_agent", "organisation", "agent_key"),
)

# Other stores that an organisation's statements are sent on to, and how far each has come. `held_until`
# (µs) is the lease of whoever sends, and the end of a wait; the secret is not here.
forwards = Table(
    "lrs_forward",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("endpoint", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("cursor", BigInteger, nullable=False),
    Column("sent", BigInteger, nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("held_until", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("last_sent", BigInteger),
    Column("trouble", Text, nullable=False),
)

# Statements that another store will never take.
forward_refusals = Table(
    "lrs_forward_refusal",
    metadata,
    Column("organisation", Integer, primary_key=True, autoincrement=False),
    Column("forward", Integer, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
)

# Not a tenant's table: the organisation is known only once a credential is found.
credentials = Table(
    "lrs_credential",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", LargeBinary(32), nullable=False),
    Column("organisation", Text, nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("last_used", BigInteger),
    Column("revoked", BigInteger),
    # The bounds of a credential: None of them for one without.
    Column("expires", BigInteger),
    Column("agent", LargeBinary),
    Column("registration", Text),
    # How much it may write, none for no bound, and what it has written of that.
    Column("most_statements", BigInteger),
    Column("most_bytes", BigInteger),
    Column("spent_statements", BigInteger, nullable=False, server_default="0"),
    Column("spent_bytes", BigInteger, nullable=False, server_default="0"),
)
