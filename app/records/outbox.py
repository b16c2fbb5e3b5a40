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
from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.organisations.models import Organisation
from app.records.contract import Refusal
from app.records.models import OutboxStatement
from lrs.remote import wait_seconds

BATCH: Final = 50
LEASE: Final = dt.timedelta(seconds=90)


class Claim(Struct, frozen=True):
    """Statements that this process may send. seqs and bodies belong together; tries: before this one."""

    organisation_id: uuid.UUID
    seqs: tuple[int, ...]
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
        if not _lock(session, organisation_id) or not _free(session, organisation_id, at):
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
            seqs = tuple(row.seq for row in rows)
            return Claim(organisation_id, seqs, tuple(row.body for row in rows), rows[0].tries)
    return None


def settle(session: Session, claimed: Claim, refusals: Sequence[Refusal]) -> None:
    """Remove what the store has taken; keep what it refused, with its sentence, for a person to see."""
    for refusal in refusals:
        session.execute(
            update(OutboxStatement)
            .where(OutboxStatement.seq == claimed.seqs[refusal.index])
            .values(refused=refusal.sentence, claimed_until=None)
        )
    refused = {claimed.seqs[refusal.index] for refusal in refusals}
    taken = [seq for seq in claimed.seqs if seq not in refused]
    session.execute(delete(OutboxStatement).where(OutboxStatement.seq.in_(taken)))


def put_back(
    session: Session, claimed: Claim, at: dt.datetime, retry_after: float | None = None
) -> None:
    """Let statements wait for the store to come back, longer after each try."""
    seconds = wait_seconds(claimed.tries) if retry_after is None else retry_after
    session.execute(
        update(OutboxStatement)
        .where(OutboxStatement.seq.in_(claimed.seqs))
        .values(tries=claimed.tries + 1, claimed_until=at + dt.timedelta(seconds=seconds))
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


def _lock(session: Session, organisation_id: uuid.UUID) -> bool:
    # On PostgreSQL two processes may have read the same: only one gets the lock, the other goes on.
    # SQLite knows no such lock and needs none: a writing transaction there is alone.
    locked = select(Organisation.id).where(Organisation.id == organisation_id)
    locked = locked.with_for_update(key_share=True, skip_locked=True)
    return session.scalar(locked) is not None


def _free(session: Session, organisation_id: uuid.UUID, at: dt.datetime) -> bool:
    held = (
        select(OutboxStatement.seq)
        .where(OutboxStatement.organisation_id == organisation_id)
        .where(OutboxStatement.refused == "")
        .where(OutboxStatement.claimed_until > at)
    )
    return session.scalar(held.limit(1)) is None
