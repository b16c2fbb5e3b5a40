"""The cohort picture: how quickly doctors pass each module, beside those who came a year earlier."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.organisations.models import Membership
from app.supervision.cohort import Cohort
from app.supervision.curves import FEWEST, MILESTONES, Point, Stay, at, curve, told_week
from app.supervision.learners import within_sight
from app.supervision.models import Progress
from app.viewer import Member
from course.model import Module

Came = Mapping[uuid.UUID, dt.datetime]
Passes = Mapping[tuple[uuid.UUID, str], dt.datetime]


class ModuleCurves(Struct, frozen=True):
    """A module's curve, and the one of the earlier cohort; each empty where too few are in it."""

    title: str
    points: tuple[Point, ...]
    earlier: tuple[Point, ...]

    @property
    def last(self) -> Point:
        """The last point. Raises IndexError where there is none."""
        return self.points[-1]


class Picture(Struct, frozen=True):
    """What the page shows. cohort: none for everybody; doctors: how many are in it; weeks: of the widest curve.

    cohorts: those that can be chosen, the latest first.
    """

    cohort: Cohort | None
    cohorts: tuple[Cohort, ...]
    doctors: int
    earlier_doctors: int
    curves: tuple[ModuleCurves, ...]

    @property
    def tellable(self) -> bool:
        """Say whether enough doctors are in it."""
        return self.doctors >= FEWEST

    @property
    def begun(self) -> bool:
        """Say whether a line is longer than its first point: after less than a week nothing is told."""
        return any(each.points and each.last.week for each in self.curves)

    @property
    def compares(self) -> bool:
        """Say whether an earlier cohort stands beside it."""
        return any(each.earlier for each in self.curves)

    @property
    def weeks(self) -> int:
        """The last week of the axis."""
        return max([4, *(each.points[-1].week for each in self.curves if each.points)])

    @property
    def milestones(self) -> tuple[int, ...]:
        """The weeks of the table."""
        return tuple(week for week in MILESTONES if week <= self.weeks)

    @property
    def finding(self) -> str:
        """What the picture says, as its heading."""
        week = told_week([each.points for each in self.curves])
        shares = [
            round(100 * point.share)
            for each in self.curves
            if (point := at(each.points, week)) is not None
        ]
        if not week or not shares:
            return "It is too early to say how quickly the modules are passed"
        least, most = min(shares), max(shares)
        if least == most:
            return f"After {week} weeks {least} % have passed each module"
        return f"After {week} weeks between {least} % and {most} % have passed each module"


def picture(
    session: Session,
    asker: Member,
    modules: Sequence[Module],
    cohort: Cohort | None,
    now: dt.datetime,
) -> Picture:
    """Return the picture of those whom the asker sees. modules: those that doctors are shown."""
    came: Came = dict(
        session.execute(select(Membership.id, Membership.made).where(*within_sight(asker))).all()
    )
    passes = _passes(session, asker)
    by_cohort: dict[Cohort, list[uuid.UUID]] = {}
    for key, since in came.items():
        by_cohort.setdefault(Cohort.of(since), []).append(key)
    chosen = list(came) if cohort is None else by_cohort.get(cohort, [])
    before = [] if cohort is None else by_cohort.get(cohort.before, [])
    return Picture(
        cohort=cohort,
        cohorts=tuple(
            sorted((c for c, who in by_cohort.items() if len(who) >= FEWEST), reverse=True)
        ),
        doctors=len(chosen),
        earlier_doctors=len(before),
        curves=tuple(
            ModuleCurves(
                module.title,
                curve(_stays(chosen, came, passes, module), now),
                curve(_stays(before, came, passes, module), now),
            )
            for module in modules
        ),
    )


def _passes(session: Session, asker: Member) -> Passes:
    rows = session.execute(
        select(Progress.actor, Progress.module, func.min(Progress.passed))
        .where(Progress.organisation_id == asker.organisation_id, Progress.passed.is_not(None))
        .group_by(Progress.actor, Progress.module)
    )
    return {(actor, module): passed for actor, module, passed in rows if passed is not None}


def _stays(
    members: Iterable[uuid.UUID], came: Came, passes: Passes, module: Module
) -> Iterable[Stay]:
    return (Stay(came[key], passes.get((key, module.slug))) for key in members)
