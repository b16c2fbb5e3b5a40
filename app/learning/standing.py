"""Where a learner stands in a module: how far, what was tried, and where to go on."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy.orm import Session

from app.learning import answers
from app.learning.answers import Given
from app.learning.attempt_page import by_topic
from app.learning.models import Attempt, Enrolment
from app.learning.progress import ModuleProgress, progress_of
from app.learning.read_standings import Read, read_all
from app.learning.resume import Way, way_on
from app.learning.words import module_word
from course.model import Module


class Standing(Struct, frozen=True):
    """A learner in a module. enrolment: none before the first act; tries: sent, the first one first.

    skim: slugs of topics that the last pre-check found known; last_act: none before the first; given: the
    answers of practice that still hold, by question.
    """

    progress: ModuleProgress
    enrolment: Enrolment | None
    tries: tuple[Attempt, ...]
    running: Attempt | None
    precheck: Attempt | None
    way: Way
    skim: frozenset[str] = frozenset()
    last_act: dt.datetime | None = None
    given: Mapping[str, Given] = {}

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
        return module_word(
            begun=self.enrolment is not None, passed=self.passed, attempts=len(self.tries)
        )

    @property
    def minutes_left(self) -> int:
        """Minutes still to go; 0 when nothing is left."""
        left = sum(topic.minutes_left for topic in self.progress.topics)
        return left if self.passed else left + self.progress.assessment_minutes


def standing(session: Session, membership_id: uuid.UUID, module: Module) -> Standing:
    """Return where a learner stands in a module."""
    return standings(session, membership_id, (module,))[0]


def standings(
    session: Session, membership_id: uuid.UUID, modules: Sequence[Module]
) -> tuple[Standing, ...]:
    """Return where a learner stands in each of some modules, in their order."""
    read = read_all(session, membership_id, [module.slug for module in modules])
    return tuple(_standing(module, read.get(module.slug)) for module in modules)


def _standing(module: Module, read: Read | None) -> Standing:
    if read is None:
        progress = progress_of(module, (), ())
        return Standing(progress, None, (), None, None, _way(progress, None, None))
    given = answers.still_given(module, read.answers)
    progress = progress_of(module, read.opened, given)
    tries = [each for each in read.attempts if each.purpose == "assessment"]
    running = next((each for each in tries if each.finished is None), None)
    skim = _known_topics(module, read)
    return Standing(
        progress,
        read.enrolment,
        tuple(each for each in tries if each.finished is not None),
        running,
        read.precheck,
        _way(progress, read.enrolment, running, skim),
        skim,
        read.last_act,
        given,
    )


def _known_topics(module: Module, read: Read) -> frozenset[str]:
    if read.precheck is None:
        return frozenset()
    found = by_topic(module, read.precheck, read.known)
    return frozenset(result.topic.slug for result in found if result.skim)


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
