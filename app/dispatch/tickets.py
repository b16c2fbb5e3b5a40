"""The ticket of a visit: what the server signs once a seat is taken, and every file is asked for with.

It lasts as long as a night shift, so that what is open can be finished although the licence is revoked
meanwhile; the next launch is judged anew. Whoever holds the address of a visit holds its ticket: a
licence can end all of its visits at once (``DispatchLicence.visits_ended``).
"""

from typing import Final

import msgspec
from itsdangerous import BadData, SignatureExpired, URLSafeTimedSerializer
from msgspec import Struct

from app.dispatch.errors import TicketEnded, Unknown
from app.typed import converter

SECONDS: Final = 12 * 60 * 60
_SALT: Final = "dispatch ticket"


class Ticket(Struct, frozen=True):
    """What a visit is known by.

    token: of the licence; parent: the origin of the page in the LMS; nonce: of that page, for this
    launch; seat: None where the LMS only shows the course.
    """

    token: str
    parent: str
    nonce: str
    seat: str | None


_ticket = converter(Ticket)


def issue(key: str, ticket: Ticket) -> str:
    """Return a ticket as text that fits into an address. key: the server's secret."""
    return _serializer(key).dumps(msgspec.to_builtins(ticket))


def read(key: str, text: str, token: str, *, however_old: bool = False) -> Ticket:
    """Return a ticket of this licence. however_old: for what a page says that is open still.

    Raises TicketEnded for one that is old, and Unknown for one that the server never gave for it: who
    made it up learns nothing of the licence.
    """
    most = None if however_old else SECONDS
    try:
        found = _ticket(_serializer(key).loads(text, max_age=most))
    except SignatureExpired:
        raise TicketEnded from None
    except (BadData, msgspec.ValidationError):
        raise Unknown from None
    if found.token != token:
        raise Unknown
    return found


def _serializer(key: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(key, salt=_SALT)
