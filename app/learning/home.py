"""What a learner's first page holds: where to go on, and every module with its state."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.learning import answers, attempts, enrol
from app.learning.attempt_page import by_topic
from app.learning.models import Attempt, Enrolment, Visit
from app.learning.progress import ModuleProgress, read_progress
from app.learning.resume import Way, way_on
from app.organisations.models import Role
from course.model import Audience, Course, CoursePart, Module


class Standing(Struct, frozen=True):
    """A learner in a module. enrolment: none before the first act; tries: sent, the first one first.

    skim: slugs of topics that the last pre-check found known; last_act: none before the first.
    """

    progress: ModuleProgress
    enrolment: Enrolment | None
    tries: tuple[Attempt, ...]
    running: Attempt | None
    precheck: Attempt | None
    way: Way
    skim: frozenset[str] = frozenset()
    last_act: dt.datetime | None = None

    @property
    def module(self) -> Module:
        """The module."""
        return self.progress.module

    @property
    def passed(self) -> bool:
        """Say whether the module is passed in this enrolment."""
        return self.enrolment is not None and self.enrolment.passed is not None

    @property
    def word(self) -> str:
        """The state in words."""
        if self.enrolment is None:
            return "Not started"
        if self.passed:
            return "Passed"
        return "Not passed yet" if self.tries and not self.running else "In progress"

    @property
    def minutes_left(self) -> int:
        """Minutes still to go; 0 when nothing is left."""
        left = sum(topic.minutes_left for topic in self.progress.topics)
        return left if self.passed else left + self.progress.assessment_minutes


def standing(session: Session, membership_id: uuid.UUID, module: Module) -> Standing:
    """Return where a learner stands in a module."""
    enrolment = enrol.current(session, membership_id, module.slug)
    if enrolment is None:
        progress = read_progress(session, None, module)
        return Standing(progress, None, (), None, None, _way(progress, None, None))
    progress = read_progress(session, enrolment.id, module)
    running = attempts.running(session, enrolment.id, "assessment")
    prechecks = attempts.finished(session, enrolment.id, "precheck")
    precheck = prechecks[-1] if prechecks else None
    skim = _known_topics(session, module, precheck) if precheck else frozenset()
    return Standing(
        progress,
        enrolment,
        attempts.finished(session, enrolment.id, "assessment"),
        running,
        precheck,
        _way(progress, enrolment, running, skim),
        skim,
        session.scalar(select(func.max(Visit.last_act)).where(Visit.enrolment_id == enrolment.id)),
    )


def _known_topics(session: Session, module: Module, precheck: Attempt) -> frozenset[str]:
    rows = answers.rows_of(session, precheck.id)
    found = by_topic(module, precheck, rows)
    return frozenset(result.topic.slug for result in found if result.skim)


def audiences_of(roles: Collection[Role]) -> tuple[Audience, ...]:
    """Return for whom the modules are that somebody is shown, their own first.

    Supervisors see the learners' modules too: what their doctors learn.
    """
    if Role.SUPERVISOR not in roles:
        return ("learners",)
    return ("learners", "supervisors") if Role.LEARNER in roles else ("supervisors", "learners")


class Shelf(Struct, frozen=True):
    """A part of the course, as a learner has it."""

    part: CoursePart
    standings: tuple[Standing, ...]


def shelves(
    session: Session, membership_id: uuid.UUID, course: Course, audiences: Sequence[Audience]
) -> tuple[Shelf, ...]:
    """Return the parts for some audiences, those for the first one first; none that is empty."""
    return tuple(
        Shelf(part, tuple(standing(session, membership_id, m) for m in course.of_part(part)))
        for audience in audiences
        for part in course.parts
        if part.audience == audience and course.of_part(part)
    )


def next_of(all_modules: Iterable[Standing]) -> Standing | None:
    """Return the module to go on with: the one begun that was last worked in, else the first left."""
    left = [each for each in all_modules if not each.passed]
    begun = [each for each in left if each.last_act is not None]
    return max(begun, key=_last_act) if begun else next(iter(left), None)


def _last_act(standing: Standing) -> dt.datetime:
    return standing.last_act or dt.datetime.min.replace(tzinfo=dt.UTC)


def _way(
    progress: ModuleProgress,
    enrolment: Enrolment | None,
    running: Attempt | None,
    skim: frozenset[str] = frozenset(),
) -> Way:
    return way_on(
        progress,
        enrolment.location if enrolment else "",
        in_assessment=running is not None,
        passed=enrolment is not None and enrolment.passed is not None,
        skim=skim,
    )
