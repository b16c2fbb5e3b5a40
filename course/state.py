"""What a learner has done in a module, as a package keeps it between two visits."""

from msgspec import Struct

from course.questions import Response

ASSESSMENT = "assessment"
"""The location of a learner who is in the end assessment; no topic may have this slug."""


class Given(Struct, frozen=True):
    """An answer that was given.

    response: None where the text was typed (fill-in, numeric): free text is not kept; None too
    where the question has changed since, so that the answer chosen is no longer there.
    """

    correct: bool
    response: Response | None = None


class Attempt(Struct, frozen=True):
    """An attempt at the end assessment that is under way.

    seed: 0 to 2**32 - 1; drawn: ids of the questions in the order shown; answers: by id, of those.
    """

    seed: int
    drawn: tuple[str, ...]
    answers: dict[str, Given] = {}


class State(Struct, frozen=True):
    """A learner's state in one module.

    location: a topic's slug, ``assessment``, or empty at the start; answers: of questions outside
    the assessment, by id; attempts: how many were finished; best_percent: best score of them, 0 to
    100 with two decimals, None before the first; passed: a pass is never lost again; version: the
    module's version at the time of writing, for people who look into it.
    """

    location: str = ""
    topics_seen: frozenset[str] = frozenset()
    answers: dict[str, Given] = {}
    attempts: int = 0
    best_percent: float | None = None
    passed: bool = False
    attempt: Attempt | None = None
    version: str = ""
