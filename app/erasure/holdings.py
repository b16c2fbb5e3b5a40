"""What requests for erasure hold about a person: that they asked, and which they decided."""

from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row, Whose
from app.erasure.models import ErasureRequest
from app.erasure.reasons import reason_of
from app.services import Services


def _reason(parts: Services, _session: Session, row: Any) -> Row:
    return {"reason": reason_of(parts, row)} if row.reason else {}


def _forget_asker(session: Session, whose: Whose) -> None:
    own = ErasureRequest.membership_id.in_(whose.membership_ids)
    session.execute(update(ErasureRequest).where(own).values(membership_id=None, reason=None))


def _forget_decider(session: Session, whose: Whose) -> None:
    own = ErasureRequest.decided_by.in_(whose.membership_ids)
    session.execute(update(ErasureRequest).where(own).values(decided_by=None))


HOLDINGS: Final = (
    Holding(
        "erasure_requests",
        "Requests for erasure",
        ErasureRequest,
        lambda whose: ErasureRequest.membership_id.in_(whose.membership_ids),
        hidden={"reason": "sealed; where there is one, its text is given"},
        written=_reason,
        stays="That a request was made, when, and what was done stays, without saying whose it was:"
        " the organisation has to be able to show that it answered.",
        loosen=_forget_asker,
    ),
    Holding(
        "erasure_requests_decided",
        "Requests for erasure of others that were decided",
        ErasureRequest,
        lambda whose: ErasureRequest.decided_by.in_(whose.membership_ids),
        hidden={
            "membership_id": "it is about somebody else",
            "reason": "it is about somebody else",
        },
        stays="They stay, without saying who decided.",
        loosen=_forget_decider,
    ),
)
