"""What a trust does with its own resources: add, change, look again, withdraw."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy.orm import Session

from app.database import now
from app.errors import Conflict
from app.library.models import OwnResource
from app.library.resources import find_row
from app.organisations.people_queries import hold_organisation
from app.viewer import Member
from course.library.model import Reader


class Draft(Struct, frozen=True):
    """A resource as somebody gives it. address: with https; it or place is given."""

    title: str
    address: str
    place: str
    readers: tuple[Reader, ...]
    summary: str
    tags: tuple[str, ...]


def add(session: Session, asker: Member, draft: Draft, today: dt.date) -> uuid.UUID:
    """Add a resource of the asker's organisation, and return its key. session: a writing one."""
    row = OwnResource(
        id=uuid.uuid4(), organisation_id=asker.organisation_id, made_by=asker.membership_id
    )
    _fill(row, asker, draft, today)
    session.add(row)
    session.flush()
    return row.id


def change(
    session: Session, asker: Member, key: uuid.UUID, draft: Draft, version: int, today: dt.date
) -> None:
    """Change a resource; whoever changes it has looked at it.

    version: the one that the asker was shown. Raises NotFound for another organisation's, and Conflict
    where somebody has changed it since.
    """
    row = _held(session, asker, key)
    if row.version != version:
        raise Conflict(
            "Somebody has changed this page since you opened it. Compare with what stands there now,"
            " and save again if yours should hold."
        )
    _fill(row, asker, draft, today)
    row.version += 1


def confirm(session: Session, asker: Member, key: uuid.UUID, today: dt.date) -> None:
    """Write down that the asker has looked at a resource today, and that it holds."""
    row = _held(session, asker, key)
    row.checked, row.checked_by = today, asker.membership_id


def withdraw(session: Session, asker: Member, key: uuid.UUID) -> str:
    """Take a resource away from its readers, and return its title."""
    row = _held(session, asker, key)
    row.withdrawn = now()
    return row.title


def _held(session: Session, asker: Member, key: uuid.UUID) -> OwnResource:
    """Return the row after whoever else is writing in the organisation. Raises NotFound."""
    hold_organisation(session, asker.organisation_id)
    row = find_row(session, asker.organisation_id, key)
    session.refresh(row, with_for_update=True)
    return row


def _fill(row: OwnResource, asker: Member, draft: Draft, today: dt.date) -> None:
    row.title, row.address, row.place = draft.title, draft.address or None, draft.place
    row.readers, row.summary, row.tags = list(draft.readers), draft.summary, list(draft.tags)
    row.checked, row.checked_by = today, asker.membership_id
