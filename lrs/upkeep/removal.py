"""Taking statements out of a store with all that was derived from them.

The one exception to what xAPI promises, that a statement never changes: for the erasure of a person
and for a purge by date. Index rows, references and voidings of a statement go with it, and the bytes
of an attachment with its last use. What it voided stays voided: that says nothing of anybody, and
nothing that was hidden may come back. Whoever refers to it keeps the reference, to a statement that is
not known. Definitions of Activities stay.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from msgspec import UNSET, Struct
from sqlalchemy import Connection, RowMapping

from lrs import attachments
from lrs.index import AGENT, AGENT_ANY, WRITER, key, keys, names
from lrs.model import decode
from lrs.model.agent import everyone
from lrs.model.statement import AnyStatement
from lrs.store import agents as agent_rows
from lrs.store import pending
from lrs.store import removal as rows
from lrs.store import statements as statement_rows
from lrs.store.entries import insert_entries
from lrs.writing.references import referrers_of, targets_of


class Removed(Struct, frozen=True):
    """How many statements, attachments (of which no use is left) and names of people went."""

    statements: int = 0
    attachments: int = 0
    names: int = 0

    def __add__(self, other: "Removed") -> "Removed":
        return Removed(
            self.statements + other.statements,
            self.attachments + other.attachments,
            self.names + other.names,
        )


def digests_of(statement: AnyStatement) -> frozenset[bytes]:
    """Return the digests of all attachments that a statement names."""
    return frozenset(bytes.fromhex(named.sha2) for _, named in attachments.of(statement))


def remove(connection: Connection, organisation: int, seqs: Sequence[int]) -> Removed:
    """Delete statements by number. The organisation is locked by whoever calls."""
    pending.settle(connection, organisation)
    gone = rows.rows(connection, organisation, seqs)
    said = {row["seq"]: decode.stored(row["body"]) for row in gone}
    survivors: set[int] = set()
    entries: list[tuple[bytes, int, int]] = []
    referred = _referred(connection, organisation, gone)
    for row in gone:
        own = _own_keys(said[row["seq"]], row["credential"])
        entries += [(found, row["seq"], row["seq"]) for found in own]
        if row["refers_to"] or row["id"] in referred:
            inherited, referrers = _inherited(connection, organisation, row, own)
            entries += inherited
            survivors |= referrers
    rows.delete_entries(connection, organisation, entries)
    rows.delete_references(
        connection,
        organisation,
        [(row["refers_to"], row["seq"]) for row in gone if row["refers_to"]],
    )
    uses = [(digest, seq) for seq, one in said.items() for digest in digests_of(one)]
    bytes_gone = rows.delete_uses(connection, organisation, uses)
    rows.delete_statements(connection, organisation, list(said))
    _inherit_again(connection, organisation, survivors - said.keys())
    names_gone = _forget_names(connection, organisation, said.values())
    return Removed(len(gone), bytes_gone, names_gone)


def _own_keys(statement: AnyStatement, credential: str) -> frozenset[bytes]:
    authority = () if statement.authority is UNSET else everyone(statement.authority)
    return keys(statement, authority) | {key(WRITER, credential)}


def _referred(connection: Connection, organisation: int, gone: list[RowMapping]) -> set[bytes]:
    ids = [UUID(bytes=row["id"]) for row in gone]
    return {row["target"] for row in statement_rows.referrers(connection, organisation, ids)}


def _inherited(
    connection: Connection, organisation: int, row: RowMapping, own: frozenset[bytes]
) -> tuple[list[tuple[bytes, int, int]], set[int]]:
    """Return the index rows that exist because of a statement in a chain, and who refers to it."""
    seq, target = row["seq"], row["refers_to"]
    targets = list(targets_of(connection, organisation, UUID(bytes=target) if target else None))
    referrers = referrers_of(connection, organisation, UUID(bytes=row["id"]), seq)
    found = [(one, seq, via) for via, others in targets for one in others if via != seq]
    for referrer in referrers:
        for via, others in ((seq, own), *targets):
            if via != referrer:
                found += [(one, referrer, via) for one in others]
    return found, referrers


def _inherit_again(connection: Connection, organisation: int, seqs: Iterable[int]) -> None:
    """Give those that referred to what is gone the keys of whatever they still lead to.

    Only where references make a circle is anything left to be given.
    """
    inherited: list[tuple[bytes, int, int]] = []
    for row in rows.rows(connection, organisation, sorted(seqs)):
        target = UUID(bytes=row["refers_to"]) if row["refers_to"] else None
        for via, found in targets_of(connection, organisation, target):
            inherited += [(one, row["seq"], via) for one in found if via != row["seq"]]
    insert_entries(connection, organisation, inherited)


def _forget_names(connection: Connection, organisation: int, gone: Iterable[AnyStatement]) -> int:
    """Delete the names of Agents of whom no statement is left."""
    identifiers = {identifier for one in gone for identifier, _ in names(one)}
    unmentioned = [
        key(AGENT, identifier)
        for identifier in sorted(identifiers)
        if not rows.has_key(connection, organisation, key(AGENT_ANY, identifier))
    ]
    return sum(agent_rows.forget(connection, organisation, [one]) for one in unmentioned)
