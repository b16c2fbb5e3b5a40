"""Why a launch is refused, as data; ``app/dispatch/refusal_page.py`` turns it into the learner's page.

Refused
├── Revoked      the licence was revoked (410)
├── Expired      its last day is over (410)
├── Full         every seat is taken by others (403)
├── Stranger     the page that asks is of no LMS of this licence (403)
├── Busy         more new learners at once than a trust has (429)
├── TicketEnded  the visit is too long ago (410)
├── Withdrawn    this server has the module no more (410)
└── Unknown      there is no such licence (404)
"""


class Refused(Exception):
    """Any refusal of a launch. status: of the HTTP answer; reason: a word for the page."""

    status = 403
    reason = "refused"


class Revoked(Refused):
    """Raised when the licence was revoked."""

    status = 410
    reason = "revoked"


class Expired(Refused):
    """Raised when the last day of the licence is over."""

    status = 410
    reason = "expired"


class Full(Refused):
    """Raised when every seat is taken and the learner has none."""

    reason = "full"


class Stranger(Refused):
    """Raised when the page that asks is of none of the licence's origins."""

    reason = "stranger"


class Busy(Refused):
    """Raised when more new seats are asked for in an hour, or from one address, than any induction needs."""

    status = 429
    reason = "busy"


class TicketEnded(Refused):
    """Raised when a page of a visit is asked for that began too long ago, or never did."""

    status = 410
    reason = "ended"


class Withdrawn(Refused):
    """Raised when the server does not have a module of the licence, or not without mistakes."""

    status = 410
    reason = "withdrawn"


class Unknown(Refused):
    """Raised when there is no licence of this token."""

    status = 404
    reason = "unknown"
