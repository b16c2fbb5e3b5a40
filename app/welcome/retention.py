"""When what was written is deleted: the most private first, the rest a year after the post, the former drafts soon.

Source: the specification of the form, section 12. What stays is that it was signed, when, and its digest.
"""

import datetime as dt
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from app.assignments.due import today
from app.organisations.models import Membership
from app.services import Services
from app.settings import Settings
from app.welcome.answers import Kept
from app.welcome.content import content_of
from app.welcome.models import (
    WelcomeAction,
    WelcomeAnswer,
    WelcomeForm,
    WelcomeFormer,
    WelcomeProposal,
    WelcomeRating,
    WelcomeReader,
    WelcomeRound,
    WelcomeScan,
    WelcomeSignature,
    WelcomeTakenBack,
    WelcomeUnsaved,
    WelcomeVersion,
)
from app.welcome.own_models import WelcomeFilled
from app.welcome.questions import KEEP_FIELD
from app.welcome.reviewing import has_come
from app.welcome.texts import Texts, texts_of
from course.welcome_form.model import Form

LAST_REVIEW: Final = 12
BACKGROUND: Final = "c"
"""The section on background and upbringing, which goes with the most private unless the doctor keeps it."""


class Ends(Struct, frozen=True):
    """What is due by now, as the moments before which it began.

    drafts: a text that lost in a clash or was written over can be asked for as long as the draft is fresh,
    who has not signed in for so long will not go on with what waits, and by then no link leads to a form
    that was taken back; left: what was agreed can matter for the appraisal of the year in which the post
    ended; signed: until then it can be shown that something was signed, and when.
    """

    drafts: dt.datetime
    left: dt.datetime
    signed: dt.datetime

    @classmethod
    def by(cls, settings: Settings, moment: dt.datetime) -> "Ends":
        """Return them for a moment, by the settings of this server."""
        return cls(
            moment - dt.timedelta(days=settings.keep_drafts_days),
            moment - dt.timedelta(days=settings.keep_meetings_days),
            moment - dt.timedelta(days=365 * settings.keep_signatures_years),
        )


def tidy(parts: Services, moment: dt.datetime) -> None:
    """Delete what is due. Nothing is deleted where the form's file cannot be read: classes stand in it.

    It is asked every few seconds, so it takes the lock to write only where something is due.
    """
    ends = Ends.by(parts.settings, moment)
    with parts.database.read() as session:
        due = _is_due(session, ends, moment)
    found = content_of(parts.settings.modules) if due else None
    if found is None:
        return
    sealed = texts_of(parts)
    with parts.database.write() as session:
        session.execute(delete(WelcomeFormer).where(WelcomeFormer.made < ends.drafts))
        session.execute(delete(WelcomeUnsaved).where(WelcomeUnsaved.made < ends.drafts))
        session.execute(delete(WelcomeTakenBack).where(WelcomeTakenBack.at < ends.drafts))
        for form in _ready_for_private(session, moment):
            delete_private(session, form, found.form, sealed, moment)
        for form in session.scalars(_ready_for_rest(ends)).all():
            delete_rest(session, form, moment)
        for form in session.scalars(_ready_to_go(ends)).all():
            _delete_stub(session, form)


def _is_due(session: Session, ends: Ends, moment: dt.datetime) -> bool:
    asked: tuple[Select[Any], ...] = (
        select(WelcomeFormer.id).where(WelcomeFormer.made < ends.drafts),
        select(WelcomeUnsaved.id).where(WelcomeUnsaved.made < ends.drafts),
        select(WelcomeTakenBack.id).where(WelcomeTakenBack.at < ends.drafts),
        _ready_for_rest(ends),
        _ready_to_go(ends),
    )
    if any(session.scalars(each.limit(1)).first() is not None for each in asked):
        return True
    return bool(_ready_for_private(session, moment))


def delete_private(
    session: Session, form: WelcomeForm, questions: Form, sealed: Texts, moment: dt.datetime
) -> None:
    """Delete section G and whatever may stand in no file, and section C unless the doctor keeps it.

    What was filled of a trust's own form goes as section C does: nobody can tell what it holds.
    """
    keep = _keeps_background(session, form, sealed)
    gone = {field.id for field in questions.fields if field.class_ == "NX"}
    gone |= {
        field.id
        for section in questions.sections
        if section.id == BACKGROUND and not keep
        for field in section.fields
    }
    for table in (WelcomeAnswer, WelcomeFormer):
        session.execute(
            delete(table)
            .where(table.form_id == form.id, table.field.in_(gone))
            .execution_options(synchronize_session=False)
        )
    session.execute(
        delete(WelcomeAction).where(WelcomeAction.form_id == form.id, WelcomeAction.private)
    )
    session.execute(delete(WelcomeUnsaved).where(WelcomeUnsaved.form_id == form.id))
    if not keep:
        _delete_filled(session, form)
        _blank_in_versions(session, form, sealed, BACKGROUND)
    form.salt, form.private_gone, form.closed = None, moment, form.closed or moment
    session.flush()


def delete_rest(session: Session, form: WelcomeForm, moment: dt.datetime) -> None:
    """Delete all that is left of what was written; signatures, dates and digests stay."""
    for table in (
        *(WelcomeAnswer, WelcomeReader, WelcomeFormer, WelcomeRating, WelcomeRound),
        *(WelcomeProposal, WelcomeAction, WelcomeScan, WelcomeFilled, WelcomeUnsaved),
    ):
        session.execute(
            delete(table)
            .where(table.form_id == form.id)
            .execution_options(synchronize_session=False)
        )
    session.execute(
        update(WelcomeVersion).where(WelcomeVersion.form_id == form.id).values(kept=None)
    )
    form.content_gone, form.closed = moment, form.closed or moment
    session.flush()


def _ready_for_private(session: Session, moment: dt.datetime) -> list[WelcomeForm]:
    """Return the forms whose last review both have signed and whose day has come, or whose doctor has left.

    A review can be signed some days early, and what is deleted cannot come back.
    """
    reviewed = select(WelcomeVersion.form_id).where(
        WelcomeVersion.months == LAST_REVIEW, WelcomeVersion.frozen.is_not(None)
    )
    left = select(Membership.id).where(Membership.ended.is_not(None))
    kept = select(WelcomeForm).where(WelcomeForm.private_gone.is_(None))
    of_who_left = session.scalars(kept.where(WelcomeForm.learner_id.in_(left))).all()
    of_reviewed = session.scalars(
        kept.where(WelcomeForm.id.in_(reviewed), WelcomeForm.learner_id.not_in(left))
    )
    on = today(moment)
    return [*of_who_left, *(form for form in of_reviewed if has_come(form, LAST_REVIEW, on))]


def _ready_for_rest(ends: Ends) -> Select[WelcomeForm]:
    """Ask for the forms whose doctor left long ago."""
    left = select(Membership.id).where(Membership.ended < ends.left)
    return select(WelcomeForm).where(
        WelcomeForm.content_gone.is_(None), WelcomeForm.learner_id.in_(left)
    )


def _ready_to_go(ends: Ends) -> Select[WelcomeForm]:
    """Ask for the forms of which not even dates are kept any longer."""
    left = select(Membership.id).where(Membership.ended < ends.signed)
    return select(WelcomeForm).where(
        WelcomeForm.content_gone.is_not(None), WelcomeForm.learner_id.in_(left)
    )


def _delete_stub(session: Session, form: WelcomeForm) -> None:
    session.execute(delete(WelcomeSignature).where(WelcomeSignature.form_id == form.id))
    session.execute(delete(WelcomeVersion).where(WelcomeVersion.form_id == form.id))
    session.delete(form)
    session.flush()


def _delete_filled(session: Session, form: WelcomeForm) -> None:
    session.execute(
        delete(WelcomeFilled)
        .where(WelcomeFilled.form_id == form.id)
        .execution_options(synchronize_session=False)
    )


def _keeps_background(session: Session, form: WelcomeForm, sealed: Texts) -> bool:
    row = session.scalars(
        select(WelcomeAnswer).where(
            WelcomeAnswer.form_id == form.id, WelcomeAnswer.field == KEEP_FIELD
        )
    ).first()
    if row is None:
        return False
    return Kept.of(sealed.open(row.kept, "welcome_answer", row.id)).value.get("answer") == "keep"


def _blank_in_versions(session: Session, form: WelcomeForm, sealed: Texts, section: str) -> None:
    """Take a section out of what was signed: what is deleted must not live on there."""
    for version in session.scalars(
        select(WelcomeVersion).where(WelcomeVersion.form_id == form.id)
    ).all():
        if version.kept is None:
            continue
        content = sealed.open(version.kept, "welcome_version", version.id)
        for each in content["sections"]:
            if each["id"] == section:
                each["answers"] = []
        version.kept = sealed.close(content, "welcome_version", version.id)
