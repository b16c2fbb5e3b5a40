"""Where the operator demands a second step: who has none is led to where it is set up, and to nothing else.

Whoever has no password here comes in by another system's sign-in, whose rules those are.
"""

from typing import Final

from flask import Flask, current_app, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from app.accounts.models import Person
from app.organisations.models import Role
from app.permissions import ACTION, PUBLIC
from app.second_step import gate
from app.services import services
from app.viewer import Viewer, viewer_or_none

CHOICES: Final = ("offered", "administrators", "everybody")
ADMINISTRATORS: Final = frozenset({Role.ORGANISATION_ADMINISTRATOR, Role.LMS_ADMINISTRATOR})
OPEN: Final = frozenset({"own_second_step", "own_passkeys", "passkeys", "second_step"})
"""The rooms in which a second step is set up."""
OPEN_ACTIONS: Final = frozenset({PUBLIC, "", "see_overlay"})
"""What everybody may see, and what the page itself wears."""


def watch(app: Flask) -> None:
    """Look at each request of the app."""
    app.before_request(lead_to_it)


def is_demanded(session: Session, seen: Viewer, whose: str) -> bool:
    """Say whether somebody has to set up a second step first. whose: of CHOICES."""
    if whose == "offered":
        return False
    administers = seen.platform_administrator or not ADMINISTRATORS.isdisjoint(seen.roles)
    if whose == "administrators" and not administers:
        return False
    person = session.get_one(Person, seen.person_id)
    return bool(person.password_hash) and not gate.is_needed(session, person.id)


def lead_to_it() -> Response | None:
    """Answer with the way to the page of the second step, where it is demanded and not set up."""
    whose = services().settings.second_step
    if whose == "offered" or _is_open():
        return None
    seen = viewer_or_none()
    if seen is None or not is_demanded(services().database.of_request(), seen, whose):
        return None
    return redirect(url_for("own_second_step.overview"), 303)


def _is_open() -> bool:
    if request.endpoint in {None, "static", "accounts.sign_out"} or request.blueprint in OPEN:
        return True
    view = current_app.view_functions[str(request.endpoint)]
    return getattr(view, ACTION, "") in OPEN_ACTIONS
