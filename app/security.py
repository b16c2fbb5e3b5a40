"""What every answer carries to keep browsers safe, and how cookies, keys and proxies are set.

Sources: W3C Content Security Policy Level 3; RFC 6265bis, section 4.1.3 (name prefixes of cookies);
RFC 6797 (HSTS); OWASP, "HTTP Security Response Headers Cheat Sheet".
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Final

from flask import Flask, Response, current_app, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

from app.settings import Settings

SECRET_BYTES: Final = 32
HSTS_SECONDS: Final = 31_536_000
_STRICT: Final = f"max-age={HSTS_SECONDS}; includeSubDomains"

FIXED_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

POLICY: Final = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self';"
    " img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self';"
    " frame-ancestors 'none'; base-uri 'none'"
)


def csp_nonce() -> str:
    """Return the number used once that scripts of this answer carry."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def allow_frames() -> None:
    """Let the page of this answer frame pages of this server."""
    g.csp_frames = True


def read_or_make_secret(file: Path) -> str:
    """Return the key that signs cookies, made at the first start and readable by its owner only.

    Raises OSError where the folder is not writable.
    """
    return read_or_make(file, lambda: secrets.token_hex(SECRET_BYTES))


def read_or_make(file: Path, make: Callable[[], str]) -> str:
    """Return what a file holds, made by ``make`` where there is none, and readable by its owner only.

    Two processes that start at once agree: the first to link its file wins. Raises OSError where
    the folder is not writable.
    """
    if not file.exists():
        draft = write_draft(file, make())
        try:
            os.link(draft, file)
        except FileExistsError:
            pass  # the other process was faster: its file counts
        finally:
            draft.unlink()
    return file.read_text(encoding="ascii")


def write_draft(file: Path, text: str) -> Path:
    """Write what a file shall hold beside it, readable by its owner only; return where."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(text)
    return draft


def secure(app: Flask, settings: Settings) -> None:
    """Set the app's key, cookies, limits, proxies and headers."""
    https = settings.public_address.startswith("https://")
    secret, *older = read_or_make_secret(settings.instance / "secret").split()
    app.config.update(
        SECRET_KEY=secret,
        # After a change of the secret: cookies and open forms of before are still believed.
        SECRET_KEY_FALLBACKS=older,
        WTF_CSRF_SECRET_KEY=[*reversed(older), secret],
        SESSION_COOKIE_NAME="__Host-firstshift" if https else "firstshift",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_body_bytes,
        # A form may stay open over a long night: its token lives as long as the sign-in does.
        WTF_CSRF_TIME_LIMIT=None,
    )
    hops = settings.trusted_proxies
    if hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops, x_port=hops, x_prefix=0
        )
    app.after_request(_add_headers)


def headers_of_programs(settings: Settings) -> dict[str, str]:
    """Return what answers to programs carry, which never pass through the app."""
    https = settings.public_address.startswith("https://")
    strict = {"Strict-Transport-Security": _STRICT} if https else {}
    # That one is the record store's own as well.
    return {
        name: value for name, value in FIXED_HEADERS.items() if name != "X-Content-Type-Options"
    } | strict


def _add_headers(response: Response) -> Response:
    for name, value in FIXED_HEADERS.items():
        response.headers.setdefault(name, value)
    policy = POLICY.format(nonce=csp_nonce()) + ("; frame-src 'self'" if "csp_frames" in g else "")
    response.headers.setdefault("Content-Security-Policy", policy)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", _STRICT)
    attached = response.headers.get("Content-Disposition", "").startswith("attachment")
    if response.mimetype == "text/html" or (attached and not _is_asset()):
        # Pages and files hold what only this person may see, and forms hold their tokens.
        response.headers["Cache-Control"] = "no-store"
    elif request.cookies.get(current_app.config["SESSION_COOKIE_NAME"]) and not _is_asset():
        # Other data for whoever is signed in: kept by nobody, unless its room has said otherwise.
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _is_asset() -> bool:
    return request.endpoint == "static"
