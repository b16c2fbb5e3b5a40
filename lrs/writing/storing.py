"""Storing statements: all of a request or nothing of it.

Source: xAPI 1.0.3 Communication 2.1.1, 2.1.2, Data 2.3; IEEE 9274.1.1 section 4.1.6.1.
"""

from collections.abc import Iterable
from functools import partial

from msgspec import Struct
from sqlalchemy import Connection

from lrs import timestamps
from lrs.activities import define
from lrs.agents import note_names
from lrs.attachments import Part, Parts, by_digest
from lrs.authority import Authority
from lrs.errors import Conflict
from lrs.guards import Guard
from lrs.reading.harvest import by_registration
from lrs.store import attachments, organisations, pending
from lrs.store import statements as rows
from lrs.store.engine import Database
from lrs.store.organisations import Last, Organisations
from lrs.versions import Version
from lrs.writing.allowance import Volume, spend
from lrs.writing.comparison import same
from lrs.writing.preparation import Prepared, Writer, batch, single
from lrs.writing.references import Placed, connect

# More of them take so long that nobody else should wait for their commit.
_MOST_SHARED = 50
# So many wait for their index rows at most.
_MOST_PENDING = 1_000


class Receipt(Struct, frozen=True):
    """The ids of a request's statements in its order, and the last moment of storing.

    stored: microseconds; up to it everything of the organisation can be read. new: how many of
    them were not stored before.
    """

    ids: tuple[str, ...]
    stored: int
    new: int


def store(
    database: Database,
    known: Organisations,
    guard: Guard,
    body: bytes,
    authority: Authority,
    version: Version,
    statement_id: str | None,
    sent: Iterable[Part] = (),
) -> Receipt:
    """Store the statements in body (one, or an array) and return their ids.

    statement_id: the id that one statement must have (PUT). sent: the raw data of their attachments.
    What is stored already and equal is left as it is. Raises BadRequest, InvalidStatement, TooLarge,
    Forbidden (scope, confinement), Conflict (another statement has that id), Unavailable,
    what `allowance.spend` raises, and whatever the guard refuses with.
    """
    authority.require("write statements")
    writer = Writer.of(authority, version)
    parts = by_digest(sent)
    if statement_id is None:
        prepared = batch(body, writer, parts)
    else:
        prepared = (single(body, writer, statement_id, parts),)
    if any(statement.voiding for statement in prepared):
        authority.require("void statements")
    organisation = known.number(authority.organisation)
    with database.writing(shares=len(prepared) <= _MOST_SHARED) as connection:
        last = organisations.lock(connection, organisation)
        new = not_stored(connection, organisation, prepared)
        incoming = tuple(statement.incoming for statement in new)
        if new:
            if authority.metered:
                spend(connection, authority, _volume(new, parts))
            guard.statements(
                authority, incoming, partial(by_registration, connection, organisation)
            )
            stored = _insert(database, connection, organisation, last, new, authority, parts)
    if new:
        guard.stored(authority, incoming)
    given = tuple(statement.given for statement in prepared)
    return Receipt(given, stored if new else last.stored, len(new))


def not_stored(
    connection: Connection, organisation: int, prepared: tuple[Prepared, ...]
) -> tuple[Prepared, ...]:
    """Return those that are not stored yet. Raises Conflict for a different one."""
    ids = [statement.id for statement in prepared]
    stored = rows.bodies(connection, organisation, ids)
    for statement in prepared:
        if statement.id in stored and not same(stored[statement.id], statement.incoming.body):
            raise Conflict(
                f"A different statement is stored with the id {statement.id}: "
                "send this one with an id of its own."
            )
    return tuple(statement for statement in prepared if statement.id not in stored)


def _insert(
    database: Database,
    connection: Connection,
    organisation: int,
    last: Last,
    new: tuple[Prepared, ...],
    authority: Authority,
    parts: Parts,
) -> int:
    database.announce_writer(connection, organisation)
    numbers = rows.take_numbers(database, connection, organisation, last, len(new))
    placed = [Placed(s, n.seq) for s, n in zip(new, numbers, strict=True)]
    columns = [
        described_by(organisation, statement, number, authority.credential_id)
        for statement, number in zip(new, numbers, strict=True)
    ]
    few = numbers[-1].seq // _MOST_PENDING == last.seq // _MOST_PENDING
    write(connection, organisation, placed, columns, parts, indexed_later=few)
    if authority.may("define activities"):
        define_all(connection, organisation, new)
    return numbers[-1].stored


def write(
    connection: Connection,
    organisation: int,
    placed: list[Placed],
    columns: list[tuple[object, ...]],
    parts: Parts,
    *,
    indexed_later: bool = False,
) -> None:
    """Write numbered statements (by the columns of their table), and their index or what it will be.

    indexed_later: whether their index rows may wait, unless others are connected with them.
    """
    rows.insert_statements(connection, columns)
    _insert_attachments(connection, organisation, placed, parts)
    connected = connect(connection, organisation, placed)
    pending.add(connection, organisation, [(one.seq, one.keys) for one in placed])
    if connected or not indexed_later:
        pending.settle(connection, organisation)


def define_all(connection: Connection, organisation: int, new: Iterable[Prepared]) -> None:
    """Keep what statements tell of activities, and by which names they call people."""
    told = tuple(new)
    define(connection, organisation, [a for s in told for a in s.activities])
    note_names(connection, organisation, {name for s in told for name in s.names})


def _insert_attachments(
    connection: Connection, organisation: int, placed: list[Placed], parts: Parts
) -> None:
    pairs = [(digest, one.seq) for one in placed for digest in one.statement.digests]
    contents = {digest: parts[digest].content for digest, _ in pairs}
    attachments.write(connection, organisation, contents)
    attachments.write_uses(connection, organisation, pairs)


def _volume(new: tuple[Prepared, ...], parts: Parts) -> Volume:
    brought = frozenset().union(*(statement.digests for statement in new))
    size = sum(len(statement.incoming.body) for statement in new)
    return Volume(len(new), size + sum(len(parts[digest].content) for digest in brought))


def described_by(
    organisation: int, statement: Prepared, number: rows.Number, credential: str
) -> tuple[object, ...]:
    """Return a statement by the columns of its table, in its order."""
    return (
        organisation,
        number.seq,
        statement.id.bytes,
        number.stored,
        statement.voiding,
        statement.refers_to.bytes if statement.refers_to else None,
        credential,
        statement.body(timestamps.text(number.stored)),
    )
