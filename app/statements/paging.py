"""The link to the next page: the store's own words, signed, for the organisation that got them.

A record store elsewhere answers an address with all that our key may read there; so nobody but the store
itself may name one.
"""

import uuid
from typing import Final

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from app.errors import BadAddress

SALT: Final = "statements-more"


def seal(organisation_id: uuid.UUID, more: str) -> str:
    """Return what leads to the next page as an address holds it."""
    return str(_serializer().dumps([str(organisation_id), more]))


def unseal(organisation_id: uuid.UUID, sealed: str) -> str:
    """Return what leads to the next page. Raises BadAddress for what was not sealed for this organisation."""
    try:
        of, more = _serializer().loads(sealed)
    except (BadSignature, ValueError, TypeError):
        of, more = "", ""
    if of != str(organisation_id):
        raise BadAddress(
            "This link to a next page is not complete. Begin again at the first page.", "more"
        )
    return str(more)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=SALT)
