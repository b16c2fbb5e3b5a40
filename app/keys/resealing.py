"""Seal every text again with the newest key, a few at a time, while people read and write.

Each step locks its rows, so that what somebody writes meanwhile is neither lost nor overwritten.
Whoever reads needs nothing: a text opens with the key that it has at that moment.
"""

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import inspect, select, tuple_
from sqlalchemy.orm.attributes import InstrumentedAttribute

from app.database import Database
from app.keys.sealed_columns import COLUMNS, Column
from app.sealing import Seal, SealBrokenError

STEP: Final = 50


class Outcome(Struct, frozen=True):
    """What came of it. resealed: texts that have the newest key now and had an older one; closed: those
    that no key here opens, which stay as they are.
    """

    resealed: int = 0
    closed: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.resealed + other.resealed, self.closed + other.closed)


def reseal_all(database: Database, keys: Sequence[bytes]) -> Outcome:
    """Seal every text that is not sealed with the first key again."""
    return sum((_reseal(database, keys, column) for column in COLUMNS), Outcome())


def _reseal(database: Database, keys: Sequence[bytes], column: Column) -> Outcome:
    seal, found = Seal(keys, column.purpose), Outcome()
    primary: list[InstrumentedAttribute[Any]] = [
        getattr(column.model, str(each.key)) for each in inspect(column.model).primary_key
    ]
    with database.read() as session:
        text = getattr(column.model, column.name)
        ids = session.execute(select(*primary).where(text.is_not(None)).order_by(*primary)).all()
    for start in range(0, len(ids), STEP):
        step = [tuple(each) for each in ids[start : start + STEP]]
        found += _step(database, seal, column, primary, step)
    return found


def _step(
    database: Database,
    seal: Seal,
    column: Column,
    primary: Sequence[InstrumentedAttribute[Any]],
    ids: Sequence[tuple[Any, ...]],
) -> Outcome:
    resealed = closed = 0
    with database.write() as session:
        wanted = (
            select(column.model)
            .where(tuple_(*primary).in_(ids))
            .order_by(*primary)  # all who lock several do so in one order
            .with_for_update()
        )
        for row in session.scalars(wanted):
            sealed, place = getattr(row, column.name), column.place(row)
            if sealed is None or seal.is_newest(sealed, place):
                continue
            try:
                setattr(row, column.name, seal.seal(seal.open(sealed, place), place))
                resealed += 1
            except SealBrokenError:
                closed += 1
    return Outcome(resealed, closed)
