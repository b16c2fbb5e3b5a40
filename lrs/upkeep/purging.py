"""The purge of what is old: told first, then done in small steps. Source: UK GDPR, Article 5(1)(e)."""

from collections import Counter
from functools import partial

from msgspec import Struct

from lrs.index import keys
from lrs.model.statement import AnyStatement
from lrs.store import documents
from lrs.store import removal as rows
from lrs.store.engine import Database
from lrs.store.organisations import Organisations
from lrs.upkeep.removal import Removed, digests_of
from lrs.upkeep.steps import Tell, silent, walk


class Purge(Struct, frozen=True):
    """What is to go. before: the time (µs) of storing, exclusive.

    spared: index keys; a statement that has any of them stays. documents: whether those go too that
    were changed last before that time.
    """

    before: int
    spared: frozenset[bytes] = frozenset()
    documents: bool = False

    def takes(self, statement: AnyStatement) -> bool:
        """Tell whether a statement that is old enough goes."""
        return self.spared.isdisjoint(keys(statement, ()))


class PurgePlan(Struct, frozen=True):
    """What a purge would take, and how many statements it would spare."""

    statements: int = 0
    attachments: int = 0
    documents: int = 0
    spared: int = 0


def plan(
    database: Database, known: Organisations, organisation: str, purge: Purge, tell: Tell = silent
) -> PurgePlan:
    """Return what a purge would take."""
    found = walk(database, known, organisation, tell)
    if found is None:
        return PurgePlan()
    looked_at = going = 0
    uses: Counter[bytes] = Counter()
    for step in found.steps(partial(rows.before, stored=purge.before)):
        looked_at += len(step)
        for _, statement in step:
            if purge.takes(statement):
                going += 1
                uses.update(digests_of(statement))
    with database.reading() as connection:
        total = rows.use_counts(connection, found.organisation, uses)
        old = documents.count_before(connection, found.organisation, purge.before)
    last = sum(total.get(digest, 0) == number for digest, number in uses.items())
    return PurgePlan(going, last, old if purge.documents else 0, looked_at - going)


def purge(
    database: Database, known: Organisations, organisation: str, wanted: Purge, tell: Tell = silent
) -> Removed:
    """Delete what is old and return what went. Raises Unavailable."""
    found = walk(database, known, organisation, tell)
    gone = Removed()
    if found is None:
        return gone
    for step in found.steps(partial(rows.before, stored=wanted.before)):
        gone += found.remove([seq for seq, one in step if wanted.takes(one)])
    if wanted.documents:
        with database.writing() as connection:
            documents.delete_before(connection, found.organisation, wanted.before)
    return gone
