"""What the library holds about a person: their ticks, and the resources that they added or looked at."""

from typing import Final

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from app.accounts.holding import Holding, Whose
from app.library.models import LibraryTick, OwnResource


def _forget_maker(session: Session, whose: Whose) -> None:
    for column in (OwnResource.made_by, OwnResource.checked_by):
        own = column.in_(whose.membership_ids)
        session.execute(update(OwnResource).where(own).values({column: None}))


HOLDINGS: Final = (
    Holding(
        "library_ticks",
        "Ticks in checklists of the library",
        LibraryTick,
        lambda whose: LibraryTick.membership_id.in_(whose.membership_ids),
        hidden={"line": "a digest of the line that was ticked"},
    ),
    Holding(
        "library_resources",
        "Resources added to the organisation's library, or looked at again",
        OwnResource,
        lambda whose: or_(
            OwnResource.made_by.in_(whose.membership_ids),
            OwnResource.checked_by.in_(whose.membership_ids),
        ),
        hidden={
            "made_by": "it may be somebody else",
            "checked_by": "it may be somebody else",
        },
        stays="They are the organisation's, and stay without saying who added them.",
        loosen=_forget_maker,
    ),
)
