"""The `more` token: a query and the place to go on from, readable by any process.

It holds no organisation and no right: both come from the credential of the request that
brings it, so that a token made up or passed on finds nothing that its bearer may not
see. Nothing is kept on the server, so that it outlives restarts. Source: xAPI 1.0.3
Data 2.5 (usable for 24 hours at least), Communication 2.1.3.
"""

import base64
import binascii
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from lrs.errors import BadRequest
from lrs.reading.representation import Format

MAX_PAGE = 500

_Seq = Annotated[int, Meta(ge=0, lt=2**62)]


class Place(Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A query by its index keys, and the numbers between which its rest lies.

    attachments: whether the raw data is wanted too.
    """

    keys: Annotated[
        tuple[Annotated[bytes, Meta(min_length=16, max_length=16)], ...], Meta(max_length=4)
    ]
    above: _Seq
    below: _Seq | None
    ascending: bool
    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)]
    format: Format
    attachments: bool = False


_place = msgspec.json.Decoder(Place)


def token(place: Place) -> str:
    """Return the token of a place, in letters that need no coding in an address."""
    return base64.urlsafe_b64encode(msgspec.json.encode(place)).decode().rstrip("=")


def place(token: str) -> Place:
    """Return the place of a token. Raises BadRequest for one that was not made here."""
    try:
        text = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        return _place.decode(text)
    except (msgspec.MsgspecError, binascii.Error, ValueError):
        raise BadRequest("The parameter more is not one that this store has given.") from None
