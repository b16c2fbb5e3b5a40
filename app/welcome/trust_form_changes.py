"""Giving a trust's own form, and taking it away: each act a line of the audit log."""

import datetime as dt
import hashlib
import uuid
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit import log
from app.errors import Conflict, NotFound
from app.organisations.people_queries import hold_organisation
from app.viewer import Member
from app.welcome import pdf_judging
from app.welcome.own_models import WelcomeOwnForm
from app.welcome.trust_forms import editions, in_force
from app.wording import day

MOST_BYTES: Final = 10_000_000


class OwnFormError(Exception):
    """Raised where a file is no form that can be used; holds a sentence for its sender."""


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


def add(
    session: Session, asker: Member, content: bytes, title: str, since: dt.date, moment: dt.datetime
) -> int:
    """Give another edition and return its number. Raises OwnFormError, also for the file in force."""
    judge(content)
    hold_organisation(session, asker.organisation_id)  # one after another
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
    _write_down(session, asker, row, f"given, for new meetings from {day(since)}")
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
    _write_down(session, asker, row, "taken away from new meetings")


def delete_file(
    session: Session, asker: Member, own_form_id: uuid.UUID, on: dt.date, moment: dt.datetime
) -> None:
    """Delete the file of an edition that no new meeting uses: number, days and digest stay.

    Raises NotFound; Conflict while new meetings use it.
    """
    row = _own(session, asker, own_form_id)
    if not any(each.past for each in editions(session, asker, on) if each.id == row.id):
        raise Conflict("New meetings use this edition. Take it away first.")
    if row.content_gone is None:
        row.content, row.content_gone = None, moment
        session.flush()
        _write_down(session, asker, row, "file deleted")


def _own(session: Session, asker: Member, own_form_id: uuid.UUID) -> WelcomeOwnForm:
    hold_organisation(session, asker.organisation_id)
    row = session.get(WelcomeOwnForm, own_form_id)
    if row is None or row.organisation_id != asker.organisation_id:
        raise NotFound("There is no such form of your organisation.")
    return row


def _write_down(session: Session, asker: Member, row: WelcomeOwnForm, what: str) -> None:
    words = f"Edition {row.number} {what}"
    log.write(
        session,
        asker.organisation_id,
        "welcome_form.changed",
        by=asker,
        object=f"welcome form {row.id}",
        words=words,
    )
