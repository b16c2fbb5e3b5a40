"""How a welcome meeting stands, for a line of a table: its state and its day, and nothing that is in it."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app.assignments.due import today
from app.welcome.models import WelcomeForm
from app.welcome.starting import reviews_done
from app.welcome.states import STATE_WORDS, state_of
from app.welcome.stranded import is_stranded
from app.wording import day

HELD: Final = {
    "": "Any",
    "not-booked": "Not booked",
    "booked": "Booked, not held yet",
    "held": "Held, not signed yet",
    "signed": "Signed",
}
"""By what a table can be narrowed."""

_WORDS: Final = {
    "not_started": "Not yet",
    "begun": "Form begun",
    "img_drafting": "Form being written",
    "shared": "Form shared",
    "meeting_booked": "Planned for",
    "discussed": "Held on",
    "signed": "Signed on",
}


class Standing(Struct, frozen=True):
    """A state, as a key of ``states.STATE_WORDS``, and the day to tell with it, if any.

    stranded: the form is open with somebody who supervises the doctor no more.
    """

    state: str
    on: dt.date | None = None
    stranded: bool = False

    @property
    def words(self) -> str:
        """Such as "Planned for 3 December 2026", "Form shared" or "Not yet"."""
        words = _WORDS.get(self.state, STATE_WORDS[self.state])
        return f"{words} {day(self.on)}" if self.on is not None else words


NOT_YET: Final = Standing("not_started")


def standings(session: Session, doctors: Collection[uuid.UUID]) -> Mapping[uuid.UUID, Standing]:
    """Return how the meeting of each doctor stands who has a form; of several forms, by the latest."""
    forms = session.execute(
        select(WelcomeForm, is_stranded())
        .where(WelcomeForm.learner_id.in_(list(doctors)), WelcomeForm.transferred.is_(None))
        .order_by(WelcomeForm.made)
    ).all()
    reviewed = reviews_done(session, [form.id for form, _ in forms])
    return {
        form.learner_id: _standing(form, reviewed.get(form.id, 0), stranded=waits)
        for form, waits in forms
    }


def narrowed(
    doctor: InstrumentedAttribute[uuid.UUID], to: str, organisation_id: uuid.UUID
) -> ColumnElement[bool]:
    """Return the condition that leaves the doctors whose meeting stands so.

    doctor: the column that holds their memberships; to: a key of HELD.
    """
    held = or_(WelcomeForm.discussed.is_not(None), WelcomeForm.signed.is_not(None))
    booked = WelcomeForm.meeting.is_not(None)
    if to == "signed":
        return doctor.in_(_doctors(organisation_id, WelcomeForm.signed.is_not(None)))
    if to == "held":
        return doctor.in_(_doctors(organisation_id, held, WelcomeForm.signed.is_(None)))
    if to == "booked":
        return doctor.in_(_doctors(organisation_id, booked, ~held))
    return doctor.not_in(_doctors(organisation_id, or_(booked, held)))


def _doctors(organisation_id: uuid.UUID, *conditions: ColumnElement[bool]) -> Select[uuid.UUID]:
    """Return the doctors whose latest form fulfils some conditions."""
    newer = aliased(WelcomeForm)
    has_newer = exists().where(
        newer.learner_id == WelcomeForm.learner_id,
        newer.transferred.is_(None),
        newer.made > WelcomeForm.made,
    )
    return select(WelcomeForm.learner_id).where(
        WelcomeForm.organisation_id == organisation_id,
        WelcomeForm.transferred.is_(None),
        ~has_newer.correlate(WelcomeForm),
        *conditions,
    )


def _standing(form: WelcomeForm, reviewed: int, *, stranded: bool) -> Standing:
    state = state_of(form, reviewed)
    moments = {
        "meeting_booked": form.meeting,
        "discussed": form.discussed,
        "signed": form.signed,
    }
    moment = moments.get(state)
    return Standing(state, today(moment) if moment is not None else None, stranded)
