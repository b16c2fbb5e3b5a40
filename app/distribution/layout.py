"""Which table of which store is spread, copied everywhere, or stays where the application asks."""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection, Table

from app import schema_state
from app.models import REGISTRY
from app.schema_state import History, state_of
from app.settings import Settings
from app.tenancy import COLUMN, Distributed, Local, Reference, tables_of
from lrs.store import layout as lrs_layout


class Layout(Struct, frozen=True):
    """The tables of one store. store: the history that they are of; column: by which tables are spread; parents come before children."""

    store: History
    column: str
    reference: tuple[Table, ...]
    distributed: tuple[Table, ...]
    local: tuple[Table, ...]

    @property
    def everything(self) -> tuple[Table, ...]:
        """All tables of the store."""
        return (*self.reference, *self.distributed, *self.local)

    def groups(self) -> tuple[tuple[Table, ...], ...]:
        """Return the distributed tables in groups, each of those that refer to one another."""
        groups: list[list[Table]] = []
        for table in self.distributed:
            mine = [group for group in groups if _refers(table, group)]
            merged = [each for group in mine for each in group]
            groups = [group for group in groups if group not in mine]
            groups.append([*merged, table])
        order = {table: place for place, table in enumerate(self.distributed)}
        return tuple(tuple(sorted(group, key=order.__getitem__)) for group in groups)


def _refers(table: Table, group: Iterable[Table]) -> bool:
    return any(key.column.table in group for key in table.foreign_keys)


def _of_app() -> Layout:
    kinds = (tables_of(REGISTRY, kind) for kind in (Reference, Distributed, Local))
    return Layout(schema_state.APP, COLUMN, *kinds)


APP: Final = _of_app()
RECORDS: Final = Layout(
    schema_state.STORE,
    lrs_layout.COLUMN,
    lrs_layout.REFERENCE,
    lrs_layout.DISTRIBUTED,
    lrs_layout.LOCAL,
)


def layouts(settings: Settings) -> tuple[Layout, ...]:
    """Return the stores that the app of some settings keeps in its database."""
    return (APP,) if settings.lrs_endpoint else (APP, RECORDS)


def layouts_in(connection: Connection, settings: Settings) -> tuple[Layout, ...]:
    """Return the stores that lie in a database: a record store that stands alone, or those of the app."""
    has = {each: state_of(connection, each.store).standing != "none" for each in (APP, RECORDS)}
    return (RECORDS,) if has[RECORDS] and not has[APP] else layouts(settings)
