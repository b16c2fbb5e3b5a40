"""What a licence allows on a day: the rules alone, without a database."""

import datetime as dt
from typing import Literal

from msgspec import Struct

from app.dispatch.errors import Expired, Full, Revoked

State = Literal["open", "expired", "revoked"]


class Terms(Struct, frozen=True):
    """What was agreed. expires: the last day, included; seats: 0 for as many as there are."""

    expires: dt.date
    seats: int
    revoked: bool


def state_of(terms: Terms, today: dt.date) -> State:
    """Return how a licence stands. One that was revoked stays so, whatever its last day."""
    if terms.revoked:
        return "revoked"
    return "expired" if today > terms.expires else "open"


def check_open(terms: Terms, today: dt.date) -> None:
    """Raise Revoked or Expired where nobody may open the course today."""
    match state_of(terms, today):
        case "revoked":
            raise Revoked
        case "expired":
            raise Expired


def check_room(terms: Terms, taken: int) -> None:
    """Raise Full where no seat is left for somebody who has none. taken: seats, by others."""
    if terms.seats and taken >= terms.seats:
        raise Full
