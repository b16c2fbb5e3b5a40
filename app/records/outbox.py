"""The outbox: statements wait here, in the database, until the record store has them.

A statement is added in the transaction of the act that it tells. Its row goes when the store has taken
it, so that a statement is sent at least once; as the store knows it by its id, it is kept just once.
Statements of one organisation are sent in order, by one process at a time: a lease (claimed_until) keeps
the others away, and runs out if its holder dies.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Final

from flask import g, has_app_context
from msgspec import Struct
from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.orm import Session

from app import locks
from app.records.contract import Refusal
from app.records.models import OutboxStatement
from lrs.remote import wait_seconds

BATCH: Final = 50
LEASE: Final = dt.timedelta(seconds=90)


class Claim(Struct, frozen=True):
    """Statements that this process may send. ids and bodies belong together; tries: before this one."""

    organisation_id: uuid.UUID
    ids: tuple[uuid.UUID, ...]
    bodies: tuple[bytes, ...]
    tries: int


def add(
    session: Session,
    organisation_id: uuid.UUID,
    statement_id: uuid.UUID,
    body: bytes,
    at: dt.datetime,
) -> None:
    """Put a statement into the outbox. session: the transaction of the act that it tells."""
    session.add(
        OutboxStatement(
            statement_id=statement_id, organisation_id=organisation_id, body=body, made=at
        )
    )
    # Flushed one by one, so that the rows are numbered in the order of the acts.
    session.flush()
    if has_app_context():
        g.outbox_filled = True


def claim(session: Session, at: dt.datetime) -> Claim | None:
    """Take the oldest statements of an organisation of which nobody else sends any; none if there are none."""
    for organisation_id in _waiting(session, at):
        # Two processes may have read the same: only one gets the lock, the other goes on.
        if not locks.try_to_hold(session, locks.OUTBOX, organisation_id):
            continue
        if not _free(session, organisation_id, at):
            continue
        rows = session.scalars(
            select(OutboxStatement)
            .where(OutboxStatement.organisation_id == organisation_id)
            .where(OutboxStatement.refused == "")
            .order_by(OutboxStatement.seq)
            .limit(BATCH)
        ).all()
        for row in rows:
            row.claimed_until = at + LEASE
        if rows:
            ids = tuple(row.statement_id for row in rows)
            return Claim(organisation_id, ids, tuple(row.body for row in rows), rows[0].tries)
    return None


def settle(session: Session, claimed: Claim, refusals: Sequence[Refusal]) -> None:
    """Remove what the store has taken; keep what it refused, with its sentence, for a person to see."""
    for refusal in refusals:
        session.execute(
            update(OutboxStatement)
            .where(*_these(claimed.organisation_id, [claimed.ids[refusal.index]]))
            .values(refused=refusal.sentence, claimed_until=None)
        )
    refused = {claimed.ids[refusal.index] for refusal in refusals}
    taken = [key for key in claimed.ids if key not in refused]
    session.execute(delete(OutboxStatement).where(*_these(claimed.organisation_id, taken)))


def put_back(
    session: Session, claimed: Claim, at: dt.datetime, retry_after: float | None = None
) -> None:
    """Let statements wait for the store to come back, longer after each try."""
    seconds = wait_seconds(claimed.tries) if retry_after is None else retry_after
    session.execute(
        update(OutboxStatement)
        .where(*_these(claimed.organisation_id, claimed.ids))
        .values(tries=claimed.tries + 1, claimed_until=at + dt.timedelta(seconds=seconds))
    )


def _these(
    organisation_id: uuid.UUID, ids: Sequence[uuid.UUID]
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return (
        OutboxStatement.organisation_id == organisation_id,
        OutboxStatement.statement_id.in_(ids),
    )


def _waiting(session: Session, at: dt.datetime) -> Sequence[uuid.UUID]:
    held = func.max(OutboxStatement.claimed_until)
    return session.scalars(
        select(OutboxStatement.organisation_id)
        .where(OutboxStatement.refused == "")
        .group_by(OutboxStatement.organisation_id)
        .having(or_(held.is_(None), held <= at))
        .order_by(func.min(OutboxStatement.seq))
    ).all()


def _free(session: Session, organisation_id: uuid.UUID, at: dt.datetime) -> bool:
    held = (
        select(OutboxStatement.seq)
        .where(OutboxStatement.organisation_id == organisation_id)
        .where(OutboxStatement.refused == "")
        .where(OutboxStatement.claimed_until > at)
    )
    return session.scalar(held.limit(1)) is None
