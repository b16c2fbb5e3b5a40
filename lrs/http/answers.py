"""What every answer has: the version, consistent-through, CORS; and errors as a sentence.

Source: xAPI 1.0.3 Communication 2.1.3, 3.2, 3.3; IEEE 9274.1.1 sections 4.1.5, 4.1.7.
"""

import logging
from datetime import UTC, datetime

from flask import Response, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.http import http_date

from lrs import consistency, timestamps
from lrs.errors import LRSError
from lrs.http import cors
from lrs.versions import Version

_RETRY_AFTER_SECONDS = "2"
_log = logging.getLogger(__name__)


def speak(version: Version) -> None:
    """Answer in the version that the request asks for, not in that of its mount."""
    g.lrs_version = version


def complete_through(time: str) -> None:
    """Tell up to which time everything that was stored has been looked at."""
    g.lrs_through = time


def finish(mount: Version, response: Response) -> Response:
    """Put the headers on that every answer has, errors and an app's own refusals included."""
    version: Version = g.get("lrs_version", mount)
    response.headers["X-Experience-API-Version"] = version.name
    if request.path.endswith("/statements"):
        through = g.get("lrs_through") or timestamps.text(consistency.at_least())
        response.headers["X-Experience-API-Consistent-Through"] = through
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "private, no-cache")
    cors.allow(response)
    return response


def of_error(error: Exception) -> Response:
    """Turn any error into its status and one sentence of plain text."""
    status, message = _status(error)
    response = Response(f"{message}\n", status, mimetype="text/plain")
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Basic realm="xAPI", charset="UTF-8"'
    if status == 503:
        response.headers["Retry-After"] = _RETRY_AFTER_SECONDS
    return response


def json(body: bytes) -> Response:
    """Return an answer of JSON text."""
    return Response(body, content_type="application/json")


def last_modified(response: Response, microseconds: int) -> None:
    """Set Last-Modified, cut to the second as HTTP dates are."""
    moment = datetime.fromtimestamp(microseconds // 1_000_000, UTC)
    response.headers["Last-Modified"] = http_date(moment)


def _status(error: Exception) -> tuple[int, str]:
    if isinstance(error, LRSError):
        return error.status, error.message
    if isinstance(error, RequestEntityTooLarge):
        limit = request.max_content_length
        return 413, f"The request is larger than the {limit} bytes that are accepted."
    if isinstance(error, HTTPException) and error.code is not None:
        return error.code, error.description or error.name
    _log.error("unexpected error at %s", request.endpoint, exc_info=error)
    return 500, "Something went wrong in the record store; nothing was stored by this request."
