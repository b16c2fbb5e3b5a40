"""What licences hold about the person who made them."""

from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Whose
from app.dispatch.models import DispatchLicence


def _forget_maker(session: Session, whose: Whose) -> None:
    own = DispatchLicence.made_by.in_(whose.membership_ids)
    session.execute(update(DispatchLicence).where(own).values(made_by=None))


HOLDINGS: Final = (
    Holding(
        "licences_made",
        "Licences made for an LMS",
        DispatchLicence,
        lambda whose: DispatchLicence.made_by.in_(whose.membership_ids),
        stays="Licences belong to the organisation: they stay, without saying who made them.",
        loosen=_forget_maker,
    ),
)
