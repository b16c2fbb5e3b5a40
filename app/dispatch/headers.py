"""What the answers carry that stand in an LMS's page: the one exception from ``app/security.py``.

Source: W3C Content Security Policy Level 3 (``frame-ancestors`` must match every window around);
HTML, "Cross-origin opener policies".
"""

from collections.abc import Sequence
from typing import Final

from flask import Response

from app.security import csp_nonce

ANYWHERE: Final = ("*",)
"""For a page that says nothing of anybody, and that nobody can press anything on."""

_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " media-src 'self'; frame-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none';"
    " frame-ancestors {ancestors}"
)


def framed(response: Response, origins: Sequence[str]) -> Response:
    """Let an answer stand in the pages of these origins, and in a window that they opened."""
    ancestors = " ".join(origins if origins == ANYWHERE else ("'self'", *origins))
    response.headers["Content-Security-Policy"] = _POLICY.format(
        ancestors=ancestors, nonce=csp_nonce()
    )
    # A window of its own speaks to the page that opened it, which is of another origin.
    response.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return response
