"""Sharing as its writer does it: with a supervisor of their own, a copy as it stands, until they withdraw it.

A copy and not the entry: what is written later is not seen. When a share ends its copy is removed.
"""

import datetime as dt
import uuid
from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.errors import Conflict, NotFound
from app.organisations.models import Membership, MembershipRole, Role, Supervision
from app.reflection import history
from app.reflection.changing import draft_row
from app.reflection.history import Event
from app.reflection.journal import kept_place, own_row
from app.reflection.models import JournalShare
from app.reflection.own import Own
from app.viewer import Member


class Reader(Struct, frozen=True):
    """A supervisor with whom an entry can be shared."""

    membership_id: uuid.UUID
    name: str


class Share(Struct, frozen=True):
    """A share as its writer sees it. reader: a name; entry_id: none once the entry is deleted;
    text_saved: when the text was saved that the copy holds; ended: none while it can be read.
    """

    id: uuid.UUID
    entry_id: uuid.UUID | None
    reader: str
    text_saved: dt.datetime
    made: dt.datetime
    ended: dt.datetime | None
    events: tuple[Event, ...]


def readers(session: Session, asker: Member) -> tuple[Reader, ...]:
    """Return who supervises the asker now, in the organisation in which they act, by name."""
    rows = session.execute(
        select(Membership.id, Person.name)
        .join(Supervision, Supervision.supervisor_id == Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .where(Supervision.learner_id == asker.membership_id)
        .where(MembershipRole.role == Role.SUPERVISOR)
        .where(Membership.ended.is_(None), Membership.paused.is_(None))
        .where(Membership.organisation_id == asker.organisation_id)
        .order_by(Person.name)
    )
    return tuple(Reader(*row) for row in rows)


def share(
    session: Session,
    own: Own,
    asker: Member,
    entry_id: uuid.UUID,
    version: int,
    reader_id: uuid.UUID,
    moment: dt.datetime,
) -> Reader:
    """Share the saved text of an entry; return with whom. A share with the same reader is replaced.

    Raises NotFound for an entry or a reader that is not the asker's own, and Conflict where the entry is
    not as the page showed it.
    """
    entry = draft_row(session, own, entry_id, version)
    reader = next(
        (each for each in readers(session, asker) if each.membership_id == reader_id), None
    )
    if reader is None:
        raise NotFound("There is no such supervisor of yours.")
    if entry.kept is None or entry.saved is None:
        raise Conflict("This entry is only a draft. Save it first.")
    before = select(JournalShare).where(
        JournalShare.entry_id == entry_id,
        JournalShare.supervisor_id == reader_id,
        JournalShare.ended.is_(None),
    )
    _end(session, session.scalars(before).all(), history.REPLACED, moment)
    made = JournalShare(
        id=uuid.uuid4(),
        organisation_id=asker.organisation_id,
        entry_id=entry_id,
        person_id=own.person_id,
        learner_id=asker.membership_id,
        supervisor_id=reader_id,
        text_saved=entry.saved,
        made=moment,
    )
    copied = own.open(entry.kept, kept_place(entry_id))
    made.kept = own.close(copied, copy_place(made.id))
    session.add(made)
    session.flush()
    history.note(session, made, history.SHARED, moment)
    return reader


def withdraw(session: Session, own: Own, share_id: uuid.UUID, moment: dt.datetime) -> JournalShare:
    """End a share of one's own at once; return it. Raises NotFound."""
    row = session.get(JournalShare, share_id, with_for_update=True)
    if row is None or row.person_id != own.person_id:
        raise NotFound("There is no such share of yours.")
    _end(session, [row], history.WITHDRAWN, moment)
    return row


def delete_entry(session: Session, own: Own, entry_id: uuid.UUID, moment: dt.datetime) -> None:
    """Delete an entry for good, and with it every copy that was shared. Raises NotFound."""
    row = own_row(session, own, entry_id)
    copies = session.scalars(select(JournalShare).where(JournalShare.entry_id == entry_id)).all()
    _end(session, copies, history.DELETED, moment)
    for each in copies:
        each.entry_id = None
    session.flush()
    session.delete(row)


def end_without_supervision(session: Session, moment: dt.datetime) -> None:
    """End every share whose reader does not supervise its writer any more."""
    lone = select(JournalShare).where(JournalShare.ended.is_(None), ~supervised())
    _end(session, session.scalars(lone).all(), history.ENDED, moment)


def supervised() -> Exists:
    """Say in SQL whether a share's reader still supervises its writer."""
    return exists().where(
        Supervision.organisation_id == JournalShare.organisation_id,
        Supervision.supervisor_id == JournalShare.supervisor_id,
        Supervision.learner_id == JournalShare.learner_id,
    )


def shares_of(session: Session, own: Own, entry_id: uuid.UUID | None = None) -> tuple[Share, ...]:
    """Return the shares of a person, or of one entry, the latest first."""
    wanted = (
        select(JournalShare, Person.name)
        .join(Membership, Membership.id == JournalShare.supervisor_id)
        .join(Person, Person.id == Membership.person_id)
        .where(JournalShare.person_id == own.person_id)
        .order_by(JournalShare.made.desc())
    )
    if entry_id is not None:
        wanted = wanted.where(JournalShare.entry_id == entry_id)
    rows = session.execute(wanted).all()
    events = history.events_of(session, {row.id: name for row, name in rows})
    return tuple(
        Share(row.id, row.entry_id, name, row.text_saved, row.made, row.ended, events[row.id])
        for row, name in rows
    )


def copy_place(share_id: uuid.UUID) -> str:
    """Return to which place a copy is sealed."""
    return f"journal_share/{share_id}"


def _end(session: Session, shares: Iterable[JournalShare], what: str, moment: dt.datetime) -> None:
    for each in shares:
        if each.ended is None:
            each.ended, each.kept = moment, None
            history.note(session, each, what, moment)
