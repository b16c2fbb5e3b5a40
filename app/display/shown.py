"""Whose choices hold for this request: the person's, else those of the device."""

from typing import Any, Final

from flask import Response, current_app, request

from app.assets import asset_url
from app.display.choices import Display, read
from app.viewer import viewer_or_none

COOKIE: Final = "firstshift-display"
SECONDS: Final = 31_536_000


def display() -> Display:
    """Return how pages are to look for who asks."""
    seen = viewer_or_none()
    return read((seen.display if seen else "") or request.cookies.get(_cookie_name(), ""))


def _cookie_name() -> str:
    """Return the cookie's name: where it is sent by https alone, no other host can set it."""
    return f"__Host-{COOKIE}" if current_app.config["SESSION_COOKIE_SECURE"] else COOKIE


def remember_on_device(answer: Response, chosen: Display) -> None:
    """Let the device keep the choices, which say nothing about a person, for the pages before a sign-in."""
    answer.set_cookie(
        _cookie_name(),
        chosen.kept,
        max_age=SECONDS,
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        httponly=True,
        samesite="Lax",
    )


def of_page() -> dict[str, Any]:
    """Return what the layout needs."""
    chosen = display()
    return {
        "classes": chosen.classes,
        "low": chosen.low,
        "sheets": [{"href": asset_url(name), "media": media} for name, media in chosen.sheets],
    }
