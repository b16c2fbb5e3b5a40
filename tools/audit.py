"""The gate that looks at libraries: known holes, and licences. ``python -m tools.audit``."""

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable

from tools import licences
from tools.known_holes import (
    ACCEPTED,
    Hole,
    Run,
    UnansweredError,
    ask,
    faults,
    node_holes,
    python_holes,
    read_accepted,
)

REQUIRED = "FIRSTSHIFT_TEST_AUDIT"
"""Set to ``required`` where a gate without an answer must fail, as before a release."""

Ask = Callable[[Run], tuple[Hole, ...]]
SOURCES: tuple[tuple[str, Ask], ...] = (("Python", python_holes), ("npm", node_holes))


def main(run: Run = ask, sources: Iterable[tuple[str, Ask]] = SOURCES) -> int:
    """Print what is wrong with the libraries; return 0 where nothing is."""
    wrong = [*licences.faults()]
    holes: list[Hole] = []
    unanswered = False
    for name, source in sources:
        try:
            holes += source(run)
        except UnansweredError as error:
            unanswered = True
            print(f"Not asked for known holes: {name}, since {error}.")
    accepted = read_accepted(ACCEPTED)
    if unanswered:
        # Which of the accepted ones are gone cannot be said without every answer.
        known = {number for hole in holes for number in (hole.number, *hole.others)}
        accepted = tuple(each for each in accepted if each.number in known)
    wrong += faults(holes, accepted, dt.date.today())
    for sentence in wrong:
        print(sentence)
    return 1 if wrong or (unanswered and os.environ.get(REQUIRED) == "required") else 0


if __name__ == "__main__":
    sys.exit(main())
