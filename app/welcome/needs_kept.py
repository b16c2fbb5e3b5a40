"""The ratings as they are kept, one row each, for whoever may see them: ``needs.py`` decides that."""

import uuid
from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.welcome.access import Side
from app.welcome.models import WelcomeRating, WelcomeRound
from app.welcome.texts import Texts
from course.welcome_form.ratings import Ratings

SIDES: Final[Mapping[str, Side]] = {"img": Side.IMG, "needed": Side.SUP, "seen": Side.SUP}
"""Whose each kind of rating is."""


def both(
    session: Session, form_id: uuid.UUID, sealed: Texts, months: int
) -> tuple[Mapping[str, Ratings], Mapping[str, str]] | None:
    """Return all ratings of a round with the examples, for who may see both; none until both have finished."""
    round_ = session.get(WelcomeRound, (form_id, months))
    if round_ is None or not (round_.img_done and round_.sup_done):
        return None
    return kept(session, form_id, sealed, months, list(SIDES))


def kept(
    session: Session, form_id: uuid.UUID, sealed: Texts, months: int, kinds: list[str]
) -> tuple[dict[str, Ratings], dict[str, str]]:
    """Return the ratings of these kinds by item, and the examples of what was seen."""
    rows = session.scalars(
        select(WelcomeRating).where(
            WelcomeRating.form_id == form_id,
            WelcomeRating.months == months,
            WelcomeRating.side.in_(kinds),
        )
    )
    numbers: dict[str, dict[str, int]] = {}
    examples: dict[str, str] = {}
    for row in rows:
        number, example = sealed.open(row.kept, "welcome_rating", row.id)
        if number is not None:
            numbers.setdefault(row.item, {})[row.side] = number
        if example:
            examples[row.item] = example
    return {item: Ratings(**each) for item, each in numbers.items()}, examples
