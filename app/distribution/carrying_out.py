"""Spread a store over the machines of a cluster: what is to be done, and doing it, a group of tables at a time.

Each group is moved in a transaction of its own, with what is in it and with its references: whoever stops it
in between finds a store that works, with some tables moved, and goes on by the same command.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, Engine, Table, text

from app.distribution import citus, references
from app.distribution.layout import Layout
from app.errors import StartError
from app.schema_state import state_of

SHARDS: Final = 32
"""How many parts a table is spread over, unless it is said otherwise: several for each machine to come."""
_LOCK: Final = 0x53707265  # "Spre": two must not do this at once


class Step(Struct, frozen=True):
    """Some tables that are moved together. kind: ``reference`` or ``distributed``."""

    layout: Layout
    kind: citus.Kind
    tables: tuple[Table, ...]

    @property
    def words(self) -> str:
        """What is done, for people."""
        names = ", ".join(table.name for table in self.tables)
        if self.kind == "reference":
            return f"Copy to every machine: {names}"
        return f"Spread by {self.layout.column}: {names}"


def plan(connection: Connection, layouts: Sequence[Layout]) -> tuple[Step, ...]:
    """Return what is still to be done, in order."""
    placed = citus.placed(connection)
    return tuple(step for layout in layouts for step in _steps(layout, placed))


def _steps(layout: Layout, placed: dict[str, citus.Placed]) -> Iterator[Step]:
    for table in layout.reference:
        if not _is(placed, table, "reference"):
            yield Step(layout, "reference", (table,))
    for group in layout.groups():
        left = tuple(table for table in group if not _is(placed, table, "distributed"))
        if left:
            yield Step(layout, "distributed", left)


def _is(placed: dict[str, citus.Placed], table: Table, kind: citus.Kind) -> bool:
    return table.name in placed and placed[table.name].kind == kind


def refuse_what_cannot_be(connection: Connection, layouts: Sequence[Layout]) -> None:
    """Raise StartError, with one sentence, where a store cannot be spread as it is."""
    if connection.dialect.name != "postgresql":
        raise StartError(
            "This store is a SQLite file. Only a PostgreSQL with Citus can be spread over several machines;"
            " move it there first: see docs/distribution.md."
        )
    found = citus.version(connection)
    if not found:
        raise StartError(
            "This database has no Citus. Install it on every machine, add it to shared_preload_libraries,"
            " and run in this database on each of them: CREATE EXTENSION citus"
        )
    if citus.is_old(found):
        oldest = ".".join(str(part) for part in citus.OLDEST)
        raise StartError(f"This database has Citus {found}. Update it to {oldest} or newer.")
    if not citus.coordinator_is_known(connection):
        raise StartError(
            "The cluster does not know the machine that is asked. Run there, with the name by which the"
            " others reach it: SELECT citus_set_coordinator_host('…', 5432)"
        )
    if not citus.workers(connection):
        raise StartError(
            "The cluster has no machine to spread rows over. Add each one: SELECT citus_add_node('…', 5432)"
        )
    if away := citus.out_of_reach(connection):
        names = ", ".join(str(each) for each in away)
        raise StartError(
            f"Not every machine of the cluster answers: {names}. Nothing was changed; start it, or take it"
            " out of the cluster, and run the same again."
        )
    if any(state_of(connection, each.store).standing != "present" for each in layouts):
        raise StartError("The tables are not up to date. Run first: firstshift db upgrade")


def distribute(
    engine: Engine, layouts: Sequence[Layout], shards: int, tell: Callable[[str], None]
) -> int:
    """Do what is still to be done; return how many steps that was.

    tell: is called before each step with its words. Raises StartError as ``refuse_what_cannot_be``, and where
    somebody else is at it or rows refer to what is not there.
    """
    with engine.connect() as looking:
        refuse_what_cannot_be(looking, layouts)
    with alone(engine):
        with engine.connect() as looking:
            steps = plan(looking, layouts)
            for layout in layouts if steps else ():
                references.refuse_broken(looking, layout.everything, citus.placed(looking))
        with engine.begin() as connection:
            citus.settle(connection)
        for step in steps:
            tell(step.words)
            with engine.begin() as connection:
                move(connection, step, shards)
    return len(steps)


@contextmanager
def alone(engine: Engine) -> Iterator[None]:
    """Keep others from doing the same meanwhile. Raises StartError where somebody is at it."""
    with engine.connect() as connection:
        lock = {"lock": _LOCK}
        if not connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), lock):
            raise StartError("Somebody else is spreading this store now. Wait until they are done.")
        connection.commit()
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:lock)"), lock)


def move(connection: Connection, step: Step, shards: int) -> None:
    """Move the tables of a step within a transaction."""
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    citus.one_after_another(connection)
    if step.kind == "reference":
        for table in step.tables:
            citus.copy_everywhere(connection, table.name)
        return
    keys = references.within(step.tables)
    references.take_off(connection, keys)
    for table in step.tables:
        beside = _beside(connection, step.layout)
        citus.spread(connection, table.name, step.layout.column, beside, shards)
    references.put_back(connection, keys)


def _beside(connection: Connection, layout: Layout) -> str:
    """Return a table of the store that is spread already; empty where none is."""
    placed = citus.placed(connection)
    return next((each.name for each in layout.distributed if _is(placed, each, "distributed")), "")
