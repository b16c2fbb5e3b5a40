"""Flask-Login over our own sign-in rows: the cookie holds a token, the database the rest."""

from urllib.parse import urlsplit

from flask import Flask, redirect, request, session, url_for
from flask_login import LoginManager, login_user
from werkzeug.wrappers import Response

from app import tenancy
from app.accounts import sign_ins
from app.database import now
from app.permissions import MANAGER
from app.services import services
from app.settings import Settings
from app.viewer import SignedIn


def set_up(app: Flask) -> None:
    """Let requests know who is signed in, and send strangers to the sign-in page."""
    manager = LoginManager()
    manager.session_protection = (
        None  # a sign-in is a row that can be revoked; addresses change on phones
    )
    manager.user_loader(_load)
    manager.unauthorized_handler(_ask_to_sign_in)
    manager.init_app(app)
    app.teardown_appcontext(tenancy.leave_request)
    app.extensions[MANAGER] = manager


def _load(token: str) -> SignedIn | None:
    parts = services()
    moment = now()
    found = sign_ins.find(parts.database.of_request(), token, moment, lasting(parts.settings))
    if found is None:
        return None
    tenancy.enter_request(found.viewer.organisation_id)
    if found.stale:
        with parts.database.write() as writing:
            sign_ins.touch(writing, found.viewer.sign_in_id, moment)
    return SignedIn(token, found.viewer)


def lasting(settings: Settings) -> sign_ins.Lasts:
    """Return for how long a sign-in holds on this server."""
    return sign_ins.Lasts(settings.sign_in_hours, settings.sign_in_days)


def _ask_to_sign_in() -> Response:
    # What was posted cannot be repeated by us; its page can be shown again.
    wanted = request.full_path if request.method == "GET" else _path_of(request.referrer or "")
    return redirect(url_for("accounts.sign_in", next=safe_path(wanted) or None))


def _path_of(address: str) -> str:
    """Return the path of an address; empty for what is none."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def remember(token: str, found: sign_ins.Found) -> None:
    """Put a new sign-in into the cookie; nothing of what the cookie held before is kept."""
    session.clear()
    tenancy.enter_request(found.viewer.organisation_id)
    login_user(SignedIn(token, found.viewer))


def safe_path(wanted: str) -> str:
    """Return a path of our own, or an empty text for anything that could lead elsewhere.

    Source: WHATWG URL: a backslash counts as a slash, and tabs and line ends are dropped.
    """
    plain = wanted.rstrip("?")
    if not plain.startswith("/") or any(ord(letter) < 33 or letter == "\\" for letter in plain):
        return ""
    if plain.startswith("//") or urlsplit(plain).netloc:
        return ""
    return plain
