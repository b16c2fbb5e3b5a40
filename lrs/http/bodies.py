"""Request bodies: read once, within the limit, in the types that a resource takes."""

from flask import request

from lrs.errors import BadRequest, UnsupportedEncoding


def raw() -> bytes:
    """Return the body's bytes. Raises UnsupportedEncoding for a compressed one.

    Werkzeug raises RequestEntityTooLarge over the limit, with a length or without.
    """
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding not in ("", "identity"):
        raise UnsupportedEncoding("Send the body as it is: Content-Encoding is not accepted.")
    return request.get_data(cache=False)


def json() -> bytes:
    """Return a body that must be JSON in UTF-8. Raises BadRequest for other types."""
    if request.mimetype.startswith("multipart/"):
        raise BadRequest("This version takes no multipart body: send application/json.")
    if request.mimetype != "application/json":
        raise BadRequest("Send statements as application/json.")
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8"):
        raise BadRequest("JSON is sent in UTF-8.")
    return raw()
