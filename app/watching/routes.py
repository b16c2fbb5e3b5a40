"""What programs ask that watch over the server: `/healthz`, `/readyz`, `/metrics`."""

import hmac
import ipaddress
from typing import Final

from flask import Blueprint, Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from app.permissions import public
from app.schema_state import APP, STORE, state_of
from app.services import Services, services
from app.watching.counts import EXTENSION, Counts
from app.watching.exposition import exposition
from app.watching.gauges import gauges
from lrs.errors import Unavailable
from lrs.figures.exposition import CONTENT_TYPE
from lrs.figures.exposition import exposition as store_figures

bp = Blueprint("watching", __name__)

# What a proxy adds: with one of them nobody can be known to be a program of this machine.
_FORWARDED: Final = ("Forwarded", "X-Forwarded-For", "X-Real-Ip", "Via")


@bp.get("/healthz")
@public
def healthz() -> Response:
    """Say that this process answers. It asks nothing else, so that nobody restarts it for a database."""
    return _said("ok", 200)


@bp.get("/readyz")
@public
def readyz() -> Response:
    """Say whether the database answers and has the tables of this version."""
    parts = services()
    histories = (APP,) if parts.embedded_lrs is None else (APP, STORE)
    try:
        with parts.database.read() as session:
            states = [state_of(session.connection(), history) for history in histories]
    except SQLAlchemyError:
        return _said("database unreachable", 503)
    if any(state.standing != "present" for state in states):
        return _said("the tables are not those of this version", 503)
    return _said("ready", 200)


@bp.get("/metrics")
@public
def metrics() -> Response:
    """Give the figures of all processes as text for Prometheus, to this machine or for the token."""
    parts = services()
    refused = _refusal(parts.settings.lrs_metrics_token, bool(parts.settings.public_address))
    if refused is not None:
        return refused
    counts: Counts = current_app.extensions[EXTENSION]
    text = exposition(counts.totals(), gauges(parts)) + _of_store(parts)
    return Response(text, content_type=CONTENT_TYPE, headers={"Cache-Control": "no-store"})


def _of_store(parts: Services) -> str:
    store = parts.embedded_lrs
    if store is None:
        return ""
    try:
        size = store.size()
    except Unavailable:
        size = None
    return store_figures(store.counts.totals(), store.database_kind, size)


def _refusal(token: str, behind_proxy: bool) -> Response | None:
    if token:
        given = request.headers.get("Authorization", "")
        if hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            return None
        answer = _said("Send the token of the metrics as Authorization: Bearer …", 401)
        answer.headers["WWW-Authenticate"] = 'Bearer realm="metrics"'
        return answer
    if behind_proxy or not _is_local():
        return _said("The metrics are for this machine only, until a token is set for them.", 403)
    return None


def _is_local() -> bool:
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False


def _said(sentence: str, status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(f"{sentence}\n", status, headers=headers, mimetype="text/plain")
