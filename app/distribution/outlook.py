"""What spreading a store would do, said before it is done."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, Table, text

from app.distribution import citus
from app.distribution.carrying_out import plan
from app.distribution.layout import Layout
from app.wording import counted


def outlook(connection: Connection, layouts: Sequence[Layout], shards: int) -> list[str]:
    """Return lines for people: the machines, what lies where afterwards, and what is still to be done."""
    machines = citus.workers(connection)
    lines = [
        f"Citus {citus.version(connection)}, {counted(len(machines), 'machine')} to spread rows over:"
        f" {', '.join(str(each) for each in machines)}"
    ]
    for layout in layouts:
        lines += [
            "",
            f"The tables of the {layout.store.name}:",
            f"  {_told(connection, layout.distributed)} spread by {layout.column}"
            f" over {counted(shards, 'shard')}",
            f"  {_told(connection, layout.reference)} copied to every machine: {_names(layout.reference)}",
            f"  {_told(connection, layout.local)} left where they are: {_names(layout.local)}",
        ]
    steps = plan(connection, layouts)
    left = sum(len(step.tables) for step in steps)
    lines += ["", f"Still to be moved: {counted(left, 'table')}, in {counted(len(steps), 'step')}."]
    return lines


def _told(connection: Connection, tables: Collection[Table]) -> str:
    rows = sum(_rows(connection, table) for table in tables)
    return f"{counted(len(tables), 'table')} with about {counted(rows, 'row')}"


def _names(tables: Collection[Table]) -> str:
    return ", ".join(sorted(table.name for table in tables))


def _rows(connection: Connection, table: Table) -> int:
    """Return about how many rows a table has, as the database's own statistics say."""
    known = text("SELECT reltuples::bigint FROM pg_class WHERE oid = to_regclass(:name)")
    return max(0, connection.scalar(known, {"name": table.name}) or 0)
