"""Which certificates no longer hold, because a statement that they rest on was voided."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.evidence.lines import Line, read
from app.evidence.models import Certificate
from app.supervision.models import ProgressVoided


def voided_among(session: Session, certificates: Sequence[Certificate]) -> frozenset[uuid.UUID]:
    """Return the ids of the certificates that rest on a voided statement.

    Each organisation voids its own: what another one voids under the same number touches nothing here.
    """
    resting = {
        each.id: {(each.membership.organisation_id, line.statement) for line in _passes(each)}
        for each in certificates
    }
    wanted = {statement for found in resting.values() for _, statement in found}
    if not wanted:
        return frozenset()
    rows = session.execute(
        select(ProgressVoided.organisation_id, ProgressVoided.statement_id).where(
            ProgressVoided.statement_id.in_(wanted)
        )
    )
    voided = {(organisation, statement) for organisation, statement in rows}
    return frozenset(key for key, found in resting.items() if not voided.isdisjoint(found))


def _passes(certificate: Certificate) -> list[Line]:
    return [line for line in read(certificate.lines) if line.statement]
