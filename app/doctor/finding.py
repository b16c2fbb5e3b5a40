"""What a look at one thing has found."""

from typing import Literal

from msgspec import Struct

State = Literal["well", "note", "wrong"]


class Finding(Struct, frozen=True):
    """One sentence about one thing.

    state: ``note`` is worth a look, ``wrong`` stops something; about: one word or two; mend: what to do.
    """

    state: State
    about: str
    says: str
    mend: str = ""


def well(about: str, says: str) -> Finding:
    """Return that something is as it should be."""
    return Finding("well", about, says)


def note(about: str, says: str, mend: str = "") -> Finding:
    """Return something that works and should be looked at."""
    return Finding("note", about, says, mend)


def wrong(about: str, says: str, mend: str = "") -> Finding:
    """Return something that does not work, or is not safe."""
    return Finding("wrong", about, says, mend)
