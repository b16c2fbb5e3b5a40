"""The absolute addresses that a launch gives to a unit, and the key that some of them are made with."""

import uuid

from flask import current_app, request, url_for

from app.launching import tokens
from app.launching.facts import Enrolled
from app.launching.launch_data import Addresses


def own_key() -> str:
    """Return the app's own key, with which tokens are derived."""
    return str(current_app.secret_key)


def files_of(enrolled: Enrolled) -> str:
    """Return where the files of a package lie, with a slash at the end."""
    address = url_for(
        "launching.file", registration=enrolled.registration, name="x", _external=True
    )
    return address.removesuffix("x")


def closed_of(enrolled: Enrolled) -> str:
    """Return where a unit goes when it has ended."""
    return url_for("launching.closed", registration=enrolled.registration, _external=True)


def addresses_of(enrolled: Enrolled, session_id: uuid.UUID) -> Addresses:
    """Return all that a session's unit needs to know."""
    key = tokens.fetch_key(own_key(), session_id)
    return Addresses(
        endpoint=f"{request.host_url}xapi/",
        files=files_of(enrolled),
        fetch=url_for("launch_fetch.token", session_id=session_id, key=key, _external=True),
        closed=closed_of(enrolled),
    )
