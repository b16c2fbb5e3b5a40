"""Whose a record is: the doctor who wrote the reflection and the supervisor who may read it, nobody else.

The doctor always sees it. The supervisor sees it while they supervise the doctor, and as long as they can
read the reflection or both have agreed to the record.
"""

import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.conversations.models import Conversation
from app.conversations.talk import OTHER, Side
from app.errors import NotFound
from app.organisations.models import Membership, Role, Supervision
from app.own_organisations import organisations_of
from app.reflection.models import JournalShare
from app.tenancy import within
from app.viewer import Viewer

NO_LONGER_HERE: Final = "Your supervisor then"
"""How a supervisor is called whose data are erased."""

_NOT_FOUND: Final = "There is no such conversation of yours."


class Parties(Struct, frozen=True):
    """The two of a record. side: which of them asks; doctor, supervisor: their names."""

    side: Side
    doctor: str
    supervisor: str

    def name(self, side: str) -> str:
        """Return the name of one of them."""
        return self.doctor if side == "doctor" else self.supervisor

    @property
    def other(self) -> str:
        """The name of the one who does not ask."""
        return self.name(OTHER[self.side])


class About(Struct, frozen=True):
    """A reflection about which two people can keep a record."""

    share_id: uuid.UUID
    organisation_id: uuid.UUID
    entry_id: uuid.UUID
    person_id: uuid.UUID
    learner_id: uuid.UUID
    supervisor_id: uuid.UUID
    parties: Parties


class Seen(Struct, frozen=True):
    """A record that the asker may see. share_id: of the reflection where it is shared now, else none."""

    row: Conversation
    parties: Parties
    share_id: uuid.UUID | None

    @property
    def open(self) -> bool:
        """Say whether it can be changed and agreed to."""
        return self.share_id is not None and not self.row.frozen

    @property
    def can_be_followed(self) -> bool:
        """Say whether a record of another conversation about the same reflection can be begun."""
        return self.share_id is not None and self.row.frozen

    @property
    def waits_for_asker(self) -> bool:
        """Say whether it can be agreed to, and the asker has not done so."""
        return self.open and getattr(self.row, f"{self.parties.side}_agreed") is None


def about(session: Session, asker: Viewer, share_id: uuid.UUID) -> About:
    """Return a reflection that is shared now, for one of the two. Raises NotFound for everybody else."""
    wanted = select(JournalShare).where(JournalShare.id == share_id, _readable())
    row = session.scalars(wanted).one_or_none()
    if row is None or row.entry_id is None:
        raise NotFound(_NOT_FOUND)
    side = _side(asker, row.person_id, row.supervisor_id)
    parties = _parties(session, side, row.learner_id, row.supervisor_id)
    ids = (
        row.id,
        row.organisation_id,
        row.entry_id,
        row.person_id,
        row.learner_id,
        row.supervisor_id,
    )
    return About(*ids, parties)


def of_entry(
    session: Session, entry_id: uuid.UUID, supervisor_id: uuid.UUID, *, to_write: bool = False
) -> Conversation | None:
    """Return the latest record of an entry and a supervisor; none where nobody has begun one."""
    wanted = (
        select(Conversation)
        .where(Conversation.entry_id == entry_id, Conversation.supervisor_id == supervisor_id)
        .order_by(Conversation.number.desc())
        .limit(1)
    )
    return session.scalars(wanted.with_for_update() if to_write else wanted).first()


def about_the_same(
    session: Session, asker: Viewer, row: Conversation
) -> tuple[Conversation | None, Conversation | None]:
    """Return the records before and after one about the same entry, of those that the asker sees."""
    if row.supervisor_id is None:
        return None, None
    found = session.scalars(
        _mine(asker)
        .where(Conversation.entry_id == row.entry_id)
        .where(Conversation.supervisor_id == row.supervisor_id)
        .order_by(Conversation.number)
    ).all()
    before = [each for each in found if each.number < row.number]
    after = [each for each in found if each.number > row.number]
    return (before[-1] if before else None), (after[0] if after else None)


def find(session: Session, asker: Viewer, talk_id: uuid.UUID, *, to_write: bool = False) -> Seen:
    """Return a record for one of the two. Raises NotFound for everybody else."""
    wanted = _mine(asker).where(Conversation.id == talk_id)
    row = session.scalars(wanted.with_for_update() if to_write else wanted).one_or_none()
    if row is None:
        raise NotFound(_NOT_FOUND)
    return seen(session, asker, row)


def is_begun(session: Session, share_id: uuid.UUID) -> bool:
    """Say whether there is a record about a reflection that is shared; for who may read that."""
    found = exists().where(
        JournalShare.id == share_id,
        Conversation.organisation_id == JournalShare.organisation_id,
        Conversation.entry_id == JournalShare.entry_id,
        Conversation.supervisor_id == JournalShare.supervisor_id,
    )
    return bool(session.scalar(select(found)))


def mine(session: Session, asker: Viewer) -> tuple[Seen, ...]:
    """Return the records that the asker sees, the latest change first."""
    with within(*organisations_of(session, asker.person_id)):
        rows = session.scalars(_mine(asker).order_by(Conversation.changed.desc(), Conversation.id))
        return tuple(seen(session, asker, row) for row in rows)


def seen(session: Session, asker: Viewer, row: Conversation) -> Seen:
    """Return a record as one of the two sees it. Raises NotFound for everybody else."""
    side = _side(asker, row.person_id, row.supervisor_id)
    parties = _parties(session, side, row.learner_id, row.supervisor_id)
    shared = session.scalars(
        select(JournalShare.id)
        .where(JournalShare.entry_id == row.entry_id, _readable())
        .where(JournalShare.supervisor_id == row.supervisor_id)
    ).first()
    return Seen(row, parties, shared)


def _mine(asker: Viewer) -> Select[Conversation]:
    own = Conversation.person_id == asker.person_id
    if asker.membership_id is None or Role.SUPERVISOR not in asker.roles:
        return select(Conversation).where(own)
    return select(Conversation).where(or_(own, _as_supervisor(asker.membership_id)))


def _as_supervisor(membership_id: uuid.UUID) -> ColumnElement[bool]:
    """Say in SQL whether a supervisor sees a record now."""
    supervises = exists().where(
        Supervision.organisation_id == Conversation.organisation_id,
        Supervision.supervisor_id == Conversation.supervisor_id,
        Supervision.learner_id == Conversation.learner_id,
    )
    belongs = exists().where(Membership.id == Conversation.learner_id, Membership.ended.is_(None))
    shared = exists().where(
        JournalShare.organisation_id == Conversation.organisation_id,
        JournalShare.entry_id == Conversation.entry_id,
        JournalShare.supervisor_id == Conversation.supervisor_id,
        JournalShare.ended.is_(None),
    )
    agreed = and_(
        Conversation.doctor_agreed.is_not(None), Conversation.supervisor_agreed.is_not(None)
    )
    return and_(
        Conversation.supervisor_id == membership_id, supervises, belongs, or_(shared, agreed)
    )


def _readable() -> ColumnElement[bool]:
    """Say in SQL whether a share can be read by its supervisor now."""
    supervises = exists().where(
        Supervision.organisation_id == JournalShare.organisation_id,
        Supervision.supervisor_id == JournalShare.supervisor_id,
        Supervision.learner_id == JournalShare.learner_id,
    )
    belongs = exists().where(Membership.id == JournalShare.learner_id, Membership.ended.is_(None))
    return and_(JournalShare.ended.is_(None), supervises, belongs)


def _side(asker: Viewer, person_id: uuid.UUID, supervisor_id: uuid.UUID | None) -> Side:
    if asker.person_id == person_id:
        return "doctor"
    if asker.membership_id == supervisor_id and Role.SUPERVISOR in asker.roles:
        return "supervisor"
    raise NotFound(_NOT_FOUND)


def _parties(
    session: Session, side: Side, learner_id: uuid.UUID, supervisor_id: uuid.UUID | None
) -> Parties:
    people = session.execute(
        select(Membership.id, Person.name)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.id.in_([each for each in (learner_id, supervisor_id) if each]))
    )
    names = {row.id: row.name for row in people}
    supervisor = names.get(supervisor_id, NO_LONGER_HERE) if supervisor_id else NO_LONGER_HERE
    return Parties(side, names[learner_id], supervisor)
