"""HTTP Basic credentials. Source: xAPI 1.0.3 Communication 4; RFC 7617."""

import base64
import binascii

from lrs.errors import Unauthorised


def basic(header: str | None) -> tuple[str, str]:
    """Return key id and secret of an Authorization header. Raises Unauthorised."""
    scheme, _, coded = (header or "").strip().partition(" ")
    if scheme.lower() != "basic":
        raise Unauthorised("Send a key and its secret as HTTP Basic credentials.")
    try:
        text = base64.b64decode(coded.strip().encode("ascii"), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeError):
        raise Unauthorised("The Authorization header cannot be read as Basic.") from None
    key_id, colon, secret = text.partition(":")
    if not colon:
        raise Unauthorised("The Authorization header has no colon between key and secret.")
    return key_id, secret
