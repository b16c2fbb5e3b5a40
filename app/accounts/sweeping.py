"""What accounts forget by themselves: offers that nobody took up in time, links and sign-ins that are over."""

import datetime as dt
from typing import Final

from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.orm import Session

from app.accounts import sign_ins
from app.accounts.models import EmailChange, OneTimeLink, SignIn
from app.organisations import invitations
from app.second_step import totp
from app.services import Services

LINKS_KEPT: Final = dt.timedelta(days=1)
"""How long a link that is too old is kept: how many were asked for in an hour is counted by them."""


def sweep(parts: Services, moment: dt.datetime) -> None:
    """Forget what has waited too long. Nothing is locked where there is nothing to forget."""
    days = parts.settings.keep_invitations_days
    lasts = sign_ins.Lasts(parts.settings.sign_in_hours, parts.settings.sign_in_days)
    with parts.database.read() as session:
        if not _anything(session, moment, days, lasts):
            return
    with parts.database.write() as session:
        totp.forget_overdue(session, moment)
        session.execute(delete(EmailChange).where(EmailChange.expires <= moment))
        invitations.forget_old(session, moment, days)
        session.execute(delete(OneTimeLink).where(_link_is_old(moment)))
        # Their visits have ended by themselves, or do so within half an hour.
        session.execute(delete(SignIn).where(sign_ins.are_old(moment, lasts)))


def _link_is_old(moment: dt.datetime) -> ColumnElement[bool]:
    return OneTimeLink.expires <= moment - LINKS_KEPT


def _anything(session: Session, moment: dt.datetime, days: int, lasts: sign_ins.Lasts) -> bool:
    old_change = exists().where(EmailChange.expires <= moment)
    old_invitation = exists().where(invitations.are_old(moment, days))
    return (
        totp.is_overdue(session, moment)
        or bool(session.scalar(select(old_change)))
        or bool(session.scalar(select(old_invitation)))
        or bool(session.scalar(select(exists().where(_link_is_old(moment)))))
        or bool(session.scalar(select(exists().where(sign_ins.are_old(moment, lasts)))))
    )
