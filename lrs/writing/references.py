"""What a new statement means for those that refer to it, and for those it refers to.

A statement whose object is a StatementRef is found by what its target says, and so on
along the chain; a voiding statement hides its target. Either side may come first.
Source: xAPI 1.0.3 Communication 2.1.3 (filter conditions for StatementRefs), Data 2.3.2.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from msgspec import UNSET, Struct
from sqlalchemy import Connection

from lrs.errors import TooLarge
from lrs.index import keys
from lrs.model import decode
from lrs.model.agent import everyone
from lrs.store import statements as rows
from lrs.store.entries import insert_entries
from lrs.writing.preparation import Prepared

# Chains are made by clients and may be circles; nobody needs longer ones.
MAX_CHAIN = 50
# Index rows that one request may hand on along chains: whoever sends more would hold up all other writers.
MOST_INHERITED = 400_000


class Placed(Struct, frozen=True, gc=False):
    """A new statement and the number that it got."""

    statement: Prepared
    seq: int

    @property
    def keys(self) -> tuple[bytes, ...]:
        """Its index keys, that of who wrote it among them."""
        return (*self.statement.keys, self.statement.writer)


def connect(connection: Connection, organisation: int, placed: Iterable[Placed]) -> bool:
    """Write the references, inherited index rows and voidings of new statements.

    Call it after all of them are inserted, since they may refer to each other. Return whether any
    refers to another, known or not, or is referred to. Raises TooLarge where they refer to so many
    that it would take too long.
    """
    new = tuple(placed)
    for one in new:
        if one.statement.refers_to is not None:
            rows.insert_reference(
                connection,
                organisation,
                one.statement.refers_to,
                one.seq,
                one.statement.voiding,
            )
    awaited = _awaited(connection, organisation, new)
    seqs = {one.seq for one in new}
    left = MOST_INHERITED
    for one in new:
        _void(connection, organisation, one, awaited)
        if one.statement.refers_to is not None or one.statement.id in awaited:
            left -= _inherit(connection, organisation, one, seqs, left)
    return bool(awaited) or any(one.statement.refers_to is not None for one in new)


def _awaited(
    connection: Connection, organisation: int, new: tuple[Placed, ...]
) -> dict[UUID, bool]:
    """Return the new statements that others refer to, and whether one voids them."""
    found: dict[UUID, bool] = {}
    ids = [one.statement.id for one in new]
    for row in rows.referrers(connection, organisation, ids):
        target = UUID(bytes=row["target"])
        found[target] = found.get(target, False) or row["voiding"]
    return found


def _void(
    connection: Connection, organisation: int, one: Placed, awaited: dict[UUID, bool]
) -> None:
    statement = one.statement
    if not statement.voiding:
        if awaited.get(statement.id):
            rows.insert_voided(connection, organisation, one.seq)
        return
    target = statement.refers_to and rows.by_id(connection, organisation, statement.refers_to)
    # A voiding statement cannot be voided (Data 2.3.2).
    if target and not target["voiding"]:
        rows.insert_voided(connection, organisation, target["seq"])


def _inherit(
    connection: Connection, organisation: int, one: Placed, new: set[int], most: int
) -> int:
    """Give a statement's keys, and those of its targets, to all that refer to it; return how many.

    new: the numbers of those that come with it, each of which is given its own. most: raises TooLarge
    where there would be more.
    """
    targets = list(targets_of(connection, organisation, one.statement.refers_to))
    referrers = referrers_of(connection, organisation, one.statement.id, one.seq) - new
    own = (one.seq, one.statement.keys)
    of_targets = sum(len(found) for _, found in targets)
    if of_targets + len(referrers) * (of_targets + len(own[1])) > most:
        raise TooLarge(
            "So many statements refer to each other that they cannot be stored at once: send fewer of"
            " them in a request, or let fewer refer to the same one."
        )
    inherited = [(key, one.seq, via) for via, found in targets for key in found]
    for referrer in referrers:
        for via, found in (own, *targets):
            if via != referrer:
                inherited += [(key, referrer, via) for key in found]
    insert_entries(connection, organisation, inherited)
    return len(inherited)


def targets_of(
    connection: Connection, organisation: int, target: UUID | None
) -> Iterator[tuple[int, frozenset[bytes]]]:
    """Follow a chain of references; yield number and keys of each statement on it."""
    seen: set[UUID] = set()
    while target is not None and target not in seen and len(seen) < MAX_CHAIN:
        seen.add(target)
        row = rows.by_id(connection, organisation, target)
        if row is None:
            return
        statement = decode.stored(row["body"])
        authority = () if statement.authority is UNSET else everyone(statement.authority)
        yield row["seq"], keys(statement, authority)
        target = UUID(bytes=row["refers_to"]) if row["refers_to"] else None


def referrers_of(
    connection: Connection, organisation: int, statement_id: UUID, seq: int
) -> set[int]:
    """Return the numbers of all statements that refer to one, directly or by others."""
    found: set[int] = set()
    ids = [statement_id]
    for _ in range(MAX_CHAIN):
        new = {row["seq"] for row in rows.referrers(connection, organisation, ids)} - found
        if not new:
            break
        found |= new
        ids = rows.ids(connection, organisation, sorted(new))
    return found - {seq}
