"""Modules that a learner does not practise for now."""

import datetime as dt
import uuid
from collections import Counter

from msgspec import Struct
from sqlalchemy.orm import Session

from app.practice.content import Content
from app.practice.days import Kept, fresh
from app.practice.models import PracticePause
from course.model import Module


class Practised(Struct, frozen=True):
    """A module with its practice. cards: asked at least once; to_come: not asked yet."""

    module: Module
    cards: int
    to_come: int
    paused: bool


def practised(kept: Kept, content: Content) -> tuple[Practised, ...]:
    """Return the modules that a learner practises or has paused, the latest tried first."""
    asked = Counter(
        key.module for key, card in kept.cards.items() if card.turn and content.has(key)
    )
    to_come = Counter(key.module for key in fresh(kept, content))
    return tuple(
        Practised(
            content.modules[tried.module],
            asked[tried.module],
            to_come[tried.module],
            tried.module in kept.paused,
        )
        for tried in kept.tries.modules
        if tried.module in content.modules
    )


def pause(session: Session, membership_id: uuid.UUID, module: str, at: dt.datetime) -> None:
    """Pause a module; asked twice, it stays paused. session: a writing one."""
    if session.get(PracticePause, (membership_id, module)) is None:
        session.add(PracticePause(membership_id=membership_id, module=module, since=at))


def resume(session: Session, membership_id: uuid.UUID, module: str) -> None:
    """Practise a module again. session: a writing one."""
    row = session.get(PracticePause, (membership_id, module))
    if row is not None:
        session.delete(row)
