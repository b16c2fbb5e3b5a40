"""If-Match and If-None-Match: nobody overwrites what they have not seen.

Source: xAPI 1.0.3 Communication 3.1; IEEE 9274.1.1 section 4.1.4; RFC 9110 section 13.
"""

import re
from typing import Literal

from msgspec import Struct

from lrs.errors import BadRequest, Conflict, PreconditionFailed

# Old clients send the tag without quotes, and proxies mark it weak.
_TAG = re.compile(r'(?:W/)?"([^"]*)"|([^\s,"]+)')


Unguarded = Literal["overwrites", "creates", "fails"]


class Conditions(Struct, frozen=True):
    """What must hold before a document changes: header texts, None where not sent.

    unguarded: what a PUT may do that has neither header: overwrite (states in 1.0.3),
    only create (all documents in 2.0), or nothing (profiles in 1.0.3).
    """

    if_match: str | None = None
    if_none_match: str | None = None
    unguarded: Unguarded = "overwrites"

    def check(self, etag: str | None) -> None:
        """Raise PreconditionFailed unless the headers hold; etag is None for no document."""
        if self.if_match is not None and not _matches(self.if_match, etag):
            raise PreconditionFailed("The document has changed since it was read: read it again.")
        if self.if_none_match is not None and _matches(self.if_none_match, etag):
            raise PreconditionFailed("The document exists already, which If-None-Match forbids.")

    def check_put(self, etag: str | None) -> None:
        """Check the headers, and what may happen where none was sent.

        Raises Conflict where a document would be overwritten unseen, and BadRequest
        where a header must be sent even to create one.
        """
        self.check(etag)
        if self.if_match is not None or self.if_none_match is not None:
            return
        if etag is not None and self.unguarded != "overwrites":
            raise Conflict(
                "The document exists: read it, then send its ETag in If-Match to replace it, "
                "or send If-None-Match: * to store only what is new."
            )
        if etag is None and self.unguarded == "fails":
            raise BadRequest("Send If-None-Match: * to store a new document.")


UNCONDITIONAL = Conditions()


def _matches(header: str, etag: str | None) -> bool:
    if etag is None:
        return False
    tags = {quoted or bare for quoted, bare in _TAG.findall(header)}
    return "*" in tags or etag in tags
