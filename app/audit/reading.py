"""Reading the audit log: filtered, a page at a time, with names where they are still kept."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.audit.acts import ACTS, BETWEEN
from app.audit.chain import Verdict, check, number_of
from app.audit.models import AuditHead, AuditLine, AuditName
from app.csv_text import csv_text
from app.wording import LONDON

PAGE: Final = 50
SERVER: Final = "First Shift itself"
ERASED: Final = "somebody who has been erased"
_BATCH: Final = 500


class Wanted(Struct, frozen=True):
    """Which lines. act: one of ACTS, empty for all; name: part of a name; days of the United Kingdom."""

    act: str = ""
    name: str = ""
    first_day: dt.date | None = None
    last_day: dt.date | None = None


class Line(Struct, frozen=True):
    """A line as it is read. by: who did it; about and other: whom it concerns, empty for nobody.

    between: how the second of the two stands to the first, empty where there is no second.
    """

    seq: int
    at: dt.datetime
    act: str
    by: str
    about: str
    between: str
    other: str
    object: str
    words: str
    digest: str


class Lines(Struct, frozen=True):
    """A page of lines, the latest first. total: how many there are on all pages."""

    rows: tuple[Line, ...]
    total: int


def lines(session: Session, chain: uuid.UUID, wanted: Wanted, page: int) -> Lines:
    """Return a page of a chain's lines, the latest first. page: from 1."""
    found = _query(chain, wanted)
    total = session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    rows = session.execute(
        found.order_by(AuditLine.seq.desc()).offset((page - 1) * PAGE).limit(PAGE)
    )
    return Lines(tuple(_line(*row) for row in rows), total)


def as_csv(session: Session, chain: uuid.UUID, wanted: Wanted) -> str:
    """Return the lines as CSV, the first one first."""
    found = _query(chain, wanted)
    rows = session.execute(found.order_by(AuditLine.seq))
    head = (
        *("Line", "When (UTC)", "What", "By", "About", "Between the two", "And"),
        *("Object", "In words", "Digest"),
    )
    made = (_line(*row) for row in rows)
    return csv_text(
        head,
        (
            (
                each.seq,
                each.at.isoformat(timespec="seconds"),
                each.act,
                each.by,
                each.about,
                each.between,
                each.other,
                each.object,
                each.words,
                each.digest,
            )
            for each in made
        ),
    )


def verdict(session: Session, chain: uuid.UUID, noted: bytes = b"") -> Verdict:
    """Check a chain, reading some lines at a time, and the names that its lines hold."""
    found = check(_all(session, chain), session.get(AuditHead, chain), noted)
    if found.fault:
        return found
    bad = _first_bad_name(session, chain)
    if not bad:
        return found
    fault = f"a name in line {bad} is not as it was written"
    return Verdict(found.lines, found.digest, fault, bad, found.noted)


def _first_bad_name(session: Session, chain: uuid.UUID) -> int:
    """Return the first line with a name whose number it has no longer; 0 where all have theirs."""
    lines = []
    for column in (AuditLine.by, AuditLine.about, AuditLine.other):
        first = select(func.min(AuditLine.seq), AuditName).join(AuditName, AuditName.id == column)
        rows = session.execute(
            first.where(AuditLine.chain == chain)
            .group_by(AuditName.id)
            .execution_options(yield_per=_BATCH)
        )
        lines += [seq for seq, row in rows if number_of(row.salt, row.owner, row.name) != row.id]
    return min(lines, default=0)


def chains(session: Session) -> Sequence[uuid.UUID]:
    """Return every chain that has a line or a head."""
    heads = select(AuditHead.chain).union(select(AuditLine.chain).distinct())
    return sorted(session.scalars(heads))


def _all(session: Session, chain: uuid.UUID) -> Iterator[AuditLine]:
    wanted = select(AuditLine).where(AuditLine.chain == chain).order_by(AuditLine.seq)
    return iter(session.scalars(wanted.execution_options(yield_per=_BATCH)))


def _query(chain: uuid.UUID, wanted: Wanted) -> Select[AuditLine, str, str, str]:
    by, about, other = aliased(AuditName), aliased(AuditName), aliased(AuditName)
    found = (
        select(AuditLine, by.name, about.name, other.name)
        .outerjoin(by, by.id == AuditLine.by)
        .outerjoin(about, about.id == AuditLine.about)
        .outerjoin(other, other.id == AuditLine.other)
        .where(AuditLine.chain == chain)
    )
    if wanted.act:
        found = found.where(AuditLine.act == wanted.act)
    if wanted.name:
        found = found.where(or_(*(_has(each.name, wanted.name) for each in (by, about, other))))
    if wanted.first_day:
        found = found.where(AuditLine.at >= _midnight(wanted.first_day))
    if wanted.last_day:
        found = found.where(AuditLine.at < _midnight(wanted.last_day + dt.timedelta(days=1)))
    return found


def _has(column: Any, text: str) -> ColumnElement[bool]:
    made: ColumnElement[bool] = func.lower(column).contains(text.lower(), autoescape=True)
    return made


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), LONDON)


def _line(line: AuditLine, by: str | None, about: str | None, other: str | None) -> Line:
    return Line(
        line.seq,
        line.at,
        ACTS.get(line.act, line.act),
        by or (ERASED if line.by else SERVER),
        about or (ERASED if line.about else ""),
        BETWEEN.get(line.act, "–") if line.other else "",
        other or (ERASED if line.other else ""),
        line.object,
        line.words,
        line.digest.hex(),
    )
