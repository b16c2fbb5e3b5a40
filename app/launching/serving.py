"""The files of a package that is tried, as a content server would hand them out."""

from typing import Final

from flask import Response

from app.errors import NotFound

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " media-src 'self'; connect-src 'self'; frame-src 'self'; object-src 'none'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'"
)
"""A package's page talks to the record store of this origin and may stand in a frame of it."""

CONTENT_TYPES: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "vtt": "text/vtt",
}


def answer(name: str, content: bytes) -> Response:
    """Return a file with its type. Raises NotFound for a type that no package of ours holds."""
    kind = CONTENT_TYPES.get(name.rpartition(".")[2].lower())
    if kind is None:
        raise NotFound("The package has no such file.")
    response = Response(content, mimetype=kind)
    response.headers["Content-Security-Policy"] = POLICY
    # The address of a unit holds the keys of its launch: no other request tells it.
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
