"""What a person is told at their next sign-in, since it was done to their account without them."""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.second_step.models import AccountNotice
from app.wording import day_and_time

SECOND_STEP_RESET: Final = "second_step_reset"
EMAIL_CHANGED: Final = "email_changed"

SENTENCES: Final = {
    SECOND_STEP_RESET: "On {when} an administrator removed your second step: authenticator app, recovery"
    " codes and passkeys. Set it up again in your account. If you had not asked for it, tell them.",
    EMAIL_CHANGED: "On {when} the e-mail address of your account was changed. If you did not expect it,"
    " tell your organisation’s administrator.",
}


def leave(session: Session, person_id: uuid.UUID, kind: str, moment: dt.datetime) -> None:
    """Leave a notice for a person."""
    session.add(AccountNotice(person_id=person_id, kind=kind, made=moment))


def take(session: Session, person_id: uuid.UUID, moment: dt.datetime) -> tuple[str, ...]:
    """Return the sentences that a person has not seen yet, and mark them as seen."""
    rows = session.scalars(
        select(AccountNotice)
        .where(AccountNotice.person_id == person_id, AccountNotice.seen.is_(None))
        .order_by(AccountNotice.made)
    ).all()
    for row in rows:
        row.seen = moment
    return tuple(SENTENCES[row.kind].format(when=day_and_time(row.made)) for row in rows)
