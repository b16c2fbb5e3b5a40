"""Whose list somebody reaches, and what they may do with each item of it.

A doctor reaches their own; a supervisor those of their doctors; a lead and an administrator all of the
organisation; and whoever owns an item reaches that item, and of the list no more than it.
"""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotAllowed, NotFound
from app.induction.listed import Listed, Row
from app.induction.lists import lists, sees_all
from app.induction.team import Team, leads, team
from app.organisations.models import Supervision
from app.viewer import Member
from course.induction.model import Induction


class Reached(Struct, frozen=True):
    """A list that somebody reaches. whole: all of it, not only the items that they own."""

    asker: Member
    found: Listed
    people: Team
    whole: bool

    @property
    def is_doctor(self) -> bool:
        """Say whether it is the asker's own."""
        return self.asker.membership_id == self.found.membership_id

    @property
    def oversees(self) -> bool:
        """Say whether the asker looks after the whole list of somebody else."""
        return self.whole and not self.is_doctor

    def row(self, key: str) -> Row:
        """Return an item that the asker sees. Raises NotFound."""
        row = self.found.row(key)
        if row is None or not (self.whole or self.asker.membership_id in row.owners):
            raise NotFound("There is no such item on this list.")
        return row

    def may_mark(self, row: Row) -> bool:
        """Say whether the asker may say that an item is done, or open again.

        What is the doctor's to do only the doctor ticks. The rest is ticked by who owns it and by leads; by
        the doctor where that is the evidence.
        """
        if row.item.of_doctor:
            return self.is_doctor
        if self.is_doctor:
            return row.item.evidence.by_doctor
        return self.asker.membership_id in row.owners or leads(self.asker)

    def may_leave_out(self, row: Row) -> bool:
        """Say whether the asker may say that an item is not relevant: who ticks it, and leads."""
        if self.is_doctor:
            return row.item.of_doctor
        return leads(self.asker) or self.may_mark(row)

    def may_object(self, row: Row) -> bool:
        """Say whether the asker may say that an item has not happened: the doctor, of the trust's."""
        return self.is_doctor and not row.item.of_doctor and row.state != "na"


def reached(
    session: Session, induction: Induction, asker: Member, membership_id: uuid.UUID, on: dt.date
) -> Reached:
    """Return a list that the asker reaches. Raises NotFound for any other, and for none."""
    people = team(session, asker.organisation_id)
    found = lists(session, induction, asker.organisation_id, on, of=(membership_id,), asks=people)
    if found:
        one = found[0]
        whole = sees_all(asker, one, people)
        if whole or any(asker.membership_id in row.owners for row in one.rows):
            return Reached(asker, one, people, whole)
    raise NotFound("There is no such induction list among those that you look after.")


def doctors_of(session: Session, asker: Member) -> tuple[uuid.UUID, ...]:
    """Return the doctors whom the asker supervises."""
    own = select(Supervision.learner_id).where(Supervision.supervisor_id == asker.membership_id)
    return tuple(session.scalars(own))


def require(allowed: bool) -> None:
    """Raise NotAllowed where somebody may see a thing and not do this with it."""
    if not allowed:
        raise NotAllowed("This is for somebody else to say.")
