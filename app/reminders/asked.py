"""What every function that gives paragraphs of a mail is asked with, and how lists of them read."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct
from sqlalchemy.orm import Session

from app.induction.queue import Duty
from app.organisations.models import Role
from app.services import Services
from app.viewer import Member, Viewer

SOON: Final = dt.timedelta(days=7)
MOST_LINES: Final = 20

Kept = dict[uuid.UUID, Mapping[uuid.UUID, Sequence[Duty]]]
"""What one run has read already: of an organisation, what is due in inductions, by who owns it."""


class Asked(Struct, frozen=True):
    """For whom a mail is written, and on which day in the United Kingdom.

    since: up to which day the mails before have told what comes only once.
    """

    parts: Services
    viewer: Viewer
    membership_id: uuid.UUID
    organisation_id: uuid.UUID
    on: dt.date
    since: dt.date
    kept: Kept

    def as_member(self, *roles: Role) -> Member:
        """Return the reader as a member; with some roles only, if they are named."""
        held = frozenset(roles) or self.viewer.roles
        return Member(self.membership_id, self.organisation_id, self.viewer.sign_in_id, held)

    def falls(self, day: dt.date) -> bool:
        """Say whether a day has come that no mail before has told."""
        return self.since < day <= self.on


Source = Callable[[Session, Asked], Sequence[str]]


def listed(heading: str, lines: Sequence[str], most: int = MOST_LINES) -> list[str]:
    """Return a paragraph: a heading and its lines, of which a mail takes so many; none without lines."""
    if not lines:
        return []
    more = len(lines) - most
    shown = [*lines[:most], *([f"and {more} more"] if more > 0 else [])]
    return ["\n".join([heading, *(f"- {line}" for line in shown)])]
