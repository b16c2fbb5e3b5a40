"""A form that was begun by mistake: whoever began it takes it back, as long as nothing stands in it.

The form goes altogether. What stays for a while is that it was there and who took it back, so that an old link
tells the other of the two what came of it.
"""

import datetime as dt
from functools import cache
from typing import Final

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from app.database import Base
from app.errors import Conflict
from app.welcome import access
from app.welcome.access import Seat
from app.welcome.models import WelcomeForm, WelcomeTakenBack

_STEPS: Final = (
    *("begun", "shared", "meeting", "safety_agreed", "discussed", "signed", "closed"),
    *("transferred", "withdrawn", "start", "private_gone", "content_gone"),
)
"""Of a form: moments and days that stand there once somebody has written or shared something."""


def may_take_back(session: Session, seat: Seat) -> bool:
    """Say whether the asker can take a form back."""
    return access.began(seat) and is_empty(session, seat.form)


def is_empty(session: Session, form: WelcomeForm) -> bool:
    """Say whether nobody has written in a form, and nothing was shared."""
    if any(getattr(form, step) is not None for step in _STEPS) or form.no_action or form.moved:
        return False
    return not any(
        session.scalar(select(table.c.form_id).where(table.c.form_id == form.id).limit(1))
        for table in written()
    )


@cache
def written() -> tuple[Table, ...]:
    """Return every table that refers to a form: a row there says that one of the two has done something."""
    return tuple(
        table
        for table in Base.metadata.sorted_tables
        if any(key.column.table is WelcomeForm.__table__ for key in table.foreign_keys)
    )


def take_back(session: Session, seat: Seat, moment: dt.datetime) -> None:
    """Take a form away in which nothing stands. seat: with its row held, as every writing does.

    Raises NotAllowed for anybody but who began it; Conflict where somebody has written in it.
    """
    access.require_began(seat)
    form = seat.form
    if not is_empty(session, form):
        raise Conflict(
            "Something was written in this form, or it was shared, so it is no longer taken back and"
            " nothing is lost. The doctor can take back what was shared, or pass the form on."
        )
    session.add(
        WelcomeTakenBack(
            id=form.id,
            organisation_id=form.organisation_id,
            learner_id=form.learner_id,
            supervisor_id=form.supervisor_id,
            by_img=seat.is_img,
            at=moment,
        )
    )
    session.delete(form)
    session.flush()
