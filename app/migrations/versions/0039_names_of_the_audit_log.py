"""Names of the audit log that are part of what is chained, and words in it that name nobody.

The number of a name becomes a digest of it, so the lines and their digests are written anew: a digest that
was noted before is in no chain any more. Heads of chains can no longer be wound back, and a line cannot be
replaced.

Revision ID: 0039
Revises: 0034
"""

import datetime as dt
import hashlib
import json
import secrets
import uuid

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0034"
branch_labels = None
depends_on = None

NAME = sa.table(
    "audit_name",
    sa.column("id", sa.Uuid()),
    sa.column("membership_id", sa.Uuid()),
    sa.column("person_id", sa.Uuid()),
    sa.column("invitation_id", sa.Uuid()),
    sa.column("name", sa.Text()),
    sa.column("salt", sa.LargeBinary()),
    sa.column("owner", sa.Uuid()),
)
LINE = sa.table(
    "audit_line",
    sa.column("chain", sa.Uuid()),
    sa.column("seq", sa.Integer()),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("act", sa.Text()),
    sa.column("by_name", sa.Uuid()),
    sa.column("about_name", sa.Uuid()),
    sa.column("other_name", sa.Uuid()),
    sa.column("object", sa.Text()),
    sa.column("words", sa.Text()),
    sa.column("digest", sa.LargeBinary()),
)
HEAD = sa.table("audit_head", sa.column("chain", sa.Uuid()), sa.column("digest", sa.LargeBinary()))
PLACES = ("person.placed", "person.leaving")
"""Acts whose words told where somebody works, and until when."""


def upgrade() -> None:
    """Number the names by what they say, chain the lines anew, and guard the heads too."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.add_column("audit_name", sa.Column("salt", sa.LargeBinary(16), nullable=True))
    op.add_column("audit_name", sa.Column("owner", sa.Uuid(), nullable=True))
    if on_sqlite:
        op.execute("DROP TRIGGER audit_line_no_update")
    else:
        op.execute("DROP TRIGGER audit_line_no_change ON audit_line")
    _chain_anew(_number_anew())
    with op.batch_alter_table("audit_name") as table:
        table.alter_column("salt", existing_type=sa.LargeBinary(16), nullable=False)
        table.alter_column("owner", existing_type=sa.Uuid(), nullable=False)
    if on_sqlite:
        _guard_sqlite()
    else:
        _guard_postgres()


def _number_anew() -> dict[uuid.UUID, uuid.UUID]:
    """Give each name its number; return the new ones by the old ones."""
    connection = op.get_bind()
    numbers = {}
    for row in connection.execute(sa.select(NAME)).all():
        salt, owner = (
            secrets.token_bytes(16),
            row.membership_id or row.person_id or row.invitation_id,
        )
        content = ["first-shift-audit-name-1", salt.hex(), str(owner), row.name]
        number = uuid.UUID(bytes=_sha256(content)[:16])
        numbers[row.id] = number
        connection.execute(
            sa.update(NAME).where(NAME.c.id == row.id).values(id=number, salt=salt, owner=owner)
        )
    return numbers


def _chain_anew(numbers: dict[uuid.UUID, uuid.UUID]) -> None:
    connection = op.get_bind()
    for chain in connection.execute(sa.select(HEAD.c.chain)).scalars().all():
        before = bytes(32)
        lines = sa.select(LINE).where(LINE.c.chain == chain).order_by(LINE.c.seq)
        for row in connection.execute(lines).all():
            names = [
                None if key is None else numbers.get(key, key)
                for key in (row.by_name, row.about_name, row.other_name)
            ]
            words = "" if row.act in PLACES else row.words
            at = row.at if row.at.tzinfo else row.at.replace(tzinfo=dt.UTC)
            content = [
                *("first-shift-audit-1", before.hex(), str(chain), row.seq),
                *(at.astimezone(dt.UTC).isoformat(timespec="microseconds"), row.act),
                *(str(key or "") for key in names),
                *(row.object, words),
            ]
            before = _sha256(content)
            connection.execute(
                sa.update(LINE)
                .where(LINE.c.chain == chain, LINE.c.seq == row.seq)
                .values(
                    by_name=names[0],
                    about_name=names[1],
                    other_name=names[2],
                    words=words,
                    digest=before,
                )
            )
        connection.execute(sa.update(HEAD).where(HEAD.c.chain == chain).values(digest=before))


def _sha256(content: list[object]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def _guard_sqlite() -> None:
    refused = "BEGIN SELECT RAISE(ABORT, 'lines of the audit log cannot be changed'); END"
    op.execute(f"CREATE TRIGGER audit_line_no_update BEFORE UPDATE ON audit_line {refused}")
    there = "EXISTS (SELECT 1 FROM audit_line WHERE chain = NEW.chain AND seq = NEW.seq)"
    op.execute(
        f"CREATE TRIGGER audit_line_no_replace BEFORE INSERT ON audit_line WHEN {there} {refused}"
    )
    refused = "BEGIN SELECT RAISE(ABORT, 'the head of an audit log cannot be wound back'); END"
    op.execute(f"CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head {refused}")
    op.execute(
        "CREATE TRIGGER audit_head_no_way_back BEFORE UPDATE ON audit_head"
        f" WHEN NEW.chain <> OLD.chain OR NEW.seq <= OLD.seq {refused}"
    )


def _guard_postgres() -> None:
    op.execute(
        "CREATE TRIGGER audit_line_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_line"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_line_refuse()"
    )
    op.execute(
        "CREATE OR REPLACE FUNCTION audit_head_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        " BEGIN RAISE EXCEPTION 'the head of an audit log cannot be wound back'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_head_no_delete BEFORE DELETE OR TRUNCATE ON audit_head"
        " FOR EACH STATEMENT EXECUTE FUNCTION audit_head_refuse()"
    )
    op.execute(
        "CREATE TRIGGER audit_head_no_way_back BEFORE UPDATE ON audit_head FOR EACH ROW"
        " WHEN (NEW.chain <> OLD.chain OR NEW.seq <= OLD.seq) EXECUTE FUNCTION audit_head_refuse()"
    )
