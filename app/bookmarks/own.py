"""What a member keeps of the course for themselves: bookmarks and notes, which nobody else is shown."""

import datetime as dt
import uuid
from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from app import locks
from app.bookmarks.models import Bookmark, Note
from app.errors import BadInput
from app.organisations.models import Membership
from app.sealing import Seal
from app.wording import day_and_time


class Place(Struct, frozen=True):
    """A topic as one member has it. module and topic: slugs."""

    membership_id: uuid.UUID
    module: str
    topic: str

    @property
    def key(self) -> tuple[uuid.UUID, str, str]:
        """The key of its rows."""
        return (self.membership_id, self.module, self.topic)


class OwnNote(Struct, frozen=True):
    """A note in clear. version: 0 for none; changed: none for none."""

    text: str = ""
    version: int = 0
    changed: dt.datetime | None = None


class Kept(Struct, frozen=True):
    """A topic that is kept, or noted on, or both."""

    place: Place
    bookmarked: bool
    note: OwnNote


class NoteChangedError(Exception):
    """Raised where a note was changed since it was shown. now: as it is kept."""

    def __init__(self, now: OwnNote) -> None:
        super().__init__("the note was changed meanwhile")
        self.now = now


def is_kept(session: Session, place: Place) -> bool:
    """Say whether a member keeps a topic."""
    return session.get(Bookmark, place.key) is not None


def keep(session: Session, place: Place, at: dt.datetime, *, kept: bool) -> None:
    """Keep a topic, or no more. Said twice, it is done once."""
    lock(session, place)
    row = session.get(Bookmark, place.key)
    if kept and row is None:
        session.add(
            Bookmark(
                membership_id=place.membership_id, module=place.module, topic=place.topic, made=at
            )
        )
    elif row is not None and not kept:
        session.delete(row)


def note_of(session: Session, seal: Seal, place: Place) -> OwnNote:
    """Return a member's note on a topic."""
    row = session.get(Note, place.key)
    return OwnNote() if row is None else _opened(seal, row)


def save_note(
    session: Session, seal: Seal, place: Place, text: str, version: int, at: dt.datetime
) -> None:
    """Keep a note; without text, forget it. version: of the note that was shown.

    Raises NoteChangedError where another tab or device has saved something else since.
    """
    lock(session, place)
    row = session.get(Note, place.key)
    now = OwnNote() if row is None else _opened(seal, row)
    if now.text == text:
        return
    if now.version != version:
        raise NoteChangedError(now)
    if row is None:
        row = Note(membership_id=place.membership_id, module=place.module, topic=place.topic)
        session.add(row)
    elif not text:
        session.delete(row)
        return
    row.text = seal.seal(text, _sealed_at(place))
    row.version, row.changed = version + 1, at


def all_kept(session: Session, seal: Seal, membership_id: uuid.UUID) -> Sequence[Kept]:
    """Return everything that a member keeps, in no order."""
    bookmarks = session.scalars(select(Bookmark).where(Bookmark.membership_id == membership_id))
    notes = session.scalars(select(Note).where(Note.membership_id == membership_id))
    noted = {_place(row): _opened(seal, row) for row in notes}
    bookmarked = {_place(row) for row in bookmarks}
    return [
        Kept(place, place in bookmarked, noted.get(place, OwnNote()))
        for place in bookmarked | noted.keys()
    ]


def _place(row: Bookmark | Note) -> Place:
    return Place(row.membership_id, row.module, row.topic)


def _opened(seal: Seal, row: Note) -> OwnNote:
    return OwnNote(seal.open(row.text, note_place(row)), row.version, row.changed)


def note_place(row: Note) -> str:
    """Return to which place a note is sealed."""
    return _sealed_at(_place(row))


def _sealed_at(place: Place) -> str:
    return "/".join(("note", *map(str, place.key)))


def add_note(
    session: Session,
    seal: Seal,
    place: Place,
    text: str,
    version: int | None,
    at: dt.datetime,
    *,
    most: int,
) -> None:
    """Keep a note that was written without network, and lose no other.

    version: of the note that was changed; none for one that was written without seeing it. Where another
    one is there by now, both texts are kept, the later one below with its time. at: when it was written; most: of characters. Raises BadInput for more.
    """
    lock(session, place)
    there = note_of(session, seal, place)
    if version == there.version or not there.text:
        save_note(session, seal, place, text, there.version, at)
    elif text and text not in there.text:
        both = f"{there.text}\n\nWritten without network on {day_and_time(at)}:\n{text}"
        if len(both) > most:
            raise BadInput(
                f"The note on this topic would be longer than {most:,} characters. Shorten the one that is"
                " there, then send this one again."
            )
        save_note(session, seal, place, both, there.version, at)


def lock(session: Session, place: Place) -> None:
    """Let two tabs of one member change their things one after the other."""
    locks.hold(session, locks.MEMBERSHIP, place.membership_id)


def notes_of(session: Session, person_id: uuid.UUID) -> int:
    """Count a person's notes, in all organisations to which they belong or belonged."""
    wanted = select(func.count()).select_from(Note).where(Note.membership_id.in_(_all(person_id)))
    return session.scalar(wanted) or 0


def delete_notes(session: Session, person_id: uuid.UUID) -> None:
    """Delete every note of a person, for good."""
    session.execute(delete(Note).where(Note.membership_id.in_(_all(person_id))))


def _all(person_id: uuid.UUID) -> Select[uuid.UUID]:
    return select(Membership.id).where(Membership.person_id == person_id)
