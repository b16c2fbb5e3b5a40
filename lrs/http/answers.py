"""What every answer has: the version, consistent-through, CORS; and errors as a sentence.

Source: xAPI 1.0.3 Communication 2.1.3, 3.2, 3.3; IEEE 9274.1.1 sections 4.1.5, 4.1.7.
"""

import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Request, Response
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.http import http_date

from lrs import timestamps
from lrs.errors import LRSError, MethodNotAllowed
from lrs.http import cors
from lrs.http.exchange import Exchange
from lrs.reading import consistency
from lrs.versions import Version

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_RETRY_AFTER_SECONDS = "2"
_CHUNK = 65_536
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    # What clients have sent comes back on our origin, documents in their own type: never let it run there.
    ("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
    ("Cache-Control", "private, no-cache"),
    *cors.ALLOWED,
)
_log = logging.getLogger(__name__)


def finish(response: Response, exchange: Exchange, headers: Iterable[tuple[str, str]] = ()) -> None:
    """Put the headers on that every answer of this store has, errors included, and some more."""
    # All at once: to set one by one, each is looked for among those that are there.
    response.headers.extend(
        (
            *_ALWAYS,
            *headers,
            ("X-Experience-API-Version", exchange.version.name),
            ("X-Request-Id", exchange.id),
        )
    )
    if exchange.resource == "statements":
        through = exchange.through or timestamps.text(consistency.at_least())
        response.headers.add("X-Experience-API-Consistent-Through", through)
    if response.status_code >= 400:
        _drain(exchange.request)


def finish_foreign(response: Response, request: Request, mount: Version) -> None:
    """Put headers on an answer that the app around has given in the place of the store."""
    response.headers["X-Experience-API-Version"] = mount.name
    for name, value in _ALWAYS:
        response.headers.setdefault(name, value)
    if request.path.endswith("/statements"):
        through = timestamps.text(consistency.at_least())
        response.headers["X-Experience-API-Consistent-Through"] = through
    if response.status_code >= 400:
        _drain(request)


def of_error(error: Exception, request: Request) -> Response:
    """Turn any error into its status and one sentence of plain text."""
    status, message = _status(error, request)
    response = Response(f"{message}\n", status, mimetype="text/plain")
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
    if isinstance(error, MethodNotAllowed):
        # RFC 9110, section 15.5.6: an answer of 405 has it.
        response.headers["Allow"] = ", ".join(error.allowed)
    if status == 503:
        response.headers["Retry-After"] = _RETRY_AFTER_SECONDS
    return response


class Plain(Response):
    """An answer whose headers are whole: no Location to be completed, and the length of its body."""

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """Return the headers as they are: to look through them anew takes longer than to make them."""
        return self.headers


def json(body: bytes) -> Response:
    """Return an answer of JSON text."""
    return Plain(body, content_type="application/json")


def empty() -> Response:
    """Return an answer without a body."""
    response = Plain(status=204)
    # RFC 9110, sections 8.3 and 8.6: neither a type nor a length of what is not there.
    response.headers.clear()
    return response


def last_modified(response: Response, microseconds: int) -> None:
    """Set Last-Modified, cut to the second as HTTP dates are."""
    moment = datetime.fromtimestamp(microseconds // 1_000_000, UTC)
    response.headers["Last-Modified"] = http_date(moment)


def _drain(request: Request) -> None:
    """Read what is left of the body: many clients hear no answer before they have sent all.

    The server would close the connection under a client that still sends. A body over the limit is left.
    """
    with suppress(HTTPException):
        while request.stream.read(_CHUNK):
            pass


def _status(error: Exception, request: Request) -> tuple[int, str]:
    if isinstance(error, LRSError):
        return error.status, error.message
    if isinstance(error, RequestEntityTooLarge):
        limit = request.max_content_length
        return 413, f"The request is larger than the {limit} bytes that are accepted."
    if isinstance(error, HTTPException) and error.code is not None:
        return error.code, error.description or error.name
    _log.error("unexpected error at %s", request.path, exc_info=error)
    return 500, "Something went wrong in the record store; nothing was stored by this request."
