"""How many have passed a module so many weeks after they came: the numbers behind the cohort picture.

A point counts only those who have been here for so long, so that whoever came last week makes no later
point smaller. Nothing is said of fewer than five people.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

from msgspec import Struct

FEWEST: Final = 5
MOST_WEEKS: Final = 52
MILESTONES: Final = (2, 4, 6, 8, 12, 26, 52)
"""The weeks of the table, and of the finding."""
_WEEK: Final = dt.timedelta(days=7)


class Stay(Struct, frozen=True):
    """A doctor: since when here, and when they first passed the module; none where they have not."""

    since: dt.datetime
    passed: dt.datetime | None


class Point(Struct, frozen=True):
    """A week after coming. of: how many have been here for so long; passed: how many of them had passed by then."""

    week: int
    passed: int
    of: int

    @property
    def share(self) -> float:
        """Which part of them, from 0 to 1."""
        return self.passed / self.of


def curve(stays: Iterable[Stay], now: dt.datetime) -> tuple[Point, ...]:
    """Return a point for each week that at least five doctors have reached, from week 0 on."""
    reached, passed = [0] * (MOST_WEEKS + 2), [0] * (MOST_WEEKS + 2)
    for stay in stays:
        here = _weeks(now - stay.since)
        reached[0] += 1
        reached[here + 1] -= 1
        # A pass in the course of a week counts from that week's end.
        took = (
            None
            if stay.passed is None
            else -(-max(stay.passed - stay.since, dt.timedelta()) // _WEEK)
        )
        if took is not None and took <= here:
            passed[took] += 1
            passed[here + 1] -= 1
    points = zip(range(MOST_WEEKS + 1), accumulate(passed), accumulate(reached), strict=False)
    return tuple(Point(week, done, of) for week, done, of in points if of >= FEWEST)


def at(points: Sequence[Point], week: int) -> Point | None:
    """Return a curve's point at a week; none where too few have reached it."""
    return points[week] if week < len(points) else None


def told_week(curves: Iterable[Sequence[Point]]) -> int:
    """Return the latest milestone that half of the doctors have reached; 0 where there is none."""
    for week in reversed(MILESTONES):
        points = [at(each, week) for each in curves if each]
        if points and all(
            point is not None and 2 * point.of >= each[0].of
            for point, each in zip(points, filter(None, curves), strict=True)
        ):
            return week
    return 0


def _weeks(here: dt.timedelta) -> int:
    return min(max(here // _WEEK, 0), MOST_WEEKS)
