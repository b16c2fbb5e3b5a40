"""What every page loads of the organisation of the person who asks: its colour and its logo.

Their addresses hold a mark of the content, so that a browser may keep them and still sees a change.
"""

from typing import Final

from flask import Blueprint, Response, request, url_for

from app.errors import NotFound
from app.organisations.models import Organisation
from app.organisations.overlay import logo_of
from app.permissions import allow
from app.services import services
from app.viewer import member, viewer, viewer_or_none
from packager.overlay import accent_style

SECONDS: Final = 31_536_000
TYPES: Final = {".svg": "image/svg+xml", ".png": "image/png"}

# A drawing that somebody opens by itself is a page: nothing runs in it, nothing loads.
LOGO_POLICY: Final = "default-src 'none'; img-src data:; sandbox"

bp = Blueprint("look", __name__)


@bp.get("/organisation/overlay.css")
@allow("see_overlay")
def style() -> Response:
    """Give the style sheet with the colour."""
    accent = viewer().look.accent
    if not accent:
        raise NotFound("There is no colour of your organisation.")
    return _kept(Response(accent_style(accent), mimetype="text/css"), accent)


@bp.get("/organisation/logo")
@allow("see_overlay")
def logo() -> Response:
    """Give the logo."""
    look = viewer().look
    session = services().database.of_request()
    found = look.logo and logo_of(session.get_one(Organisation, member().organisation_id))
    if not found:
        raise NotFound("There is no logo of your organisation.")
    answer = Response(found.content, mimetype=TYPES[found.suffix])
    answer.headers["Content-Security-Policy"] = LOGO_POLICY
    return _kept(answer, look.logo)


def look_of_page() -> dict[str, str]:
    """Return what the layout needs: ``accent``, and the addresses ``style`` and ``logo`` if any."""
    seen = viewer_or_none()
    if seen is None:
        return {}
    look = seen.look
    return {
        "accent": look.accent,
        "style": url_for("organisations.look.style", v=_mark(look.accent)) if look.accent else "",
        "logo": url_for("organisations.look.logo", v=_mark(look.logo)) if look.logo else "",
    }


def _mark(of: str) -> str:
    return of.removeprefix("#")[:12]


def _kept(answer: Response, of: str) -> Response:
    """Let this browser keep an answer, where it was asked for by its mark."""
    current = request.args.get("v") == _mark(of)
    answer.headers["Cache-Control"] = (
        f"private, max-age={SECONDS}, immutable" if current else "private, no-cache"
    )
    return answer
