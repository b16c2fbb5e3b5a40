"""Cross-origin requests: any page may ask, with credentials of its own and no cookies.

Source: https://fetch.spec.whatwg.org/#http-cors-protocol
"""

from flask import Response

_METHODS = "GET, HEAD, PUT, POST, DELETE, OPTIONS"
_HEADERS = (
    "Authorization, Content-Type, If-Match, If-None-Match, X-Experience-API-Version,"
    " Accept-Language"
)
_EXPOSED = (
    "ETag, Last-Modified, Location, X-Experience-API-Version, X-Experience-API-Consistent-Through"
)
# Pages of any origin may read an answer and the headers that xAPI needs.
# No Access-Control-Allow-Credentials: with * it would shut every browser out.
ALLOWED = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", _EXPOSED),
)


def preflight() -> Response:
    """Answer OPTIONS: what may be sent from anywhere."""
    response = Response(status=204)
    response.headers["Allow"] = _METHODS
    response.headers["Access-Control-Allow-Methods"] = _METHODS
    response.headers["Access-Control-Allow-Headers"] = _HEADERS
    response.headers["Access-Control-Max-Age"] = "86400"
    return response
