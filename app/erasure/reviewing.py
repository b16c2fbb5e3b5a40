"""What an administrator sees of requests for erasure, and how one is refused."""

import datetime as dt
import uuid

from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit import log
from app.audit.log import Named
from app.erasure.answering import Answerer, answered_by
from app.erasure.asking import WAITING
from app.erasure.models import ErasureRequest, RequestState
from app.erasure.reasons import reason_of, set_reason
from app.erasure.term import in_words
from app.errors import Conflict, NotFound
from app.organisations.models import Membership, Organisation
from app.services import Services
from app.tenancy import within
from app.wording import in_london


class RequestRow(Struct, frozen=True):
    """A request. name: empty once the data are erased; left: how long there is, in words.

    organisation: whose request it is; own: about the one who looks at it; has_left: the person belongs
    there no more.
    """

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
    organisation: str
    own: bool
    has_left: bool


def requests(parts: Services, asker: Answerer, moment: dt.datetime) -> tuple[RequestRow, ...]:
    """Return the requests that are the asker's to answer: those that wait first, the most urgent on top."""
    session = parts.database.of_request()
    found = session.scalars(select(ErasureRequest).where(answered_by(asker)))
    rows = [_row(parts, session, asker, each, moment) for each in found]
    waiting = sorted((r for r in rows if r.state in WAITING), key=lambda r: (r.due, r.asked))
    over = sorted((r for r in rows if r.state not in WAITING), key=lambda r: r.asked, reverse=True)
    return (*waiting, *over)


def request_of(
    parts: Services, asker: Answerer, request_id: uuid.UUID, moment: dt.datetime
) -> RequestRow:
    """Return one request that is the asker's to answer. Raises NotFound for any other."""
    session = parts.database.of_request()
    return _row(parts, session, asker, find(session, asker, request_id), moment)


def find(
    session: Session, asker: Answerer, request_id: uuid.UUID, *, to_write: bool = False
) -> ErasureRequest:
    """Return a request that is the asker's to answer. Raises NotFound.

    to_write: nobody else may change it until the transaction ends.
    """
    wanted = select(ErasureRequest).where(ErasureRequest.id == request_id, answered_by(asker))
    found = session.scalars(wanted.with_for_update() if to_write else wanted).one_or_none()
    if found is None:
        raise NotFound("There is no such request that is yours to answer.")
    return found


def waiting_count(session: Session, asker: Answerer) -> int:
    """Count the requests that wait for an answer."""
    wanted = select(func.count()).where(
        answered_by(asker), ErasureRequest.state == RequestState.OPEN.value
    )
    with within(None if asker.platform else asker.organisation_id):
        return session.scalar(wanted) or 0


def must_be_open(request: ErasureRequest) -> None:
    """Raise Conflict for a request that is decided or was taken back."""
    if request.state != RequestState.OPEN.value:
        raise Conflict("This request has been answered or taken back in the meantime.")


def must_be_another(session: Session, request: ErasureRequest, asker: Answerer) -> None:
    """Raise Conflict where somebody would decide on their own request."""
    if _person_of(session, request) == asker.person_id:
        raise Conflict("Another administrator has to decide on your own request.")


def refuse(
    parts: Services,
    session: Session,
    asker: Answerer,
    request_id: uuid.UUID,
    reason: str,
    moment: dt.datetime,
) -> None:
    """Refuse a request. Raises NotFound, and Conflict where it is no longer open."""
    found = find(session, asker, request_id, to_write=True)
    must_be_open(found)
    must_be_another(session, found, asker)
    found.state = RequestState.REFUSED.value
    found.decided, found.decided_by = moment, asker.membership_id
    set_reason(parts, found, reason)
    write_down(session, found, asker, "erasure.refused")


def write_down(session: Session, request: ErasureRequest, asker: Answerer, act: str) -> None:
    """Write an answer into the organisation's audit log; for the platform's administrator by their own name."""
    by = (
        log.member_of(asker.membership_id)
        if asker.membership_id
        else Named("person", asker.person_id)
    )
    about = log.member_of(request.membership_id) if request.membership_id else None
    place = f"erasure request {request.id}"
    log.write(session, request.organisation_id, act, by=by, about=about, object=place)


def _person_of(session: Session, request: ErasureRequest) -> uuid.UUID | None:
    about = session.get(Membership, request.membership_id) if request.membership_id else None
    return about.person_id if about else None


def _row(
    parts: Services,
    session: Session,
    asker: Answerer,
    request: ErasureRequest,
    moment: dt.datetime,
) -> RequestRow:
    about = session.get(Membership, request.membership_id) if request.membership_id else None
    return RequestRow(
        request.id,
        request.membership_id,
        about.person.name if about else "",
        about.person.email if about else "",
        RequestState(request.state),
        request.asked,
        request.due,
        in_words(request.due, in_london(moment).date()),
        request.decided,
        reason_of(parts, request),
        sum(request.gone.values()),
        session.get_one(Organisation, request.organisation_id).name,
        _person_of(session, request) == asker.person_id,
        about is not None and about.ended is not None,
    )
