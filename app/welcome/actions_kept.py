"""The actions as they are kept, opened for whoever may see them: ``actions.py`` decides that."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from typing import Any, TypeAlias

from msgspec import Struct
from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from app.welcome.models import WelcomeAction, WelcomeForm
from app.welcome.texts import Texts
from course.welcome_form.canonical import veiled

Forms: TypeAlias = Collection[uuid.UUID] | Select[uuid.UUID]
"""Forms by their ids, or the statement that finds them."""


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


class Numbers(Struct, frozen=True):
    """How many actions of a form are open, and how many of those that the trust owns are late.

    since: the day by which the first of the late ones was due. What the doctor owns is not counted as
    late: it is nobody's business but theirs.
    """

    open: int = 0
    late: int = 0
    since: dt.date | None = None


def numbers(session: Session, forms: Forms, on: dt.date) -> Mapping[uuid.UUID, Numbers]:
    """Return the numbers of each form that has open actions, in one statement. on: today."""
    late = and_(WelcomeAction.owner != "img", WelcomeAction.due < on)
    rows = session.execute(
        select(
            WelcomeAction.form_id,
            func.count(),
            func.sum(case((late, 1), else_=0)),
            func.min(case((late, WelcomeAction.due))),
        )
        .where(WelcomeAction.form_id.in_(forms), WelcomeAction.status == "open")
        .group_by(WelcomeAction.form_id)
    )
    return {key: Numbers(*each) for key, *each in rows}


def any_of(session: Session, form_id: uuid.UUID) -> bool:
    """Say whether a form has any action, open or not."""
    found = select(WelcomeAction.id).where(WelcomeAction.form_id == form_id).limit(1)
    return session.scalar(found) is not None


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
