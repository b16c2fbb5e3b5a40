"""The line that says what happened to a share: written with each act, read by the writer."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.reflection.models import JournalShare, JournalShareEvent

SHARED, SEEN, WITHDRAWN, REPLACED, ENDED, DELETED = (
    *("shared", "seen", "withdrawn"),
    *("replaced", "ended", "deleted"),
)
WORDS: Final = {
    SHARED: "You shared it with {name}",
    SEEN: "{name} read it",
    WITHDRAWN: "You withdrew it",
    REPLACED: "You shared a newer text in its place",
    ENDED: "It ended: {name} does not supervise you any more",
    DELETED: "It ended: you deleted the entry",
}

SEEN_AGAIN: Final = dt.timedelta(hours=1)
"""After how long another look at a copy is a line of its own."""


class Event(Struct, frozen=True):
    """Something that happened to a share, in words."""

    at: dt.datetime
    words: str


def note(session: Session, share: JournalShare, what: str, moment: dt.datetime) -> None:
    """Write down what happens. what: a key of WORDS."""
    session.add(
        JournalShareEvent(
            organisation_id=share.organisation_id, share_id=share.id, what=what, at=moment
        )
    )
    session.flush()


def note_seen(session: Session, share: JournalShare, moment: dt.datetime) -> None:
    """Write down that a copy was read, once for each time that somebody sits down to it."""
    latest = session.scalars(
        select(JournalShareEvent.at)
        .where(JournalShareEvent.share_id == share.id, JournalShareEvent.what == SEEN)
        .order_by(JournalShareEvent.at.desc())
        .limit(1)
    ).first()
    if latest is None or moment - latest > SEEN_AGAIN:
        note(session, share, SEEN, moment)


def events_of(
    session: Session, names: Mapping[uuid.UUID, str]
) -> Mapping[uuid.UUID, tuple[Event, ...]]:
    """Return what happened to shares, oldest first. names: of who could read each, by its id."""
    found: defaultdict[uuid.UUID, tuple[Event, ...]] = defaultdict(tuple)
    rows = session.scalars(
        select(JournalShareEvent)
        .where(JournalShareEvent.share_id.in_(names))
        .order_by(JournalShareEvent.at)
    )
    for row in rows:
        words = WORDS[row.what].format(name=names[row.share_id])
        found[row.share_id] += (Event(row.at, words),)
    return found


def seen(session: Session, shares: Collection[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Return which of some shares have been read."""
    return frozenset(
        session.scalars(
            select(JournalShareEvent.share_id).where(
                JournalShareEvent.share_id.in_(shares), JournalShareEvent.what == SEEN
            )
        )
    )
