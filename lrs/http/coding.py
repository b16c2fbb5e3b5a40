"""Answers of statements, as gzip for whoever takes it.

Documents never are: their ETag is the SHA-1 of their bytes, which a coded answer may not carry. Source: xAPI
1.0.3 Communication 3.1; RFC 9110 section 8.4.
"""

import gzip

from flask import Response
from werkzeug.http import parse_accept_header

# Less fits into one packet of a network as it is.
_WORTH_BYTES = 1_400
# Statements repeat themselves so much that the fastest level finds nearly all of it.
_LEVEL = 1


def compress(response: Response, accept_encoding: str | None) -> Response:
    """Code an answer as gzip where that is accepted and pays; return it."""
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) >= _WORTH_BYTES and parse_accept_header(accept_encoding).quality("gzip") > 0:
        response.set_data(gzip.compress(body, _LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response
