"""Each request gets a number, is counted and timed, and leaves a line where that is wanted.

The number comes from the reverse proxy (``X-Request-ID``) where it has given one, so that both logs can
be laid side by side; the answer carries it. A line says which kind of page was asked for, by the rule of
the address (``/modules/<module>``), never by the address itself: some hold a key, all may tell who
somebody is. It names no person and no network address.
"""

import logging
import re
import secrets
import time
from typing import Final

from flask import Flask, Response, g, has_request_context, request

from app.settings import Settings
from app.watching.counts import EXTENSION, OTHER, Counts
from app.watching.log import REQUESTS

HEADER: Final = "X-Request-ID"
_NUMBER: Final = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")  # as the record store takes it
_STATIC: Final = "static"

log = logging.getLogger(REQUESTS)


def watch(app: Flask, settings: Settings) -> None:
    """Number, count and time the requests of an app. Call it before anything else asks for requests."""
    app.extensions[EXTENSION] = Counts([_STATIC, *_names(app)])
    app.before_request(_begin)
    write = settings.log_requests

    def finish(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        response.headers[HEADER] = number()
        counts: Counts = app.extensions[EXTENSION]
        counts.add(_room(), request.method, response.status_code, seconds)
        if write:
            line = {
                "method": request.method if request.method.isalpha() else OTHER,
                "page": request.url_rule.rule if request.url_rule else "(none)",
                "status": response.status_code,
                "ms": round(seconds * 1_000, 2),
            }
            log.info("", extra={"fields": line})
        return response

    app.after_request(finish)


def number() -> str:
    """Return the number of this request; empty outside of one."""
    if not has_request_context():
        return ""
    if "request_number" not in g:
        _begin()
    found: str = g.request_number
    return found


def _begin() -> None:
    given = request.headers.get(HEADER, "")
    g.request_number = given if _NUMBER.match(given) else secrets.token_hex(8)
    g.began = time.perf_counter()


def _names(app: Flask) -> list[str]:
    from app.rooms import ROOMS  # here: the rooms' own modules may write lines with numbers

    return [room.name for room in ROOMS]


def _room() -> str:
    if request.endpoint == _STATIC:
        return _STATIC
    return request.blueprint or OTHER
