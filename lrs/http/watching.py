"""Each request counted, timed and, where that is wanted, written down as a line of JSON.

A line never holds what may tell of a person or open a door: no query string (`agent` stands in it),
no body, no Authorization, no address of a client. The key is that of a credential that was verified.
"""

import logging
import sys
from typing import Any, Final

import msgspec
from flask import Response

from lrs import timestamps
from lrs.figures.counts import OTHER, RESOURCES, Counts
from lrs.http.exchange import Exchange

LOG: Final = "lrs.requests"
_log = logging.getLogger(LOG)


def write_lines() -> None:
    """Write a line for each request to the standard error stream from now on."""
    if not _log.handlers:
        _log.addHandler(logging.StreamHandler(sys.stderr))
    _log.setLevel(logging.INFO)
    _log.propagate = False


def watch(counts: Counts, exchange: Exchange, response: Response) -> None:
    """Count a request that is answered, and write its line."""
    seconds = exchange.seconds
    resource = exchange.resource if exchange.resource in RESOURCES else OTHER
    counts.add_request(resource, exchange.request.method, response.status_code, seconds)
    if _log.isEnabledFor(logging.INFO):
        line = _line(exchange, resource, response, seconds)
        _log.info("%s", msgspec.json.encode(line).decode())


def _line(exchange: Exchange, resource: str, response: Response, seconds: float) -> dict[str, Any]:
    return {
        "time": timestamps.text(timestamps.now()),
        "request": exchange.id,
        "method": exchange.request.method,
        "resource": resource,
        "status": response.status_code,
        "ms": round(seconds * 1_000, 2),
        "bytes_in": exchange.request.content_length or 0,
        "bytes_out": response.calculate_content_length() or 0,
        "key": exchange.key_id,
    }
