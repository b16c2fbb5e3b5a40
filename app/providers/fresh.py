"""What stands in for a password where somebody has none: that their provider has just asked them anew.

Like a password that was entered it counts for one act; and for a few minutes, in one sign-in.
"""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import upserts
from app.accounts.models import Person
from app.errors import NotFound
from app.providers.models import Confirmation, Identity, Provider, ProviderSignIn
from app.viewer import Viewer

LASTS: Final = dt.timedelta(minutes=15)
HOW: Final = "Confirm with your work account that it is you."
NO_WAY: Final = (
    "You have no password here, and no work account that is turned on. Choose a password by “Forgotten"
    " your password?” on the sign-in page."
)


def has_password(session: Session, who: Viewer) -> bool:
    """Say whether a person has chosen a password."""
    return bool(session.get_one(Person, who.person_id).password_hash)


def ways(session: Session, who: Viewer) -> tuple[Identity, ...]:
    """Return the work accounts with which a person can confirm, the one of this sign-in first."""
    found = session.scalars(
        select(Identity)
        .join(Provider, Provider.id == Identity.provider_id)
        .where(Identity.person_id == who.person_id, Provider.enabled)
        .order_by(Identity.made)
    )
    of_sign_in = session.get(ProviderSignIn, who.sign_in_id)
    came_by = of_sign_in.identity_id if of_sign_in else None
    return tuple(sorted(found, key=lambda each: each.id != came_by))


def way(session: Session, who: Viewer, identity_id: uuid.UUID) -> Identity:
    """Return a work account with which the person who asks can confirm. Raises NotFound for any other."""
    for each in ways(session, who):
        if each.id == identity_id:
            return each
    raise NotFound("There is no such work account, or it has been turned off.")


def keep(session: Session, who: Viewer, identity_id: uuid.UUID, moment: dt.datetime) -> None:
    """Keep that a person has confirmed in this sign-in, until it is used."""
    session.execute(delete(Confirmation).where(Confirmation.at <= moment - LASTS))
    row = {"sign_in_id": who.sign_in_id, "identity_id": identity_id, "at": moment}
    upserts.put(session, Confirmation, [row])


def until(session: Session, who: Viewer, moment: dt.datetime) -> dt.datetime | None:
    """Return until when a confirmation counts that was not used yet; none where there is none."""
    found = session.get(Confirmation, who.sign_in_id)
    return found.at + LASTS if found is not None and found.at > moment - LASTS else None


def use(session: Session, who: Viewer, moment: dt.datetime) -> bool:
    """Use a confirmation up; say whether there was one that counts."""
    gone = delete(Confirmation).where(
        Confirmation.sign_in_id == who.sign_in_id, Confirmation.at > moment - LASTS
    )
    return session.execute(gone.returning(Confirmation.sign_in_id)).one_or_none() is not None
