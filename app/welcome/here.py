"""What every page of this room begins with: the session, the seat at the form, and the seal."""

import uuid
from typing import Any

from flask import render_template, request
from sqlalchemy.orm import Session

from app.asked import one_of
from app.services import services
from app.viewer import member
from app.welcome.access import Seat, seat
from app.welcome.starting import reviews_done
from app.welcome.states import REVIEW_MONTHS, in_words, state_of
from app.welcome.texts import Texts, texts


def at(form_id: uuid.UUID) -> tuple[Session, Seat, Texts]:
    """Return what a page that only reads needs. Raises NotFound for anybody but the two."""
    session = services().database.of_request()
    return session, seat(session, member(), form_id), texts()


def months_asked() -> int:
    """Return which review a request is about, by its months, 0 for the meeting. Raises BadAddress."""
    known = ("0", *(str(months) for months in REVIEW_MONTHS))
    return int(one_of(request.values, "months", "Review", known))


def page(template: str, session: Session, found: Seat, **values: Any) -> str:
    """Return a page of a form."""
    reviewed = reviews_done(session, [found.form.id]).get(found.form.id, 0)
    return render_template(
        f"welcome/{template}",
        seat=found,
        form=found.form,
        state=state_of(found.form, reviewed),
        state_words=in_words(found.form, reviewed),
        **values,
    )
