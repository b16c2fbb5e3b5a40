"""A trust's own form: which edition new meetings use, giving another, and taking it away again."""

import datetime as dt
import hashlib
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from app.errors import Conflict, NotFound
from app.organisations.models import Organisation
from app.viewer import Member
from app.welcome import pdf_judging
from app.welcome.models import WelcomeForm
from app.welcome.own_models import WelcomeOwnForm

MOST_BYTES: Final = 10_000_000
MOST_DAYS_AHEAD: Final = 366


class OwnFormError(Exception):
    """Raised where a file is no form that can be used; holds a sentence for its sender."""


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


def judge(content: bytes) -> None:
    """Take a file for a form or refuse it. Raises OwnFormError."""
    if not content:
        raise OwnFormError("Choose a PDF.")
    if len(content) > MOST_BYTES:
        raise OwnFormError("The PDF is larger than 10 MB. Save it with smaller pictures.")
    if not pdf_judging.looks_whole(content):
        raise OwnFormError("This is no whole PDF, whatever its name says. Save the form as a PDF.")
    mistake = pdf_judging.mistake_in(content)
    if mistake:
        raise OwnFormError(mistake)
    if not pdf_judging.has_pages(content):
        raise OwnFormError("There is no page in this PDF. Save the form as a PDF again.")


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


def add(
    session: Session, asker: Member, content: bytes, title: str, since: dt.date, moment: dt.datetime
) -> int:
    """Give another edition and return its number. Raises OwnFormError, also for the file in force."""
    judge(content)
    session.get_one(Organisation, asker.organisation_id, with_for_update=True)  # one after another
    digest = hashlib.sha256(content).hexdigest()
    same = session.scalars(
        select(WelcomeOwnForm.number).where(
            WelcomeOwnForm.organisation_id == asker.organisation_id,
            WelcomeOwnForm.ended.is_(None),
            WelcomeOwnForm.digest == digest,
            WelcomeOwnForm.since == since,
        )
    ).first()
    if same is not None:
        raise OwnFormError(f"This is the same file as edition {same}, from the same day.")
    latest = session.scalar(
        select(func.max(WelcomeOwnForm.number)).where(
            WelcomeOwnForm.organisation_id == asker.organisation_id
        )
    )
    row = WelcomeOwnForm(
        organisation_id=asker.organisation_id,
        number=(latest or 0) + 1,
        title=title,
        since=since,
        digest=digest,
        size=len(content),
        content=content,
        made_by=asker.membership_id,
        made=moment,
    )
    session.add(row)
    session.flush()
    return row.number


def take_away(
    session: Session, asker: Member, own_form_id: uuid.UUID, on: dt.date, moment: dt.datetime
) -> None:
    """Let new meetings use it no longer; with the one in force go those that it had replaced.

    Raises NotFound; Conflict where it was taken away or replaced before.
    """
    row = _own(session, asker, own_form_id)
    used = in_force(session, asker.organisation_id, on)
    if row.ended is not None or (row.since <= on and row is not used):
        raise Conflict("New meetings do not use this edition any more.")
    gone = [row]
    if row is used:  # otherwise an older one would come back in its place
        gone += session.scalars(
            select(WelcomeOwnForm).where(
                WelcomeOwnForm.organisation_id == asker.organisation_id,
                WelcomeOwnForm.ended.is_(None),
                WelcomeOwnForm.since <= on,
            )
        ).all()
    for each in gone:
        each.ended = moment
    session.flush()


def delete_file(
    session: Session, asker: Member, own_form_id: uuid.UUID, on: dt.date, moment: dt.datetime
) -> None:
    """Delete the file of an edition that no new meeting uses: number, days and digest stay.

    Raises NotFound; Conflict while new meetings use it.
    """
    row = _own(session, asker, own_form_id)
    if not any(each.past for each in editions(session, asker, on) if each.id == row.id):
        raise Conflict("New meetings use this edition. Take it away first.")
    row.content, row.content_gone = None, row.content_gone or moment
    session.flush()


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


def _own(session: Session, asker: Member, own_form_id: uuid.UUID) -> WelcomeOwnForm:
    session.get_one(Organisation, asker.organisation_id, with_for_update=True)
    row = session.get(WelcomeOwnForm, own_form_id)
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound("There is no such form of your organisation.")
    return row


def _replaced(row: WelcomeOwnForm, used: WelcomeOwnForm | None) -> dt.date | None:
    """Return from which day another stands in the place of a row that is not in force itself."""
    if used is None or (row.since, row.number) > (used.since, used.number):
        return None
    return used.since
