"""Where a doctor stands in a module: the one registration that counts, and its state in words."""

import enum
import uuid
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.learning import words
from app.supervision.learners import Supervised
from app.supervision.models import Progress
from course.model import Module


class State(enum.StrEnum):
    """How far somebody is; in the order in which a supervisor wants to look."""

    NOT_PASSED = "not-passed"
    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    PASSED = "passed"


STATES: Final = tuple(State)
STATE_WORDS = {
    State.NOT_PASSED: words.NOT_PASSED,
    State.NOT_STARTED: words.NOT_STARTED,
    State.IN_PROGRESS: words.IN_PROGRESS,
    State.PASSED: words.PASSED,
}
STATE_OF_WORD = {word: state for state, word in STATE_WORDS.items()}


class ModuleStanding(Struct, frozen=True):
    """A doctor in a module. progress: of the registration that counts; none before the first statement.

    taken_again: a registration has begun after the one that counts.
    """

    slug: str
    title: str
    topics: int
    progress: Progress | None
    taken_again: bool

    @property
    def state(self) -> State:
        """How far."""
        return STATE_OF_WORD[self.word]

    @property
    def word(self) -> str:
        """The state in words."""
        row = self.progress
        return words.module_word(
            begun=row is not None,
            passed=row is not None and row.passed is not None,
            attempts=row.tries if row else 0,
        )

    @property
    def opened_words(self) -> str:
        """How many topics were opened, as the doctor is told it."""
        return words.topics_opened(self.progress.topics_opened if self.progress else 0, self.topics)


def rows_of(session: Session, doctors: Sequence[Supervised]) -> dict[uuid.UUID, list[Progress]]:
    """Return the progress rows of each doctor, by membership."""
    found: dict[uuid.UUID, list[Progress]] = {each.membership_id: [] for each in doctors}
    organisations = {each.organisation_id for each in doctors}
    rows = select(Progress).where(
        Progress.organisation_id.in_(organisations), Progress.actor.in_(found)
    )
    for row in session.scalars(rows):
        found[row.actor].append(row)
    return found


def standings(rows: Sequence[Progress], modules: Sequence[Module]) -> tuple[ModuleStanding, ...]:
    """Return where somebody stands in each module: those served, then those that no longer are."""
    served = {module.slug: module for module in modules}
    gone = sorted({row.module for row in rows} - set(served))
    return tuple(
        _standing(slug, served.get(slug), [row for row in rows if row.module == slug])
        for slug in [*served, *gone]
    )


def _standing(slug: str, module: Module | None, rows: Sequence[Progress]) -> ModuleStanding:
    latest = max(rows, key=lambda row: row.started, default=None)
    # A pass is never lost by taking the module again: the latest registration with one counts.
    passed = max((row for row in rows if row.passed), key=lambda row: row.started, default=None)
    counts = passed or latest
    return ModuleStanding(
        slug=slug,
        title=module.title if module else slug,
        topics=len(module.topics) if module else 0,
        progress=counts,
        taken_again=counts is not latest,
    )
