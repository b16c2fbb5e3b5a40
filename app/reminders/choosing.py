"""What somebody has chosen to be sent: read, changed, and stopped by a link."""

import uuid

from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.organisations.models import Membership
from app.reminders.kinds import BY_KEY, Kind, kinds_for
from app.reminders.models import ReminderChoice
from app.tenancy import within
from app.upserts import held
from app.viewer import Member


class Choice(Struct, frozen=True):
    """A kind of mail and the day on which somebody gets it; weekday: none for never."""

    kind: Kind
    weekday: int | None


def choices(session: Session, asker: Member) -> tuple[Choice, ...]:
    """Return what the asker gets in the organisation in which they act, by kind."""
    rows = {
        row.kind: row.weekday
        for row in session.scalars(
            select(ReminderChoice).where(ReminderChoice.membership_id == asker.membership_id)
        )
    }
    return tuple(Choice(kind, rows.get(kind.key, kind.weekday)) for kind in kinds_for(asker.roles))


def choose(session: Session, membership_id: uuid.UUID, kind: str, weekday: int | None) -> None:
    """Send a kind of mail on another day, or never. Raises NotFound for what there is not."""
    member = session.get(Membership, membership_id)
    if kind not in BY_KEY or member is None:
        raise NotFound("There are no such mails any more.")
    key = {"membership_id": membership_id, "kind": kind}
    with within(member.organisation_id):  # whoever presses the link may be signed in elsewhere
        held(session, ReminderChoice, key).weekday = weekday
        session.flush()
