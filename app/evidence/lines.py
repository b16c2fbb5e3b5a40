"""What a paper says of a module, taken from where supervisors read it: the projection of the statements."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct

from app.supervision.models import Progress
from app.supervision.standing import STATE_WORDS, ModuleStanding, State
from app.typed import converter
from app.wording import counted, ordinal, per_cent, time_spent
from course.model import Module


class Line(Struct, frozen=True):
    """A module on a paper. score, pass_mark: per cent; seconds: time spent; tries: at the assessment.

    statement: the one of the pass, by which the line stands or falls; none where nothing is passed.
    """

    module: str
    title: str
    state: State
    version: str = ""
    summary: str = ""
    pass_mark: int | None = None
    score: float | None = None
    tries: int = 0
    seconds: float = 0.0
    started: dt.datetime | None = None
    passed: dt.datetime | None = None
    statement: uuid.UUID | None = None

    @property
    def word(self) -> str:
        """The state in words."""
        return STATE_WORDS[self.state]

    @property
    def attempt_words(self) -> str:
        """At which attempt it was passed, such as "first attempt"; empty where it was not."""
        return f"{ordinal(max(1, self.tries))} attempt" if self.passed else ""

    @property
    def score_words(self) -> str:
        """The score, such as "84 %"; a dash where there is none."""
        return "–" if self.score is None else per_cent(self.score)

    @property
    def time_words(self) -> str:
        """The time spent; a dash where none was told."""
        return time_spent(self.seconds) if self.seconds else "–"

    @property
    def tries_words(self) -> str:
        """How many attempts there were."""
        return counted(self.tries, "attempt") if self.tries else "–"


_read_one = converter(Line)


def line_of(
    standing: ModuleStanding,
    module: Module | None,
    *,
    version: str = "",
    running_seconds: float = 0,
) -> Line:
    """Return the line of a module.

    version: in which it was passed, where that is known better than from the latest statement;
    running_seconds: of a visit that has not ended, which the statements cannot tell yet.
    """
    row = standing.progress or Progress()
    return Line(
        module=standing.slug,
        title=standing.title,
        state=standing.state,
        version=version or row.module_version or "",
        summary=module.summary if module else "",
        pass_mark=module.pass_mark if module else None,
        score=row.score,
        tries=row.tries or 0,
        seconds=(row.seconds or 0.0) + running_seconds,
        started=row.started,
        passed=row.passed,
        statement=row.result_statement if row.passed else None,
    )


def written(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Return lines as JSON can hold them."""
    found: list[dict[str, Any]] = msgspec.to_builtins(list(lines))
    return found


def read(data: Sequence[dict[str, Any]]) -> tuple[Line, ...]:
    """Return what ``written`` gave."""
    return tuple(_read_one(each) for each in data)
