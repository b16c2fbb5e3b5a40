"""Statements as lines of a list: one sentence each, with its moment in the time of the United Kingdom."""

import datetime as dt
import uuid

from msgspec import Struct

from app.records.contract import Recorded
from app.records.reading import moment_of
from app.statements.names import Names
from app.statements.sentences import is_voiding, sentence

UNREADABLE = "A statement that follows no rule known here; its JSON can be read"


class Line(Struct, frozen=True):
    """A statement in a list. at: when it happened; voids: whether it voids another."""

    id: uuid.UUID
    sentence: str
    at: dt.datetime
    stored: dt.datetime
    voids: bool


def line(recorded: Recorded, names: Names) -> Line:
    """Return the line of a statement, whoever wrote it."""
    told = recorded.read()
    return Line(
        id=uuid.UUID(told["id"]),
        sentence=words(recorded, names),
        at=happened(recorded),
        stored=recorded.stored,
        voids=is_voiding(told),
    )


def words(recorded: Recorded, names: Names) -> str:
    """Return a statement's sentence; of one that breaks the rules of xAPI, that it does."""
    try:
        return sentence(recorded.read(), names)
    except (KeyError, TypeError, ValueError, AttributeError):
        return UNREADABLE  # another record store may let more pass than ours


def happened(recorded: Recorded) -> dt.datetime:
    """Return when what a statement tells was done; when it was stored, where it does not say."""
    try:
        return moment_of(recorded.read())
    except (KeyError, TypeError, ValueError):
        return recorded.stored
