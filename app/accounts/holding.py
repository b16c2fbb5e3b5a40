"""How a room says which rows of its tables are about a person.

One row of a table of holdings serves three questions: what is held about somebody (their download), how
much of it there is (before an erasure), and what goes with it (the erasure). ``app/accounts/held.py``
gathers the holdings of all rooms; a test fails on a table of people that none of them names.
"""

import base64
import datetime as dt
import enum
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session, undefer

from app.database import Base
from app.organisations.models import Membership
from app.services import Services
from app.tenancy import Distributed, within


class Whose(Struct, frozen=True):
    """About whom. membership_ids: of the organisations that are meant, a person has one in each.

    home_page: of the accounts by which statements name them.
    """

    person_id: uuid.UUID
    membership_ids: tuple[uuid.UUID, ...]
    home_page: str


Row = dict[str, Any]


class Holding(Struct, frozen=True):
    """The rows of one table that are about a person.

    key: in the file for programs; title: as the person and administrators read it; whose: the condition on the rows. of: what
    the rows belong to, and so go with: a membership in one organisation, or the person in all of them.
    hidden: columns that are not given, with the reason; written: what the person is given of a row
    where its columns do not say it (a sealed text, the name of somebody), added to them. stays: why
    rows outlive the person, as a sentence; loosen: takes the person out of such rows.
    """

    key: str
    title: str
    table: type[Base]
    whose: Callable[[Whose], ColumnElement[bool]]
    of: Literal["membership", "person"] = "membership"
    hidden: Mapping[str, str] = {}
    written: Callable[[Services, Session, Any], Row] | None = None
    stays: str = ""
    loosen: Callable[[Session, Whose], None] | None = None


def rows_of(parts: Services, session: Session, holding: Holding, whose: Whose) -> list[Row]:
    """Return the rows as plain data, in the order of their keys in the table's columns."""
    columns = holding.table.__mapper__.column_attrs
    shown = [each.key for each in columns if each.key not in holding.hidden]
    opened = [undefer(getattr(holding.table, key)) for key in shown]
    wanted = select(holding.table).where(holding.whose(whose)).options(*opened)
    rows = []
    for organisation_id in _places(session, holding, whose):
        with within(organisation_id):
            for each in session.scalars(wanted):
                row = {key: plain(getattr(each, key)) for key in shown}
                if holding.written is not None:
                    row |= holding.written(parts, session, each)
                rows.append(row)
    return sorted(rows, key=_when)


def count_of(session: Session, holding: Holding, whose: Whose) -> int:
    """Count the rows that are about somebody."""
    wanted = select(func.count()).select_from(holding.table).where(holding.whose(whose))
    counted = 0
    for organisation_id in _places(session, holding, whose):
        with within(organisation_id):
            counted += session.scalar(wanted) or 0
    return counted


def let_go(session: Session, holding: Holding, whose: Whose) -> None:
    """Delete the rows that are about somebody; take the person out of those that stay."""
    gone = delete(holding.table).where(holding.whose(whose))
    for organisation_id in _places(session, holding, whose):
        with within(organisation_id):
            if holding.loosen is not None:
                holding.loosen(session, whose)
            if not holding.stays:
                session.execute(gone.execution_options(synchronize_session=False))
            session.flush()


def _places(session: Session, holding: Holding, whose: Whose) -> Sequence[uuid.UUID | None]:
    """Return where the rows of a table may be: in each of the person's organisations, or beside them all."""
    if not issubclass(holding.table, Distributed):
        return (None,)
    wanted = select(Membership.organisation_id).where(Membership.id.in_(whose.membership_ids))
    return session.scalars(wanted.order_by(Membership.made, Membership.id)).all()


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it."""
    match value:
        case enum.Enum():
            return value.value
        case uuid.UUID():
            return str(value)
        case dt.datetime() | dt.date():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
    return value


def _when(row: Row) -> str:
    """Return a text by which rows stand in the order in which they came to be."""
    for key in ("made", "started", "opened", "answered", "asked", "at"):
        if isinstance(row.get(key), str):
            return str(row[key])
    return ""
