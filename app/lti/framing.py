"""What the few pages carry that stand in a page of an LMS: no session is behind any of them.

Everything else of this server stays out of frames (``app/security.py``).
Sources: W3C Content Security Policy Level 3; HTML, "Cross-origin opener policies".
"""

from collections.abc import Sequence
from typing import Any, Final

from flask import Response, make_response, render_template

from app.security import csp_nonce

ANYWHERE: Final = ("*",)
"""For a page that says nothing of anybody, and that nobody can press anything on."""

_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'none'; object-src 'none'; base-uri 'none'; form-action {forms}; frame-ancestors {ancestors}"
)


def framed(
    template: str, origins: Sequence[str], status: int = 200, to: Sequence[str] = (), **values: Any
) -> Response:
    """Return a page that may stand in pages of these origins. to: origins to which its forms may lead."""
    answer = make_response(render_template(template, **values), status)
    answer.headers["Content-Security-Policy"] = _POLICY.format(
        nonce=csp_nonce(),
        ancestors=" ".join(origins) or "'none'",
        forms=" ".join(("'self'", *to)),
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Referrer-Policy"] = "strict-origin"
    # The window may have been opened by the LMS, which waits to be told that it is done.
    answer.headers["Cross-Origin-Opener-Policy"] = "unsafe-none"
    return answer
