"""The record store as a Flask application of its own."""

from flask import Flask

from lrs.facade import LRS
from lrs.http.fair_share import serve_fairly
from lrs.http.front import put_in_front
from lrs.http.monitoring import health, metrics
from lrs.http.mount import MAX_BODY_BYTES


def create_app(
    lrs: LRS,
    max_body_bytes: int = MAX_BODY_BYTES,
    *,
    metrics_token: str = "",
    behind_proxy: bool = False,
) -> Flask:
    """Return an application that serves the store at /xapi (1.0.3) and /xapi/2.0.

    The schema must be there (`LRS.migrate`). Beside them are /healthz and /metrics, to which
    metrics_token and behind_proxy belong (`monitoring.metrics`).
    """
    app = Flask("lrs", static_folder=None)
    app.extensions["lrs"] = lrs
    app.register_blueprint(health(lrs))
    app.register_blueprint(metrics(lrs, metrics_token, behind_proxy=behind_proxy))
    put_in_front(app, lrs, max_body_bytes=max_body_bytes)
    serve_fairly(app)
    return app
