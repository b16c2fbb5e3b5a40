"""What a doctor's page tells their supervisor: the form between the two, and what is not done alone yet."""

import uuid

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.viewer import Member
from app.welcome.access import seat
from app.welcome.answers import answers_of
from app.welcome.content import content
from app.welcome.models import WelcomeForm
from app.welcome.starting import lines_for
from app.welcome.suggestions import ALONE
from app.welcome.texts import texts


class OnDoctor(Struct, frozen=True):
    """The state of the form in words; form_id: where the asker is the other of the two; alone: lines."""

    words: str
    form_id: uuid.UUID | None = None
    alone: tuple[str, ...] = ()


def on_doctor(session: Session, asker: Member, learner_id: uuid.UUID) -> OnDoctor:
    """Return what the asker sees of a doctor's form: the list only as the named supervisor, once shared."""
    words = lines_for(session, [learner_id]).get(learner_id, "not started")
    form_id = session.scalar(
        select(WelcomeForm.id).where(
            WelcomeForm.learner_id == learner_id,
            WelcomeForm.supervisor_id == asker.membership_id,
            WelcomeForm.transferred.is_(None),
            WelcomeForm.closed.is_(None),
        )
    )
    if form_id is None:
        return OnDoctor(words)
    try:
        here = seat(session, asker, form_id)
    except NotFound:  # named in the form, and no longer the supervisor: a lead by now, say
        return OnDoctor(words)
    field = content().form.field(ALONE)
    found = answers_of(session, here, texts(), [field]) if field else {}
    text = "\n".join(str(each.value.get("answer", "")) for each in found.get(ALONE, []))
    return OnDoctor(words, form_id, tuple(filter(None, text.split("\n"))))
