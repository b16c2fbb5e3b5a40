"""What watches over a store asks: `/healthz`, whether it works, and `/metrics`, its figures.

Neither tells anything of a person. Still the figures are nobody else's business, so they are given
to this machine only, or to whoever sends the token that was set.
"""

import hmac
import ipaddress

from flask import Blueprint, Response, request

from lrs.errors import Unavailable
from lrs.facade import LRS
from lrs.figures.exposition import CONTENT_TYPE, exposition

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


def health(lrs: LRS) -> Blueprint:
    """Return the page `/healthz`: 200 while the database answers, 503 otherwise."""
    blueprint = Blueprint("lrs_health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        try:
            lrs.size()
        except Unavailable:
            return _said("database unreachable", 503)
        return _said("ok", 200)

    return blueprint


def metrics(lrs: LRS, token: str = "", *, behind_proxy: bool = False) -> Blueprint:
    """Return the page `/metrics`, for Prometheus.

    token: that must come as `Authorization: Bearer …`; without one only programs of this machine are
    answered. behind_proxy: whether a reverse proxy stands in front, through which the whole world
    seems to be this machine; then there is no page without a token.
    """
    blueprint = Blueprint("lrs_metrics", __name__)

    @blueprint.get("/metrics")
    def figures() -> Response:
        if not token and (behind_proxy or not _is_local()):
            return _said(
                "The metrics are for this machine only, until a token is set for them.", 403
            )
        if token and not _brings(token):
            answer = _said("Send the token of the metrics as Authorization: Bearer …", 401)
            answer.headers["WWW-Authenticate"] = 'Bearer realm="metrics"'
            return answer
        try:
            size = lrs.size()
        except Unavailable:
            size = None
        text = exposition(lrs.counts.totals(), lrs.database_kind, size)
        return Response(text, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})

    return blueprint


def _is_local() -> bool:
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _brings(token: str) -> bool:
    given = request.headers.get("Authorization", "")
    return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())


def _said(sentence: str, status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(f"{sentence}\n", status, headers=headers, mimetype="text/plain")
