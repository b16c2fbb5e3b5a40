"""Whose rows a piece of work is about: one organisation's, unless it says that it looks across them.

Most tables hold the rows of many organisations, each row with the organisation's id first in its key, and what
one row refers to belongs to the same organisation: the database refuses anything else. While work is done
``within`` an organisation, every query of a session asks for that organisation's rows alone, and a row that
is added is that organisation's. So no page can show another trust's rows by a forgotten condition; and on a
PostgreSQL that is spread over several machines, a request needs only the one that keeps its organisation.

Sources: SQLAlchemy, "Adding Global WHERE / ON Criteria"; Citus, "Multi-tenant Applications".
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flask import g
from sqlalchemy import ForeignKeyConstraint, Table, Uuid, bindparam, inspect, select
from sqlalchemy.orm import (
    LoaderCriteriaOption,
    Mapped,
    MappedColumn,
    ORMExecuteState,
    Session,
    mapped_column,
    registry,
    with_loader_criteria,
)

COLUMN = "organisation_id"

_Organisations = frozenset[uuid.UUID]
_current: ContextVar[_Organisations | None] = ContextVar("organisations", default=None)


def current() -> uuid.UUID | None:
    """Return the organisation within which this work is done; none where it is several, or all."""
    found = _current.get()
    return next(iter(found)) if found is not None and len(found) == 1 else None


def _several() -> list[uuid.UUID]:
    return sorted(_current.get() or ())


@contextmanager
def within(*organisations: uuid.UUID | None) -> Iterator[None]:
    """Do some work within an organisation or several, whatever holds around it. None: across all of them."""
    before = _current.set(_named(organisations))
    try:
        yield
    finally:
        _current.reset(before)


def _named(organisations: tuple[uuid.UUID | None, ...]) -> _Organisations | None:
    if organisations == (None,):
        return None
    return frozenset(each for each in organisations if each is not None)


def enter_request(*organisations: uuid.UUID | None) -> None:
    """Do what is left of this request within the organisation of its viewer, or several of theirs, as ``within``."""
    before = _current.set(_named(organisations))
    g.setdefault("organisations_before", before)


def enter_where_it_is(session: Session, table: type[Any], key: uuid.UUID) -> None:
    """Do what is left of this request within the organisation of a row, if there is one.

    For what somebody reaches as a person, wherever they have it. session: that reads. The organisation of the
    viewer is asked first, and the others only for what is not there.
    """
    wanted = select(table.organisation_id).where(table.id == key)
    found = session.scalar(wanted)
    if found is None:
        with within(None):
            found = session.scalar(wanted)
    if found is not None:
        enter_request(found)


def leave_request(_error: BaseException | None = None) -> None:
    """Forget the organisation of a request that is over."""
    before = g.pop("organisations_before", None)
    if before is not None:
        _current.reset(before)


def _said() -> uuid.UUID:
    organisation_id = current()
    if organisation_id is None:
        raise RuntimeError(
            "a row needs its organisation: add it within one (app.tenancy.within), or give organisation_id"
        )
    return organisation_id


def organisation_column(*constraints: Any) -> MappedColumn[uuid.UUID]:
    """Return the column that begins the key of a distributed table.

    constraints: such as a foreign key, for a table that refers to nothing else of its organisation.
    """
    return mapped_column(*constraints, primary_key=True, default=_said, sort_order=-1)


class Distributed:
    """A parent of every table whose rows are kept with their organisation."""

    organisation_id: Mapped[uuid.UUID] = organisation_column()


class Reference:
    """A parent of the few tables of which every machine has a copy, since rows everywhere refer to them."""


class Local:
    """A parent of tables that are asked before an organisation is known, or that belong to none."""


def tables_of(models: registry, kind: type) -> tuple[Table, ...]:
    """Return the tables of one of the three kinds, those that are referred to before those that refer."""
    found = {each.local_table for each in models.mappers if issubclass(each.class_, kind)}
    return tuple(table for table in models.metadata.sorted_tables if table in found)


def of_same(column: str, table: str, key: str = "id") -> ForeignKeyConstraint:
    """Return the reference of a distributed table to a row of the same organisation."""
    return ForeignKeyConstraint([column, COLUMN], [f"{table}.{key}", f"{table}.{COLUMN}"])


def whole_key(table: type[Any], key: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a key (or row) with the organisation, where its table has one."""
    if not issubclass(table, Distributed) or COLUMN in key:
        return dict(key)
    return {COLUMN: _said(), **key}


class TenantSession(Session):
    """A session that asks for the rows of the organisation within which it is used."""

    def get(self, entity: Any, ident: Any, **how: Any) -> Any:
        """Return a row by its key, with or without the organisation in front; see ``Session.get``.

        Without, it is a row of the organisation within which this is done; across them, of whichever has it.
        """
        if not (isinstance(entity, type) and issubclass(entity, Distributed)):
            return super().get(entity, ident, **how)
        names = [str(column.key) for column in inspect(entity).primary_key]
        if not isinstance(ident, Mapping):
            values = ident if isinstance(ident, tuple | list) else (ident,)
            ident = dict(zip(names[-len(values) :], values, strict=True))
        if COLUMN not in ident and (organisation_id := current()) is not None:
            ident = {COLUMN: organisation_id, **ident}
        if COLUMN in ident:
            return super().get(entity, ident, **how)
        # A row is locked by its whole key: a lock that might be anywhere would ask every machine.
        organisation_id = self.scalar(select(entity.organisation_id).filter_by(**ident))
        if organisation_id is None:
            return None
        return super().get(entity, {COLUMN: organisation_id, **ident}, **how)


def keep_within(state: ORMExecuteState) -> None:
    """Narrow a statement of a session to the organisation within which it is executed."""
    organisations = _current.get()
    if organisations is None or not (state.is_select or state.is_update or state.is_delete):
        return
    if state.is_column_load or state.is_relationship_load:
        return  # by a whole key, which names the organisation
    state.statement = state.statement.options(_ONE if len(organisations) == 1 else _SEVERAL)


def _criteria(condition: Callable[[type[Distributed]], Any]) -> LoaderCriteriaOption:
    # Made once: what it costs to make would be paid with every query. The organisation is asked when it is sent.
    return with_loader_criteria(
        Distributed, condition, include_aliases=True, propagate_to_loaders=False
    )


_NAMED = bindparam("within", callable_=current, type_=Uuid())
_NAMED_SEVERAL = bindparam("within", callable_=_several, type_=Uuid(), expanding=True)
_ONE = _criteria(lambda table: table.organisation_id == _NAMED)
_SEVERAL = _criteria(lambda table: table.organisation_id.in_(_NAMED_SEVERAL))
