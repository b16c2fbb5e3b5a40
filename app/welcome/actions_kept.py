"""The actions as they are kept, opened for whoever may see them: ``actions.py`` decides that."""

import datetime as dt
import uuid
from typing import Any

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.welcome.models import WelcomeAction, WelcomeForm
from app.welcome.texts import Texts
from course.welcome_form.canonical import veiled


class Words(Struct, frozen=True):
    """What is sealed of an action. who: the owner where it is neither of the two; why: it was dropped."""

    title: str
    who: str = ""
    how: str = ""
    note: str = ""
    why: str = ""


class Action(Struct, frozen=True):
    """An action opened."""

    id: uuid.UUID
    words: Words
    owner: str
    due: dt.date | None
    status: str
    done_on: dt.date | None
    source: str
    tags: tuple[str, ...]
    private: bool
    version: int

    def late(self, on: dt.date) -> bool:
        """Say whether it is open after its day. on: today."""
        return self.status == "open" and self.due is not None and self.due < on


def rows(session: Session, form_id: uuid.UUID, sealed: Texts) -> tuple[Action, ...]:
    """Return every action of a form: the open ones first, by their day."""
    found = session.scalars(
        select(WelcomeAction)
        .where(WelcomeAction.form_id == form_id)
        .order_by(WelcomeAction.made, WelcomeAction.id)
    )
    opened = [_opened(sealed, row) for row in found]
    return tuple(sorted(opened, key=lambda each: (each.status != "open", each.due or dt.date.max)))


def numbers(session: Session, form_id: uuid.UUID, on: dt.date) -> tuple[int, int]:
    """Return how many actions are open, and how many of those that the trust owns are late. on: today.

    What the doctor owns is not counted as late: it is nobody's business but theirs.
    """
    open_ = session.scalar(
        select(func.count())
        .select_from(WelcomeAction)
        .where(WelcomeAction.form_id == form_id, WelcomeAction.status == "open")
    )
    late = session.scalar(
        select(func.count())
        .select_from(WelcomeAction)
        .where(
            WelcomeAction.form_id == form_id,
            WelcomeAction.status == "open",
            WelcomeAction.owner != "img",
            WelcomeAction.due < on,
        )
    )
    return open_ or 0, late or 0


def plain(action: Action, form: WelcomeForm) -> dict[str, Any]:
    """Return an action as it stands in what is signed; a private one by its digest only."""
    words: dict[str, Any] = plain_words(action.words)
    if action.private:
        words = {"veiled": veiled(words, form.salt or b"")}
    return {
        "id": str(action.id),
        **words,
        "owner": action.owner,
        "due": action.due.isoformat() if action.due else "",
        "status": action.status,
        "done_on": action.done_on.isoformat() if action.done_on else "",
    }


def plain_words(words: Words) -> dict[str, Any]:
    """Return what is sealed of an action, as JSON holds it."""
    return {name: getattr(words, name) for name in words.__struct_fields__}


def _opened(sealed: Texts, row: WelcomeAction) -> Action:
    return Action(
        row.id,
        Words(**sealed.open(row.kept, "welcome_action", row.id)),
        row.owner,
        row.due,
        row.status,
        row.done_on,
        row.source,
        tuple(row.tags),
        row.private,
        row.version,
    )
