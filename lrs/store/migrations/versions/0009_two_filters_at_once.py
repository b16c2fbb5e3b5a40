"""Each two of actor, verb and object have a key: the statements that are stored get theirs."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from lrs.index import pairs
from lrs.model import decode

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_AT_ONCE = 2_000
_STATEMENTS = sa.text(
    "SELECT organisation, seq, body FROM lrs_statement"
    " WHERE organisation = :organisation AND seq > :above ORDER BY seq LIMIT :limit"
)
_INHERITED = sa.text(
    "SELECT DISTINCT e.seq, e.via, s.body FROM lrs_entry e JOIN lrs_statement s"
    " ON s.organisation = e.organisation AND s.seq = e.via"
    " WHERE e.organisation = :organisation AND e.seq <> e.via"
)
_WAITING = sa.text("SELECT seq, keys FROM lrs_pending WHERE organisation = :organisation")
_WAIT = sa.text(
    "UPDATE lrs_pending SET keys = :keys WHERE organisation = :organisation AND seq = :seq"
)
_entries = sa.table("lrs_entry", *map(sa.column, ("organisation", "key", "seq", "via")))


def upgrade() -> None:
    """Write the keys, beside those that wait where a statement's wait."""
    connection = op.get_bind()
    for organisation in connection.scalars(sa.text("SELECT number FROM lrs_organisation")).all():
        waiting = {
            seq: bytes(keys)
            for seq, keys in connection.execute(_WAITING, {"organisation": organisation})
        }
        inherited = [
            (seq, via, body)
            for seq, via, body in connection.execute(_INHERITED, {"organisation": organisation})
        ]
        for start in range(0, len(inherited), _AT_ONCE):
            _write(connection, organisation, inherited[start : start + _AT_ONCE])
        for stored in _stored(connection, organisation):
            _write(connection, organisation, [(s, s, b) for s, b in stored if s not in waiting])
            for seq, body in stored:
                if seq in waiting:
                    keys = waiting[seq] + b"".join(pairs(decode.stored(body)))
                    values = {"keys": keys, "organisation": organisation, "seq": seq}
                    connection.execute(_WAIT, values)


def downgrade() -> None:
    """Leave them: nothing that is asked for finds them."""


def _stored(connection: sa.Connection, organisation: int) -> Iterator[list[tuple[int, bytes]]]:
    above = 0
    while True:
        values = {"organisation": organisation, "above": above, "limit": _AT_ONCE}
        rows = [(seq, bytes(body)) for _, seq, body in connection.execute(_STATEMENTS, values)]
        if not rows:
            return
        yield rows
        above = rows[-1][0]


def _write(connection: sa.Connection, organisation: int, rows: Any) -> None:
    found = sorted(
        (key, seq, via) for seq, via, body in rows for key in pairs(decode.stored(bytes(body)))
    )
    values = [
        {"organisation": organisation, "key": key, "seq": seq, "via": via}
        for key, seq, via in found
    ]
    if values:
        connection.execute(_entries.insert(), values)
