"""What takes long to make and is only copied: made once a run, not once in each of its processes."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder of this run. Whichever process comes first makes it, the others wait for it.

    make: fills an empty folder; what it raises fails the one who asked, and the next one tries again.
    """
    own = factory.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    done = run / name
    with (run / f"{name}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)  # freed with the file, however this process ends
        if not done.exists():
            draft = factory.mktemp(name)
            make(draft)
            draft.rename(done)
    return done
