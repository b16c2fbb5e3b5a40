"""Storing statements: all of a request or nothing of it.

Source: xAPI 1.0.3 Communication 2.1.1, 2.1.2, Data 2.3; IEEE 9274.1.1 section 4.1.6.1.
"""

from functools import partial

from msgspec import Struct
from sqlalchemy import Connection

from lrs import timestamps
from lrs.activities import define
from lrs.agents import note_names
from lrs.authority import Authority
from lrs.errors import Conflict
from lrs.guards import Guard
from lrs.preparation import Prepared, Writer, batch, single
from lrs.queries import by_registration
from lrs.references import Placed, connect
from lrs.store import organisations
from lrs.store import statements as rows
from lrs.store.engine import Database
from lrs.store.organisations import Organisations
from lrs.versions import Version


class Receipt(Struct, frozen=True):
    """The ids of a request's statements in its order, and the last moment of storing.

    stored: microseconds; up to it everything of the organisation can be read.
    """

    ids: tuple[str, ...]
    stored: int


def store(
    database: Database,
    known: Organisations,
    guard: Guard,
    body: bytes,
    authority: Authority,
    version: Version,
    statement_id: str | None,
) -> Receipt:
    """Store the statements in body (one, or an array) and return their ids.

    statement_id: the id that one statement must have (PUT). What is stored already
    and equal is left as it is. Raises BadRequest, InvalidStatement, TooLarge,
    Forbidden (scope, confinement), Conflict (another statement has that id), Unavailable,
    and whatever the guard refuses with.
    """
    authority.require("write statements")
    writer = Writer.of(authority, version)
    if statement_id is None:
        prepared = batch(body, writer)
    else:
        prepared = (single(body, writer, statement_id),)
    if any(statement.voiding for statement in prepared):
        authority.require("void statements")
    organisation = known.number(authority.organisation)
    with database.writing() as connection:
        last = organisations.lock(connection, organisation)
        new = _new(connection, organisation, prepared)
        incoming = tuple(statement.incoming for statement in new)
        if new:
            guard.statements(
                authority, incoming, partial(by_registration, connection, organisation)
            )
            last = _insert(database, connection, organisation, last, new, authority)
    if new:
        guard.stored(authority, incoming)
    return Receipt(tuple(statement.given for statement in prepared), last)


def _new(
    connection: Connection, organisation: int, prepared: tuple[Prepared, ...]
) -> tuple[Prepared, ...]:
    """Return those that are not stored yet. Raises Conflict for a different one."""
    ids = [statement.id for statement in prepared]
    stored = rows.fingerprints(connection, organisation, ids)
    for statement in prepared:
        if stored.get(statement.id, statement.fingerprint) != statement.fingerprint:
            raise Conflict(
                f"A different statement is stored with the id {statement.id}: "
                "send this one with an id of its own."
            )
    return tuple(statement for statement in prepared if statement.id not in stored)


def _insert(
    database: Database,
    connection: Connection,
    organisation: int,
    last: int,
    new: tuple[Prepared, ...],
    authority: Authority,
) -> int:
    database.announce_writer(connection, organisation)
    numbers = rows.take_numbers(database, connection, organisation, last, len(new))
    placed = [Placed(s, n.seq) for s, n in zip(new, numbers, strict=True)]
    rows.insert_statements(
        connection,
        [
            _row(organisation, statement, number, authority.credential_id)
            for statement, number in zip(new, numbers, strict=True)
        ],
    )
    rows.insert_entries(
        connection,
        organisation,
        [
            (key, one.seq, one.seq)
            for one in placed
            for key in (*one.statement.keys, one.statement.writer)
        ],
    )
    connect(connection, organisation, placed)
    if authority.may("define activities"):
        define(connection, organisation, [a for s in new for a in s.activities])
        note_names(connection, organisation, {name for s in new for name in s.names})
    return numbers[-1].stored


def _row(
    organisation: int, statement: Prepared, number: rows.Number, credential: str
) -> dict[str, object]:
    return {
        "organisation": organisation,
        "seq": number.seq,
        "id": statement.id.bytes,
        "stored": number.stored,
        "voiding": statement.voiding,
        "refers_to": statement.refers_to.bytes if statement.refers_to else None,
        "fingerprint": statement.fingerprint,
        "credential": credential,
        "body": statement.body(timestamps.text(number.stored)),
    }
