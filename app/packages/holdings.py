"""What packages hold about the person who made them."""

from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Whose
from app.packages.models import PackageMade


def _forget_maker(session: Session, whose: Whose) -> None:
    own = PackageMade.made_by.in_(whose.membership_ids)
    session.execute(update(PackageMade).where(own).values(made_by=None))


HOLDINGS: Final = (
    Holding(
        "packages_made",
        "Packages made for an LMS",
        PackageMade,
        lambda whose: PackageMade.made_by.in_(whose.membership_ids),
        stays="Packages belong to the organisation: they stay, without saying who made them.",
        loosen=_forget_maker,
    ),
)
