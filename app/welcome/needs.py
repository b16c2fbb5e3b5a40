"""The two ratings of each item: kept one by one, and hidden from the other until both have finished."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import BadInput, Conflict, NotFound
from app.welcome import access
from app.welcome.access import Seat
from app.welcome.lapsing import lapse_if_changed
from app.welcome.models import WelcomeRating, WelcomeRound
from app.welcome.needs_kept import SIDES, both, kept
from app.welcome.texts import Texts
from course.welcome_form.model import Need
from course.welcome_form.ratings import Ratings, table_of

EXAMPLE_UNTIL: Final = 2
"""Up to which number something that was seen needs an example."""

MOST_EXAMPLE: Final = 400


class Rated(Struct, frozen=True):
    """What the asker sees of the ratings. examples: of what was seen, by item.

    mine_done and theirs_done: whether each has finished; both_seen: whether the two are shown side by side.
    """

    ratings: Mapping[str, Ratings]
    examples: Mapping[str, str]
    mine_done: dt.datetime | None
    theirs_done: dt.datetime | None

    @property
    def both_seen(self) -> bool:
        """Whether both have finished."""
        return self.mine_done is not None and self.theirs_done is not None


def rated(session: Session, seat: Seat, sealed: Texts, months: int = 0) -> Rated:
    """Return the ratings that the asker sees. months: of a review, 0 for the first time."""
    round_ = session.get(WelcomeRound, (seat.form.id, months))
    visible = [kind for kind, side in SIDES.items() if access.sees_ratings_of(seat, side, round_)]
    numbers, examples = kept(session, seat.form.id, sealed, months, visible)
    done = (None, None) if round_ is None else (round_.img_done, round_.sup_done)
    mine, theirs = done if seat.is_img else reversed(done)
    return Rated(numbers, examples, mine, theirs)


def save(
    session: Session,
    seat: Seat,
    sealed: Texts,
    months: int,
    given: Mapping[tuple[str, str], tuple[int | None, str]],
    moment: dt.datetime,
) -> None:
    """Save ratings: by kind and item, a number (none takes it away) and an example.

    Raises Conflict for what is compared already, NotFound for what is the other's to rate.
    """
    round_ = session.get(WelcomeRound, (seat.form.id, months))
    compared = round_ is not None and bool(round_.img_done and round_.sup_done)
    rows = {
        (row.side, row.item): row
        for row in session.scalars(
            select(WelcomeRating).where(
                WelcomeRating.form_id == seat.form.id, WelcomeRating.months == months
            )
        )
    }
    changed = False
    for (kind, item), (number, example) in given.items():
        if SIDES.get(kind) is not seat.side:
            raise NotFound("There is no such rating for you to give.")
        row = rows.get((kind, item))
        before = None if row is None else tuple(sealed.open(row.kept, "welcome_rating", row.id))
        if before == (number, example) or (row is None and number is None and not example):
            continue
        changed = True
        if compared and kind != "seen":
            raise Conflict("Both have finished rating: the numbers stay as they were compared.")
        if row is None:
            row = WelcomeRating(
                id=uuid.uuid4(),
                organisation_id=seat.form.organisation_id,
                form_id=seat.form.id,
                months=months,
                side=kind,
                item=item,
            )
            session.add(row)
        if number is None and not example:
            session.delete(row)
            continue
        row.kept = sealed.close([number, example], "welcome_rating", row.id)
        row.changed = moment
    if changed and seat.is_img and seat.form.begun is None:
        seat.form.begun = moment
    session.flush()
    lapse_if_changed(session, seat.form, sealed, moment)


def finish(session: Session, seat: Seat, sealed: Texts, months: int, moment: dt.datetime) -> None:
    """Say that the asker has finished rating. Raises BadInput where nothing is rated."""
    mine = rated(session, seat, sealed, months)
    kind = "img" if seat.is_img else "needed"
    if not any(getattr(each, kind) is not None for each in mine.ratings.values()):
        raise BadInput("Rate at least one item before you show your numbers.")
    round_ = session.get(WelcomeRound, (seat.form.id, months), with_for_update=True)
    if round_ is None:
        round_ = WelcomeRound(
            organisation_id=seat.form.organisation_id, form_id=seat.form.id, months=months
        )
        session.add(round_)
    if seat.is_img:
        round_.img_done = round_.img_done or moment
    else:
        round_.sup_done = round_.sup_done or moment
    session.flush()
    lapse_if_changed(session, seat.form, sealed, moment)


def to_rate_again(
    session: Session, seat: Seat, sealed: Texts, needs: tuple[Need, ...], months: int
) -> tuple[Need, ...]:
    """Return the items of a round: all of them at first, those of safety or with a gap at a review."""
    first = both(session, seat.form.id, sealed, 0) if months else None
    if not months or first is None:
        return needs
    lines = table_of(needs, first[0])
    with_gap = {line.need.id for line in lines if line.outcome not in {"met", "strength"}}
    return tuple(need for need in needs if need.safety or need.id in with_gap)
