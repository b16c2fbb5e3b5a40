"""Texts that came when their writer was not signed in any more: kept, sealed, and offered to them again."""

import datetime as dt
import uuid
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.reflection.changing import Posted
from app.reflection.models import JournalUnsaved
from app.reflection.own import Own

MOST: Final = 20
"""For each person, the latest: a page leaves one text, and pages are few."""

MOST_BYTES: Final = 2_000_000
"""For each person: twenty long texts. They come without a sign-in, so that nobody else may fill the disk."""

_DECODER: Final = msgspec.json.Decoder(Posted)


class Waiting(Struct, frozen=True):
    """A text that waits for its writer. id: its address; made: when it came."""

    id: uuid.UUID
    made: dt.datetime


def put_by(session: Session, own: Own, posted: Posted, moment: dt.datetime) -> None:
    """Keep what a page sent for its writer, in the place of what the same page had sent before."""
    sealed = own.close_text(msgspec.json.encode(posted).decode(), unsaved_place(posted.form_id))
    session.merge(
        JournalUnsaved(id=posted.form_id, person_id=own.person_id, kept=sealed, made=moment)
    )
    session.flush()
    for row in _too_many(session, own):
        throw_away(session, own, row)


def _too_many(session: Session, own: Own) -> list[uuid.UUID]:
    """Return which texts go, since later ones fill what a person may have waiting. The latest stays."""
    sizes = session.execute(
        select(JournalUnsaved.id, func.length(JournalUnsaved.kept))
        .where(JournalUnsaved.person_id == own.person_id)
        .order_by(JournalUnsaved.made.desc())
    )
    gone, used = [], 0
    for place, (row_id, size) in enumerate(sizes):
        used += size
        if place and (place >= MOST or used > MOST_BYTES):
            gone.append(row_id)
    return gone


def waiting(session: Session, own: Own) -> tuple[Waiting, ...]:
    """Return a person's texts that wait, the latest first."""
    rows = session.scalars(
        select(JournalUnsaved)
        .where(JournalUnsaved.person_id == own.person_id)
        .order_by(JournalUnsaved.made.desc())
    )
    return tuple(Waiting(row.id, row.made) for row in rows)


def take_up(session: Session, own: Own, form_id: uuid.UUID) -> Posted:
    """Return a text that waits; it stays until it is saved or thrown away. Raises NotFound."""
    row = session.get(JournalUnsaved, form_id)
    if row is None or row.person_id != own.person_id:
        raise NotFound(
            "There is no text of yours here. If you have saved it, it is in your journal."
        )
    return _DECODER.decode(own.open_text(row.kept, unsaved_place(form_id)))


def throw_away(session: Session, own: Own, form_id: uuid.UUID) -> None:
    """Remove a text that waits; nothing happens where there is none."""
    session.execute(
        delete(JournalUnsaved).where(
            JournalUnsaved.id == form_id, JournalUnsaved.person_id == own.person_id
        )
    )


def unsaved_place(form_id: uuid.UUID) -> str:
    """Return to which place a text is sealed that came when nobody was signed in."""
    return f"journal_unsaved/{form_id}"
