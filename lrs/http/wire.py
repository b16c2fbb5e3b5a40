"""The bytes of a request's body, all that were sent: within the limit, and none cut short."""

import zlib
from io import BytesIO

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from lrs.errors import BadRequest, LengthRequired, UnsupportedEncoding

_GZIP_WINDOW = 31  # zlib's word for: with gzip's header


def body(request: Request) -> bytes:
    """Return the bytes of a request's body, inflated where they are sent as gzip.

    Raises UnsupportedEncoding for another coding, RequestEntityTooLarge over the limit, with a length or
    without, deflated or not, and BadRequest for a body that was cut short.
    """
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in ("", "identity"):
        return _sent(request)
    if coding != "gzip":
        raise UnsupportedEncoding("Send the body as it is, or with Content-Encoding: gzip.")
    return _inflated(_sent(request), request.max_content_length or 0)


def require_length(request: Request) -> None:
    """Ask for a Content-Length where the body may be any bytes, so that only that tells its end.

    Raises LengthRequired: the server does not tell whether a body in chunks came whole.
    """
    if request.content_length is None and "Transfer-Encoding" in request.headers:
        raise LengthRequired("Send the document's Content-Length, so that none is stored in part.")


def _sent(request: Request) -> bytes:
    length = request.content_length
    if length is None:
        return _in_chunks(request)
    limit = request.max_content_length
    if limit is not None and length > limit:
        raise RequestEntityTooLarge
    if "stream" in vars(request):
        found = request.get_data(cache=False)  # an app around has looked at it before
    else:
        # So many bytes may be read without a stream around it (PEP 3333).
        found = request.environ["wsgi.input"].read(length)
    # Nothing is left there: whoever reads on would wait for a sender that has sent all.
    request.environ["wsgi.input"] = BytesIO()
    # The server gives what came before its client went away as if it were all.
    if len(found) != length:
        raise BadRequest("The body ended before its Content-Length: nothing was stored.")
    return found


def _in_chunks(request: Request) -> bytes:
    limit = request.max_content_length
    if limit is None:
        return request.get_data(cache=False)
    # Werkzeug cuts a body without a length at the limit, so let one byte more through to see it.
    request.max_content_length = limit + 1
    try:
        found = request.get_data(cache=False)
    finally:
        request.max_content_length = limit
    if len(found) > limit:
        raise RequestEntityTooLarge
    return found


def _inflated(data: bytes, limit: int) -> bytes:
    gzip = zlib.decompressobj(_GZIP_WINDOW)
    try:
        found = gzip.decompress(data, limit + 1)
    except zlib.error:
        raise BadRequest("The body is not gzip, as its Content-Encoding says.") from None
    if len(found) > limit:
        raise RequestEntityTooLarge
    if not gzip.eof or gzip.unused_data:
        raise BadRequest("The body is not one whole gzip member, as its Content-Encoding says.")
    return found
