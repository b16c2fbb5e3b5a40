"""What accounts forget by themselves: offers that nobody took up in time."""

import datetime as dt

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from app.accounts.models import EmailChange
from app.organisations import invitations
from app.organisations.models import Invitation
from app.second_step import totp
from app.services import Services


def sweep(parts: Services, moment: dt.datetime) -> None:
    """Forget what has waited too long. Nothing is locked where there is nothing to forget."""
    with parts.database.read() as session:
        if not _anything(session, moment):
            return
    with parts.database.write() as session:
        totp.forget_overdue(session, moment)
        session.execute(delete(EmailChange).where(EmailChange.expires <= moment))
        invitations.forget_old(session, moment)


def _anything(session: Session, moment: dt.datetime) -> bool:
    old_change = exists().where(EmailChange.expires <= moment)
    old_invitation = exists().where(Invitation.expires <= moment - invitations.KEPT)
    return (
        totp.is_overdue(session, moment)
        or bool(session.scalar(select(old_change)))
        or bool(session.scalar(select(old_invitation)))
    )
