"""References between tables that are spread: taken off while they are moved, and put back as they were."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    ForeignKeyConstraint,
    Table,
    Text,
    cast,
    func,
    null,
    select,
)
from sqlalchemy.schema import AddConstraint, DropConstraint
from sqlalchemy.sql import exists

from app.distribution.citus import Placed
from app.errors import StartError
from app.tenancy import COLUMN
from app.wording import counted


class Broken(Struct, frozen=True):
    """Rows that refer to what is not there. columns: by which; organisation: of one of them, empty for none."""

    table: str
    columns: tuple[str, ...]
    target: str
    rows: int
    organisation: str

    def __str__(self) -> str:
        by = ", ".join(self.columns)
        whose = f", one of them of organisation {self.organisation}" if self.organisation else ""
        return f"{counted(self.rows, 'row')} of table {self.table} that no row of {self.target} answers by {by}{whose}"


def of(tables: Collection[Table]) -> Iterator[ForeignKeyConstraint]:
    """Give each reference of some tables, in one order."""
    for table in tables:
        yield from sorted(table.foreign_key_constraints, key=lambda each: str(each.name))


def within(tables: Collection[Table]) -> list[ForeignKeyConstraint]:
    """Return the references of some tables to one another."""
    return [each for each in of(tables) if each.referred_table in tables]


def refuse_broken(
    connection: Connection, tables: Collection[Table], placed: Mapping[str, Placed]
) -> None:
    """Look whether each reference of some tables leads to a row. Raises StartError with what does not.

    A database may have been filled while its references were not looked at, as some restores do. placed: what
    was moved already, and was looked at then.
    """
    keys = [each for each in of(tables) if _kind(str(each.parent), placed) != "distributed"]
    broken = [found for key in keys if (found := _broken(connection, key))]
    if broken:
        raise StartError(
            "Nothing was changed. There "
            + ("are " if len(broken) > 1 or broken[0].rows > 1 else "is ")
            + "; ".join(str(each) for each in broken)
            + ". Delete them, or restore what they refer to, and run the same again."
        )


def _kind(name: str, placed: Mapping[str, Placed]) -> str:
    return placed[name].kind if name in placed else "local"


def _broken(connection: Connection, key: ForeignKeyConstraint) -> Broken | None:
    table, there = key.parent, key.referred_table.alias("there")
    pairs = [(each.parent, there.c[each.column.name]) for each in key.elements]
    lost: list[ColumnElement[bool]] = [own.is_not(None) for own, _ in pairs]
    lost.append(~exists().where(*(own == theirs for own, theirs in pairs)))
    whose = table.c[COLUMN] if COLUMN in table.c else null()
    rows, organisation = connection.execute(
        select(func.count(), func.min(cast(whose, Text))).select_from(table).where(*lost)
    ).one()
    if not rows:
        return None
    names = tuple(own.name for own, _ in pairs if own.name != COLUMN) or (COLUMN,)
    return Broken(table.name, names, key.referred_table.name, rows, organisation or "")


def take_off(connection: Connection, keys: Collection[ForeignKeyConstraint]) -> None:
    """Take references off, until ``put_back``."""
    for key in keys:
        connection.execute(DropConstraint(key))


def put_back(connection: Connection, keys: Collection[ForeignKeyConstraint]) -> None:
    """Put references back."""
    for key in keys:
        connection.execute(AddConstraint(key))
