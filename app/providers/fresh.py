"""What stands in for a password where somebody has none: that they came by their work account just now."""

import datetime as dt
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Person, SignIn
from app.providers.models import ProviderSignIn
from app.viewer import Viewer

LATELY: Final = dt.timedelta(minutes=15)
HOW: Final = (
    "You have no password here. Sign out, sign in with your work account again, and do this within"
    " 15 minutes."
)


def has_password(session: Session, who: Viewer) -> bool:
    """Say whether a person has chosen a password."""
    return bool(session.get_one(Person, who.person_id).password_hash)


def came_lately(session: Session, who: Viewer, moment: dt.datetime) -> bool:
    """Say whether this sign-in came by a work account within the last minutes."""
    found = exists().where(
        ProviderSignIn.sign_in_id == SignIn.id,
        SignIn.id == who.sign_in_id,
        SignIn.made > moment - LATELY,
    )
    return bool(session.scalar(select(found)))
