"""A trust's own form: its editions, and which of them new meetings and those that began use."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from app.errors import NotFound
from app.viewer import Member
from app.welcome.models import WelcomeForm
from app.welcome.own_models import WelcomeOwnForm


class Edition(Struct, frozen=True):
    """An edition. used: how many meetings began with it; in_force: whether new ones do today.

    replaced: from which day another stands in its place, none while none does.
    """

    id: uuid.UUID
    number: int
    title: str
    since: dt.date
    digest: str
    size: int
    made: dt.datetime
    ended: dt.datetime | None
    content_gone: dt.datetime | None
    used: int
    in_force: bool
    replaced: dt.date | None

    @property
    def to_come(self) -> bool:
        """Whether it will be in force, and is not yet."""
        return self.ended is None and self.replaced is None and not self.in_force

    @property
    def past(self) -> bool:
        """Whether no new meeting uses it any more."""
        return not self.in_force and not self.to_come


def in_force(session: Session, organisation_id: uuid.UUID, on: dt.date) -> WelcomeOwnForm | None:
    """Return the edition that new meetings of an organisation use; none where they use ours."""
    return session.scalars(
        select(WelcomeOwnForm)
        .where(
            WelcomeOwnForm.organisation_id == organisation_id,
            WelcomeOwnForm.ended.is_(None),
            WelcomeOwnForm.since <= on,
        )
        .order_by(WelcomeOwnForm.since.desc(), WelcomeOwnForm.number.desc())
        .limit(1)
    ).first()


def editions(session: Session, asker: Member, on: dt.date) -> tuple[Edition, ...]:
    """Return every edition of the asker's organisation, the latest first. on: today."""
    rows = session.scalars(
        select(WelcomeOwnForm)
        .where(WelcomeOwnForm.organisation_id == asker.organisation_id)
        .order_by(WelcomeOwnForm.number.desc())
    ).all()
    now_used = in_force(session, asker.organisation_id, on)
    counted = session.execute(
        select(WelcomeForm.own_form_id, func.count())
        .where(WelcomeForm.own_form_id.in_([row.id for row in rows]))
        .group_by(WelcomeForm.own_form_id)
    )
    used = {row[0]: row[1] for row in counted}
    return tuple(
        Edition(
            row.id,
            row.number,
            row.title,
            row.since,
            row.digest,
            row.size,
            row.made,
            row.ended,
            row.content_gone,
            used.get(row.id, 0),
            row is now_used,
            None if row is now_used or row.ended else _replaced(row, now_used),
        )
        for row in rows
    )


def edition_of(session: Session, form: WelcomeForm) -> WelcomeOwnForm | None:
    """Return the edition that a meeting uses; none where it uses our questions."""
    return None if form.own_form_id is None else session.get_one(WelcomeOwnForm, form.own_form_id)


def file_of(session: Session, organisation_id: uuid.UUID, own_form_id: uuid.UUID) -> bytes:
    """Return the file of an edition. Raises NotFound, also where the file was deleted."""
    row = session.scalars(
        select(WelcomeOwnForm)
        .where(WelcomeOwnForm.id == own_form_id, WelcomeOwnForm.organisation_id == organisation_id)
        .options(undefer(WelcomeOwnForm.content))
    ).one_or_none()
    if row is None or row.content is None:
        raise NotFound("There is no such file any more.")
    return row.content


def _replaced(row: WelcomeOwnForm, used: WelcomeOwnForm | None) -> dt.date | None:
    """Return from which day another stands in the place of a row that is not in force itself."""
    if used is None or (row.since, row.number) > (used.since, used.number):
        return None
    return used.since
