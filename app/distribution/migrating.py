"""Migrations on a store that is spread already: a table that one of them makes is put where it belongs at once.

A migration is written for one database. What it changes of a table that is spread, Citus changes on every
machine; but a new table lies on the coordinator, where nothing may refer to a spread one. So a new table is
made without its references, moved, and given them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.schema import AddConstraint

from app.distribution import citus
from app.distribution.carrying_out import SHARDS, Step, move, plan
from app.distribution.layout import APP, Layout


@contextmanager
def in_its_place(connection: Connection) -> Iterator[None]:
    """Let the migrations of the app that run on a connection meanwhile put new tables where they belong."""
    if not is_spread(connection, (APP,)):
        yield
        return
    citus.one_after_another(connection)
    waiting: dict[str, list[Any]] = {}

    def before(table: Table, _connection: Connection, **_more: Any) -> None:
        waiting[table.name] = list(table.foreign_key_constraints)
        for key in waiting[table.name]:
            table.constraints.discard(key)

    def after(table: Table, _connection: Connection, **_more: Any) -> None:
        _place(connection, table.name)
        for key in waiting.pop(table.name):
            table.append_constraint(key)
            connection.execute(AddConstraint(key))

    event.listen(Table, "before_create", before)
    event.listen(Table, "after_create", after)
    try:
        yield
    finally:
        event.remove(Table, "before_create", before)
        event.remove(Table, "after_create", after)


def is_spread(connection: Connection, layouts: Sequence[Layout]) -> bool:
    """Say whether the tables of some stores are spread, or begun to be."""
    if not citus.version(connection):
        return False
    placed = citus.placed(connection)
    return any(
        table.name in placed and placed[table.name].kind != "local"
        for layout in layouts
        for table in (*layout.distributed, *layout.reference)
    )


def keep_spread(engine: Engine, layouts: Sequence[Layout]) -> None:
    """Put new tables of a store where they belong, if the store is spread: those of the record store too."""
    with engine.connect() as connection:
        steps = plan(connection, layouts) if is_spread(connection, layouts) else ()
    for step in steps:
        with engine.begin() as connection:
            move(connection, step, SHARDS)


def _place(connection: Connection, name: str) -> None:
    for step in plan(connection, (APP,)):
        if name in {table.name for table in step.tables}:
            only = tuple(table for table in step.tables if table.name == name)
            move(connection, Step(step.layout, step.kind, only), SHARDS)
