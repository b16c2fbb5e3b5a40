"""What is noted of a request while it is answered, for the headers of the answer and for the log."""

import re
import secrets
import time

from flask import Request
from msgspec import Struct, field

from lrs.versions import Version

_REQUEST_ID = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")


class Exchange(Struct, kw_only=True):
    """One request.

    resource: its path below the mount; version: that in which the answer speaks; id: the number of the
    request in the log; key_id: of the credential that was verified, empty without one; through: the time
    up to which everything that was stored has been looked at, empty where that was not asked.
    """

    request: Request
    resource: str
    version: Version
    id: str
    key_id: str = ""
    through: str = ""
    began: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        """How long it has been under way."""
        return time.perf_counter() - self.began


def begin(request: Request, resource: str, mount: Version) -> Exchange:
    """Return what there is to note at first."""
    given = request.headers.get("X-Request-Id", "")
    # A proxy in front may have numbered the request already; its number then joins both logs.
    number = given if _REQUEST_ID.match(given) else secrets.token_hex(8)
    return Exchange(request=request, resource=resource, version=mount, id=number)
