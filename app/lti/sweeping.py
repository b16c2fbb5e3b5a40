"""What this room forgets by itself: arrivals that nobody answered, messages and links whose time is over."""

import datetime as dt
from typing import Final

from sqlalchemy import delete, exists, select

from app.lti.models import LtiArrival, LtiInvitation, LtiNonce
from app.services import Services

_TABLES: Final = (LtiArrival, LtiNonce, LtiInvitation)


def sweep(parts: Services, moment: dt.datetime) -> None:
    """Forget what is over. Nothing is locked where there is nothing to forget."""
    with parts.database.read() as session:
        over = [
            table
            for table in _TABLES
            if session.scalar(select(exists().where(table.expires <= moment)))
        ]
    if over:
        with parts.database.write() as session:
            for table in over:
                session.execute(delete(table).where(table.expires <= moment))
