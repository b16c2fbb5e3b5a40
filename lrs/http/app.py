"""The record store as a Flask application of its own."""

from flask import Flask

from lrs.facade import LRS
from lrs.http.mount import MAX_BODY_BYTES, blueprints


def create_app(lrs: LRS, max_body_bytes: int = MAX_BODY_BYTES) -> Flask:
    """Return an application that serves the store at /xapi (1.0.3) and /xapi/2.0.

    The schema must be there (`LRS.migrate`).
    """
    app = Flask("lrs", static_folder=None)
    # A redirect would lose the body and our headers; a doubled slash is a wrong address.
    app.url_map.merge_slashes = False
    for blueprint in blueprints(lrs, max_body_bytes=max_body_bytes):
        app.register_blueprint(blueprint)
    return app
