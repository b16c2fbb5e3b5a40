"""What an administrator sees of requests for erasure, and how one is refused."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.erasure.asking import WAITING
from app.erasure.models import ErasureRequest, RequestState
from app.erasure.reasons import reason_of, set_reason
from app.erasure.term import in_words
from app.errors import Conflict, NotFound
from app.organisations.models import Membership
from app.services import Services
from app.viewer import Member
from app.wording import LONDON


class RequestRow(Struct, frozen=True):
    """A request. name: empty once the data are erased; left: how long there is, in words."""

    id: uuid.UUID
    membership_id: uuid.UUID | None
    name: str
    email: str
    state: RequestState
    asked: dt.datetime
    due: dt.date
    left: str
    decided: dt.datetime | None
    reason: str
    gone: int


def requests(parts: Services, asker: Member, moment: dt.datetime) -> tuple[RequestRow, ...]:
    """Return the requests to the asker's organisation: those that wait first, the most urgent on top."""
    session = parts.database.of_request()
    found = session.scalars(
        select(ErasureRequest).where(ErasureRequest.organisation_id == asker.organisation_id)
    )
    rows = [_row(parts, session, each, moment) for each in found]
    waiting = sorted((r for r in rows if r.state in WAITING), key=lambda r: (r.due, r.asked))
    over = sorted((r for r in rows if r.state not in WAITING), key=lambda r: r.asked, reverse=True)
    return (*waiting, *over)


def request_of(
    parts: Services, asker: Member, request_id: uuid.UUID, moment: dt.datetime
) -> RequestRow:
    """Return one request to the asker's organisation. Raises NotFound for any other."""
    session = parts.database.of_request()
    return _row(parts, session, find(session, asker, request_id), moment)


def find(
    session: Session, asker: Member, request_id: uuid.UUID, *, to_write: bool = False
) -> ErasureRequest:
    """Return a request to the asker's organisation. Raises NotFound.

    to_write: nobody else may change it until the transaction ends.
    """
    wanted = select(ErasureRequest).where(ErasureRequest.id == request_id)
    found = session.scalars(wanted.with_for_update() if to_write else wanted).one_or_none()
    if found is None or found.organisation_id != asker.organisation_id:
        raise NotFound("There is no such request in your organisation.")
    return found


def waiting_count(session: Session, asker: Member) -> int:
    """Count the requests that wait for an answer."""
    wanted = select(func.count()).where(
        ErasureRequest.organisation_id == asker.organisation_id,
        ErasureRequest.state == RequestState.OPEN.value,
    )
    return session.scalar(wanted) or 0


def must_be_open(request: ErasureRequest) -> None:
    """Raise Conflict for a request that is decided or was taken back."""
    if request.state != RequestState.OPEN.value:
        raise Conflict("This request has been answered or taken back in the meantime.")


def must_be_another(request: ErasureRequest, asker: Member) -> None:
    """Raise Conflict where somebody would decide on their own request."""
    if request.membership_id == asker.membership_id:
        raise Conflict("Another administrator has to decide on your own request.")


def refuse(
    parts: Services,
    session: Session,
    asker: Member,
    request_id: uuid.UUID,
    reason: str,
    moment: dt.datetime,
) -> None:
    """Refuse a request. Raises NotFound, and Conflict where it is no longer open."""
    found = find(session, asker, request_id, to_write=True)
    must_be_open(found)
    must_be_another(found, asker)
    found.state = RequestState.REFUSED.value
    found.decided, found.decided_by = moment, asker.membership_id
    set_reason(parts, found, reason)


def _row(
    parts: Services, session: Session, request: ErasureRequest, moment: dt.datetime
) -> RequestRow:
    name, email = "", ""
    if request.membership_id is not None:
        name, email = session.execute(
            select(Person.name, Person.email)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.id == request.membership_id)
        ).one()
    return RequestRow(
        request.id,
        request.membership_id,
        name,
        email,
        RequestState(request.state),
        request.asked,
        request.due,
        in_words(request.due, moment.astimezone(LONDON).date()),
        request.decided,
        reason_of(parts, request),
        sum(request.gone.values()),
    )
