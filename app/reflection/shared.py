"""What a supervisor sees: copies that doctors of theirs have shared with them, and nothing else of a journal."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.errors import NotFound
from app.organisations.models import Membership
from app.reflection import history
from app.reflection.models import JournalShare
from app.reflection.own import own_of
from app.reflection.shares import copy_place, supervised
from app.reflection.writing import Writing
from app.viewer import Member


class Copy(Struct, frozen=True):
    """A shared copy. doctor: the writer's name; learner_id: their membership; read: whether it was."""

    id: uuid.UUID
    learner_id: uuid.UUID
    doctor: str
    writing: Writing
    text_saved: dt.datetime
    made: dt.datetime
    read: bool


def shared_with(
    session: Session, asker: Member, learner_id: uuid.UUID | None = None
) -> tuple[Copy, ...]:
    """Return what can be read by the asker now, the latest first; of one doctor if named."""
    wanted = _readable(asker).order_by(JournalShare.made.desc())
    if learner_id is not None:
        wanted = wanted.where(JournalShare.learner_id == learner_id)
    rows = session.execute(wanted).all()
    read = history.seen(session, [row.id for row, _ in rows])
    return tuple(_copy(row, name, read=row.id in read) for row, name in rows)


def unread(session: Session, asker: Member) -> int:
    """Count the shared entries that the asker can read and has not opened."""
    found = session.scalars(select(JournalShare.id).where(*_conditions(asker))).all()
    return len(found) - len(history.seen(session, list(found)))


def shared_by(session: Session, asker: Member, learner_id: uuid.UUID) -> int:
    """Count what one doctor has shared with the asker."""
    return (
        session.scalar(
            select(func.count())
            .select_from(JournalShare)
            .where(JournalShare.learner_id == learner_id, *_conditions(asker))
        )
        or 0
    )


def read(session: Session, asker: Member, share_id: uuid.UUID, moment: dt.datetime) -> Copy | None:
    """Return a copy, and write down that it was read; none for one that has ended.

    Raises NotFound for what was never shared with the asker.
    """
    row = session.execute(_readable(asker).where(JournalShare.id == share_id)).one_or_none()
    if row is not None:
        history.note_seen(session, row.JournalShare, moment)
        return _copy(row.JournalShare, row.name, read=True)
    found = session.get(JournalShare, share_id)
    if found is None or found.supervisor_id != asker.membership_id:
        raise NotFound("There is no such entry among those shared with you.")
    return None


def _readable(asker: Member) -> Select[JournalShare, str]:
    return (
        select(JournalShare, Person.name)
        .join(Membership, Membership.id == JournalShare.learner_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.ended.is_(None), Membership.organisation_id == asker.organisation_id)
        .where(*_conditions(asker))
    )


def _conditions(asker: Member) -> tuple[ColumnElement[bool], ...]:
    return (
        JournalShare.supervisor_id == asker.membership_id,
        JournalShare.ended.is_(None),
        JournalShare.kept.is_not(None),
        supervised(),
    )


def _copy(row: JournalShare, name: str, *, read: bool) -> Copy:
    sealed = row.kept or b""  # none only where the share has ended, which is not asked for
    writing = own_of(row.person_id).open(sealed, copy_place(row.id))
    return Copy(row.id, row.learner_id, name, writing, row.text_saved, row.made, read)
