"""What a learner's first page holds: where to go on, what is due, and every module with its state."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from msgspec import Struct
from sqlalchemy.orm import Session

from app.assignments.reading import Assigned
from app.learning import answers
from app.learning.attempt_page import by_topic
from app.learning.models import Attempt
from app.learning.standing import Standing, standings
from course.model import Audience, Course, CoursePart


class Due(Struct, frozen=True):
    """A module that is asked of a learner and not passed."""

    standing: Standing
    asked: Assigned


class Shelf(Struct, frozen=True):
    """A part of the course, as a learner has it."""

    part: CoursePart
    standings: tuple[Standing, ...]


class LastTry(Struct, frozen=True):
    """The latest try of a module that is not passed. topics: how many to look at before another."""

    attempt: Attempt
    topics: int


def last_try_of(session: Session, standing: Standing | None) -> LastTry | None:
    """Return the latest try where the way on is another one; none where it is anything else."""
    if standing is None or standing.passed or standing.running or standing.way.topic:
        return None
    if not standing.tries:
        return None
    attempt = standing.tries[-1]
    found = by_topic(standing.module, attempt, answers.rows_of(session, attempt.id))
    return LastTry(attempt, sum(not each.skim for each in found))


def shelves(
    session: Session, membership_id: uuid.UUID, course: Course, audiences: Sequence[Audience]
) -> tuple[Shelf, ...]:
    """Return the parts for some audiences, those for the first one first; none that is empty."""
    parts = [part for audience in audiences for part in course.parts if part.audience == audience]
    modules = [module for part in parts for module in course.of_part(part)]
    found = {each.module.slug: each for each in standings(session, membership_id, modules)}
    shelves_found = (
        Shelf(part, tuple(found[module.slug] for module in course.of_part(part))) for part in parts
    )
    return tuple(shelf for shelf in shelves_found if shelf.standings)


def due_of(all_modules: Iterable[Standing], asked: Iterable[Assigned]) -> tuple[Due, ...]:
    """Return what is asked of a learner and not passed, in the order of asking."""
    found = {each.module.slug: each for each in all_modules}
    return tuple(
        Due(found[each.module], each)
        for each in asked
        if each.passed is None and each.module in found
    )


def apart(due: Sequence[Due], chosen: Standing | None) -> tuple[Due | None, tuple[Due, ...]]:
    """Return what is asked of one module, if anything is, and what is due beside it: nothing is told twice."""
    of_it = next((each for each in due if each.standing is chosen), None)
    return of_it, tuple(each for each in due if each is not of_it)


def next_of(all_modules: Iterable[Standing], due: Sequence[Due] = ()) -> Standing | None:
    """Return the module to go on with.

    The one begun that was last worked in; else what is most urgent; else the first left.
    """
    left = [each for each in all_modules if not each.passed]
    begun = [each for each in left if each.last_act is not None]
    if begun:
        return max(begun, key=_last_act)
    return next((each.standing for each in due), next(iter(left), None))


def _last_act(standing: Standing) -> dt.datetime:
    return standing.last_act or dt.datetime.min.replace(tzinfo=dt.UTC)
