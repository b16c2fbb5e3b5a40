"""Signing: a person agrees to exactly what they were shown; when both have, the version is frozen."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.assignments.due import today
from app.errors import BadInput, Conflict, NotFound
from app.tracking.meetings import tell_completed
from app.welcome import access, actions_kept
from app.welcome.access import Seat
from app.welcome.agreed import agreed
from app.welcome.answers import answers_of
from app.welcome.models import WelcomeScan, WelcomeSignature, WelcomeVersion
from app.welcome.questions import questions_of
from app.welcome.reviewing import earliest
from app.welcome.scans import Scan
from app.welcome.texts import Texts
from app.wording import day
from course.welcome_form.canonical import digest
from course.welcome_form.model import is_filled

EMERGENCY: Final = "e.local"


def blocking(
    session: Session, seat: Seat, sealed: Texts, months: int, on: dt.date
) -> tuple[tuple[str, str], ...]:
    """Return why nobody can sign yet: pairs of a place and a sentence; empty where nothing blocks.

    A place is a field's id, ``actions``, ``share`` or ``review``. A review is signed as it is, from two
    weeks before its day: what the beginning needed was agreed then. on: today.
    """
    if seat.form.shared is None:
        return (("share", "The form is not shared: nobody can sign what the other does not see."),)
    if months:
        first = earliest(seat.form, months)
        if first is None or first <= on:
            return ()
        return (("review", f"This review can be signed from {day(first)} on, and not before."),)
    fields = [field for field in questions_of(seat.form).fields if field.sign]
    found = answers_of(session, seat, sealed, fields)
    reasons = []
    for field in fields:
        values = [answer.value for answer in found.get(field.id, [])]
        if field.id == EMERGENCY:
            if not any(value.get("answer") == "yes" for value in values):
                reasons.append(
                    (field.id, "The local emergency numbers were not tested together yet.")
                )
        elif not any(is_filled(value) for value in values):
            reasons.append((field.id, f"“{field.label}” is not filled yet."))
    rows = actions_kept.rows(session, seat.form.id, sealed)
    if not rows and not seat.form.no_action:
        reasons.append(
            ("actions", "No action is agreed yet. Agree on one, or say that none is needed.")
        )
    return tuple(reasons)


def to_sign(
    session: Session, seat: Seat, sealed: Texts, months: int
) -> tuple[Mapping[str, Any], str]:
    """Return what would be signed now, and its digest. Raises NotFound before the form is shared."""
    access.require_shared(seat)
    what = agreed(session, seat.form, sealed, months)
    return what, digest(what)


def sign(
    session: Session,
    seat: Seat,
    sealed: Texts,
    months: int,
    shown: str,
    moment: dt.datetime,
    home_page: str,
) -> WelcomeVersion:
    """Agree to what was shown. shown: its digest. home_page: of the accounts of statements.

    Raises Conflict where it has changed since, BadInput where something still blocks.
    """
    version = _version_to_sign(session, seat, sealed, months, shown, moment)
    mine = _signature(session, version, seat.side.value)
    if mine is None:
        _add(session, seat, version, seat.side.value, moment, None)
    if _signature(session, version, seat.side.other.value) is not None:
        _freeze(session, seat, version, moment, home_page)
    return version


def sign_on_paper(
    session: Session,
    seat: Seat,
    sealed: Texts,
    months: int,
    shown: str,
    scan: Scan,
    on: dt.date,
    moment: dt.datetime,
    home_page: str,
) -> WelcomeVersion:
    """Keep a scan of what both have signed on paper, as the asker's own word that it was so.

    It counts when the other has looked at it and signs too: nobody signs for somebody else. Raises as
    ``sign`` does.
    """
    version = _version_to_sign(session, seat, sealed, months, shown, moment)
    if _signature(session, version, seat.side.value) is None:
        _add(session, seat, version, seat.side.value, moment, on)
    row = WelcomeScan(
        id=uuid.uuid4(),
        organisation_id=seat.form.organisation_id,
        form_id=seat.form.id,
        version_id=version.id,
        made=moment,
        kind=scan.kind,
    )
    row.made_by, row.size = seat.member.membership_id, len(scan.content)
    row.kept = sealed.close(scan.text, "welcome_scan", row.id)
    session.add(row)
    session.flush()
    if _signature(session, version, seat.side.other.value) is not None:
        _freeze(session, seat, version, moment, home_page)
    return version


def _version_to_sign(
    session: Session, seat: Seat, sealed: Texts, months: int, shown: str, moment: dt.datetime
) -> WelcomeVersion:
    if months and seat.form.signed is None:
        raise NotFound("There is no such review: the form is not signed by both yet.")
    reasons = blocking(session, seat, sealed, months, today(moment))
    if reasons:
        raise BadInput(reasons[0][1])
    what, now_digest = to_sign(session, seat, sealed, months)
    if now_digest != shown:
        raise Conflict(
            "Something was changed since this page was shown. Look at it again, then sign."
        )
    waiting = session.scalars(
        select(WelcomeVersion).where(
            WelcomeVersion.form_id == seat.form.id,
            WelcomeVersion.months == months,
            WelcomeVersion.frozen.is_(None),
        )
    ).all()
    for version in waiting:
        live = any(_signature(session, version, side) for side in ("img", "sup"))
        if version.digest == now_digest and live:
            return version
        for table in (WelcomeSignature, WelcomeScan):
            session.execute(delete(table).where(table.version_id == version.id))
        session.delete(version)
    session.flush()
    latest = _latest(session, seat, months)
    if latest is not None and latest.digest == now_digest:
        raise Conflict(f"Version {latest.number} is signed by both, and nothing has changed since.")
    number = session.scalar(
        select(func.max(WelcomeVersion.number)).where(WelcomeVersion.form_id == seat.form.id)
    )
    version = WelcomeVersion(
        id=uuid.uuid4(),
        organisation_id=seat.form.organisation_id,
        form_id=seat.form.id,
        number=(number or 0) + 1,
        months=months,
        digest=now_digest,
        made=moment,
    )
    version.kept = sealed.close(what, "welcome_version", version.id)
    session.add(version)
    session.flush()
    return version


def _latest(session: Session, seat: Seat, months: int) -> WelcomeVersion | None:
    return session.scalars(
        select(WelcomeVersion)
        .where(
            WelcomeVersion.form_id == seat.form.id,
            WelcomeVersion.months == months,
            WelcomeVersion.frozen.is_not(None),
        )
        .order_by(WelcomeVersion.number.desc())
        .limit(1)
    ).first()


def _signature(session: Session, version: WelcomeVersion, side: str) -> WelcomeSignature | None:
    return session.scalars(
        select(WelcomeSignature).where(
            WelcomeSignature.version_id == version.id,
            WelcomeSignature.side == side,
            WelcomeSignature.lapsed.is_(None),
        )
    ).first()


def _add(
    session: Session,
    seat: Seat,
    version: WelcomeVersion,
    side: str,
    moment: dt.datetime,
    paper: dt.date | None,
) -> None:
    form = seat.form
    session.add(
        WelcomeSignature(
            id=uuid.uuid4(),
            organisation_id=form.organisation_id,
            form_id=form.id,
            version_id=version.id,
            membership_id=form.learner_id if side == "img" else form.supervisor_id,
            side=side,
            at=moment,
            paper=paper,
        )
    )
    session.flush()


def _freeze(
    session: Session, seat: Seat, version: WelcomeVersion, moment: dt.datetime, home_page: str
) -> None:
    form, months = seat.form, version.months
    first_of_kind = _latest(session, seat, months) is None
    version.frozen = moment
    if not months:
        form.discussed = form.discussed or moment
        form.signed = form.signed or moment
    session.flush()
    if first_of_kind:
        tell_completed(session, home_page, form.organisation_id, form.learner_id, months, moment)
