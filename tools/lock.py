"""One set-up at a time in a checkout."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.errors import SetUpError


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Hold a lock on file, waiting for whoever holds it. The system frees it if we die.

    Raises SetUpError where the file cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        held = file.open("w", encoding="ascii")
    except OSError as error:
        raise SetUpError(
            f"{file} cannot be written ({error.strerror}): this checkout must belong to the user "
            "who runs the command."
        ) from error
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another ./run is setting up this checkout: waiting for it.", file=sys.stderr)
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
