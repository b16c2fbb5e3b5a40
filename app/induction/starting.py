"""From which day a list counts: told with the doctor's place, assumed, or set by hand for this list alone.

All but what was set by hand follows the place: whoever puts the doctor's first day or cohort right moves
the due days of the list too. What is done keeps the day on which it was done.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assignments.due import today
from app.induction.models import InductionList
from app.organisations import groups
from app.organisations.models import Membership
from app.organisations.signals import placed

NEW: Final = dt.timedelta(days=30)
"""Who came longer ago than this is no newcomer: their list waits for the lead."""

JOINED: Final = "joined"
COHORT: Final = "cohort"
PLACE: Final = "place"
HAND: Final = "hand"
WORDS: Final[Mapping[str, str]] = {
    JOINED: "It is assumed: the day of joining here. It moves as soon as a first day is told.",
    COHORT: "It is the first day of the cohort, and moves with it.",
    PLACE: "It is the first day told with the place of work, and moves with it.",
    HAND: "It was set for this list, and does not move by itself.",
}
"""Where a first day comes from, as the pages of a list say it."""


class Start(Struct, frozen=True):
    """A first day in post. source: a key of WORDS."""

    day: dt.date
    source: str


def start_of(session: Session, membership_id: uuid.UUID, joined: dt.date) -> Start:
    """Return the first day as it is told with a doctor's place; joined: what is assumed where none is told.

    The doctor's own first day goes before that of a cohort, and of several cohorts the latest.
    """
    own = groups.place_of(session, membership_id).first_day
    if own is not None:
        return Start(own, PLACE)
    of_cohort = groups.first_day_of_cohorts(session, membership_id)
    return Start(of_cohort, COHORT) if of_cohort is not None else Start(joined, JOINED)


@placed.connect
def _follow(session: Session, members: Collection[uuid.UUID]) -> None:
    """Move the lists of members whose place has changed, but for those set by hand."""
    wanted = (
        select(InductionList, Membership.made)
        .join(Membership, Membership.id == InductionList.membership_id)
        .where(InductionList.membership_id.in_(list(members)))
        .where(InductionList.first_day_from != HAND)
        # A lead who sets the day in this moment goes before: what they set is seen here.
        .with_for_update(of=InductionList)
    )
    for row, made in session.execute(wanted).all():
        start = start_of(session, row.membership_id, _joined(row, today(made)))
        row.first_day, row.first_day_from = start.day, start.source
    session.flush()


def _joined(row: InductionList, came: dt.date) -> dt.date:
    """Return the day that was assumed at first: of who became a doctor here later it is the list's own."""
    return came if row.begun - came <= NEW else row.begun
