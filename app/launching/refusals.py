"""What units sent and did not get through: kept, so that whoever tries a package sees it."""

import datetime as dt
import uuid
from typing import Final

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.launching.models import LaunchRefusal

MOST: Final = 50
"""How many are kept of a registration: a unit may repeat itself for ever."""

MAX_CHARS: Final = 500


class Refused(Struct, frozen=True):
    """A refusal. id: higher than that of any before."""

    id: int
    at: dt.datetime
    sentence: str


def note(session: Session, registration: uuid.UUID, sentence: str, at: dt.datetime) -> None:
    """Keep a refusal, unless there are enough."""
    kept = select(func.count()).where(LaunchRefusal.registration_id == registration)
    if session.execute(kept.select_from(LaunchRefusal)).scalar_one() < MOST:
        shown = sentence[:MAX_CHARS]
        session.add(LaunchRefusal(registration_id=registration, at=at, sentence=shown))


def read(session: Session, registration: uuid.UUID, after: int) -> tuple[Refused, ...]:
    """Return the refusals of a registration after one, 0 for all, oldest first."""
    asked = select(LaunchRefusal).where(
        LaunchRefusal.registration_id == registration, LaunchRefusal.id > after
    )
    rows = session.scalars(asked.order_by(LaunchRefusal.id))
    return tuple(Refused(row.id, row.at, row.sentence) for row in rows)
