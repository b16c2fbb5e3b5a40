"""The store in front of a Flask app: its requests are answered before they come to the app.

An app's sign-in, forms and pages mean nothing to a program that brings credentials of its own, and to
carry each request through them takes a sixth of its time. An app that wants them around the store
registers `blueprints` instead.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask, Request

from lrs.facade import LRS
from lrs.http.mount import MAX_BODY_BYTES, mounts

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def put_in_front(
    app: Flask,
    lrs: LRS,
    prefix: str = "/xapi",
    *,
    max_body_bytes: int = MAX_BODY_BYTES,
    headers: Iterable[tuple[str, str]] = (),
) -> None:
    """Serve the store at prefix (xAPI 1.0.3) and prefix/2.0 (2.0) in front of an app.

    A body over max_body_bytes is answered by 413. headers: that every answer has besides the store's own.
    """
    # The longer prefix first: the other one begins it.
    store = tuple(reversed(mounts(lrs, prefix, max_body_bytes, headers)))
    behind: WSGIApplication = app.wsgi_app

    def wsgi_app(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = f"/{environ.get('PATH_INFO', '').lstrip('/')}"  # as Werkzeug reads it
        for mount in store:
            if path.startswith(mount.prefix) and path[len(mount.prefix) :][:1] in ("", "/"):
                request = Request(environ)
                below = request.path[len(mount.prefix) + 1 :]
                return mount.answer(request, below)(environ, start_response)
        return behind(environ, start_response)

    attributes: Any = app
    attributes.wsgi_app = wsgi_app
