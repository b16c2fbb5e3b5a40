"""Signing in by a passkey: alone, or as the second step after the password."""

from flask import Blueprint, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts import commands
from app.accounts.entering import HALF, enter
from app.accounts.login import safe_path
from app.accounts.visitor import visitor
from app.database import now
from app.errors import Conflict
from app.permissions import public
from app.second_step import passkeys
from app.second_step.reachable import obstacle
from app.second_step.routes import begin_again, waiting
from app.services import services

bp = Blueprint("passkeys", __name__, template_folder="templates", url_prefix="/sign-in/passkey")


@bp.post("")
@public
def begin() -> str:
    """Ask for anybody's passkey."""
    _must_work_here()
    with services().database.write() as writing:
        options = passkeys.options_to_use(writing, None, now())
    return _page(options, url_for("passkeys.alone"))


@bp.post("/used")
@public
def alone() -> ResponseReturnValue:
    """Sign in whose passkey it is."""
    with services().database.write() as writing:
        person = passkeys.person_of(writing, None, request.form.get("answer", ""), now())
        begun = commands.begin_by_passkey(services(), writing, person, visitor().device, now())
    return enter(begun, safe_path(request.form.get("next", "")))


@bp.post("/second-step")
@public
def begin_second() -> ResponseReturnValue:
    """Ask for a passkey of the person whose password was right."""
    _must_work_here()
    person = waiting()
    if person is None:
        return begin_again()
    with services().database.write() as writing:
        options = passkeys.options_to_use(writing, person.id, now())
    return _page(options, url_for("passkeys.second"))


@bp.post("/second-step/used")
@public
def second() -> ResponseReturnValue:
    """Take the second step by a passkey."""
    waits = waiting()
    if waits is None:
        return begin_again()
    half = session.get(HALF, "")
    with services().database.write() as writing:
        person = passkeys.person_of(writing, waits.id, request.form.get("answer", ""), now())
        begun = commands.begin_after_second_step(
            services(), writing, half, person, visitor().device, now(), "passkey"
        )
    return enter(begun, safe_path(request.form.get("next", "")))


def _must_work_here() -> None:
    """Raise Conflict at an address where no browser would give a passkey."""
    found = obstacle()
    if found is not None:
        raise Conflict(found.sentence)


def _page(options: str, action: str) -> str:
    return render_template(
        "second_step/use_passkey.html",
        options=options,
        action=action,
        next=safe_path(request.form.get("next", "")),
        back=url_for("accounts.sign_in"),
    )
