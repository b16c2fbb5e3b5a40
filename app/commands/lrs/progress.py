"""A count that moves while a command works, on a terminal only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lrs.upkeep.steps import Tell


@contextmanager
def counting(what: str) -> Iterator[Tell]:
    """Give a function that learns how many more are done; show the sum on standard error."""
    done = 0
    shown = sys.stderr.isatty()

    def tell(more: int) -> None:
        nonlocal done
        done += more
        if shown:
            print(f"\r{done:,} {what}", end="", file=sys.stderr, flush=True)

    yield tell
    if shown and done:
        print(file=sys.stderr)
