"""What the mail holds about a person."""

from typing import Any, Final

from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Row
from app.mail.letters import opened
from app.mail.models import LetterWaiting
from app.services import Services


def _subject(parts: Services, _session: Session, row: Any) -> Row:
    return {"subject": opened(parts, row).subject}


HOLDINGS: Final = (
    Holding(
        "letters",
        "E-mails that still have to be sent",
        LetterWaiting,
        lambda whose: LetterWaiting.person_id == whose.person_id,
        of="person",
        hidden={"letter": "sealed, since it may hold a link that opens the account"},
        written=_subject,
    ),
)
