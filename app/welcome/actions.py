"""What the two agree to do: each with one owner and a day, and how they will know that it is done."""

import datetime as dt
import uuid
from typing import Final

from sqlalchemy.orm import Session

from app.errors import Conflict, NotFound
from app.welcome import access
from app.welcome.access import Seat
from app.welcome.actions_kept import Action, plain_words, rows
from app.welcome.lapsing import lapse_if_changed
from app.welcome.models import WelcomeAction
from app.welcome.texts import Texts

MANY: Final = 7
"""More open actions than these are too many to be real."""

OWNERS: Final = {"img": "The doctor", "sup": "The supervisor", "other": "Somebody else"}
STATUSES: Final = {"open": "Open", "done": "Done", "dropped": "Dropped"}


def of(session: Session, seat: Seat, sealed: Texts) -> tuple[Action, ...]:
    """Return the actions that the asker sees. Raises NotFound before the form is shared."""
    access.require_shared(seat)
    return rows(session, seat.form.id, sealed)


def save(
    session: Session,
    seat: Seat,
    sealed: Texts,
    draft: Action,
    moment: dt.datetime,
) -> None:
    """Add an action, or change the one with its id. Raises Conflict where it has changed, NotFound."""
    access.require_shared(seat)
    row = session.get(WelcomeAction, draft.id, with_for_update=True)
    if row is None:
        if draft.version:
            raise NotFound("There is no such action in this form any more.")
        row = WelcomeAction(
            id=draft.id,
            organisation_id=seat.form.organisation_id,
            form_id=seat.form.id,
            made=moment,
            version=0,
        )
        row.made_by = seat.member.membership_id
        row.source, row.tags, row.private = draft.source, list(draft.tags), draft.private
        session.add(row)
    elif row.form_id != seat.form.id:
        raise NotFound("There is no such action in this form.")
    elif row.version != draft.version:
        raise Conflict("This action was changed in the meantime. Look at it again.")
    row.owner, row.due, row.status, row.done_on = (
        draft.owner,
        draft.due,
        draft.status,
        draft.done_on,
    )
    row.kept = sealed.close(plain_words(draft.words), "welcome_action", row.id)
    row.version += 1
    if draft.status == "open":
        seat.form.no_action = False
    session.flush()
    lapse_if_changed(session, seat.form, sealed, moment)


def one(session: Session, seat: Seat, sealed: Texts, action_id: uuid.UUID) -> Action:
    """Return an action of the form. Raises NotFound."""
    for each in of(session, seat, sealed):
        if each.id == action_id:
            return each
    raise NotFound("There is no such action in this form.")


def none_needed(
    session: Session, seat: Seat, sealed: Texts, moment: dt.datetime, *, so: bool
) -> None:
    """Say that no action is needed, or no longer. Raises Conflict while an action is open."""
    access.require_shared(seat)
    if so and any(each.status == "open" for each in rows(session, seat.form.id, sealed)):
        raise Conflict("There are open actions. Finish or drop them first.")
    seat.form.no_action = so
    session.flush()
    lapse_if_changed(session, seat.form, sealed, moment)
