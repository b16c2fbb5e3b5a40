"""The two ratings of the needs analysis: what follows from them, item by item, and never in sum."""

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from course.welcome_form.model import Need

LEVELS: Final = {
    0: "have not met this",
    1: "need someone beside me",
    2: "need someone nearby",
    3: "can do it and know when to ask",
    4: "could show a colleague",
}
"""How the doctor's numbers read after “Today, here, I …”."""

NEEDED: Final = {
    0: "not needed in this post",
    1: "to do it with someone beside you",
    2: "to do it with someone nearby",
    3: "to do it and know when to ask",
    4: "to show a colleague",
}
"""How the supervisor's numbers read after “In this post, by week 4, you will need …”."""

SEEN: Final = {
    0: "could not do it",
    1: "needed someone beside them",
    2: "needed someone nearby",
    3: "did it and knew when to ask",
    4: "showed a colleague",
}
"""How the supervisor's numbers read after “What I have seen so far”."""

DIFFERENT: Final = 2
"""From how many steps apart the two see something differently, and talk before anything follows."""

STRENGTH: Final = 3

Outcome = Literal["strength", "met", "month", "first", "alone", "talk-over", "talk-under"]

OUTCOMES: Final[Mapping[Outcome, str]] = {
    "alone": "Before working alone",
    "first": "First",
    "month": "In the first month",
    "talk-over": "Talk first: you see this differently",
    "talk-under": "You may be better at this than you think",
    "met": "Nothing to plan",
    "strength": "A strength",
}


class Ratings(Struct, frozen=True):
    """What was rated of one item, 0 to 4; none where nothing was: it is never taken for zero."""

    img: int | None = None
    needed: int | None = None
    seen: int | None = None


class Line(Struct, frozen=True):
    """An item with its ratings and what follows from them."""

    need: Need
    ratings: Ratings
    outcome: Outcome


def gap(ratings: Ratings) -> int | None:
    """Return how much more the post needs than is there; none where a rating is missing or nothing is needed.

    None too where the two see it differently: they talk first.
    """
    if ratings.img is None or not ratings.needed or _apart(ratings) is not None:
        return None
    return ratings.needed - ratings.img


def outcome(need: Need, ratings: Ratings) -> Outcome | None:
    """Return what follows from the ratings of an item; none where a rating is missing."""
    apart = _apart(ratings)
    if apart is not None:
        return "talk-over" if apart > 0 else "talk-under"
    more = gap(ratings)
    if more is None:
        return None
    if more <= 0:
        return "strength" if (ratings.img or 0) >= STRENGTH else "met"
    if more == 1:
        return "month"
    return "alone" if need.safety else "first"


def table_of(needs: Sequence[Need], rated: Mapping[str, Ratings]) -> tuple[Line, ...]:
    """Return the items from which something follows: those of safety first, then by gap, then as listed."""
    found = []
    for place, need in enumerate(needs):
        ratings = rated.get(need.id, Ratings())
        result = outcome(need, ratings)
        if result is not None:
            found.append(
                (not need.safety, -(gap(ratings) or 0), place, Line(need, ratings, result))
            )
    return tuple(line for *_, line in sorted(found, key=lambda each: each[:3]))


def _apart(ratings: Ratings) -> int | None:
    if ratings.img is None or ratings.seen is None:
        return None
    apart = ratings.img - ratings.seen
    return apart if abs(apart) >= DIFFERENT else None
