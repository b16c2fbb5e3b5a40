"""What the audit log holds about a person: their name, beside the numbers that lines hold.

The lines stay: an organisation has to be able to show who did what. Once the name is gone a line holds a
number that leads to nobody.
"""

from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row, plain
from app.audit.acts import ACTS
from app.audit.models import AuditLine, AuditName
from app.services import Services


def _lines(_parts: Services, session: Session, row: Any) -> Row:
    named = (AuditLine.by == row.id) | (AuditLine.about == row.id) | (AuditLine.other == row.id)
    wanted = select(AuditLine).where(named)
    return {
        "acts": [
            {
                "at": plain(line.at),
                "act": ACTS.get(line.act, line.act),
                "words": line.words,
                "done_by_you": line.by == row.id,
            }
            for line in session.scalars(wanted.order_by(AuditLine.at))
        ]
    }


_PROOF: Final = {
    "salt": "shows with the name that nobody has changed it",
    "owner": "the same: a number that leads to you only beside your name",
}

HOLDINGS: Final = (
    Holding(
        "audit_names",
        "Your name in an organisation’s audit log, and what was done",
        AuditName,
        lambda whose: AuditName.membership_id.in_(whose.membership_ids),
        hidden={"person_id": "empty here", "invitation_id": "empty here", **_PROOF},
        written=_lines,
    ),
    Holding(
        "audit_names_platform",
        "Your name in the platform’s audit log, and what was done",
        AuditName,
        lambda whose: AuditName.person_id == whose.person_id,
        of="person",
        hidden={"membership_id": "empty here", "invitation_id": "empty here", **_PROOF},
        written=_lines,
    ),
)
