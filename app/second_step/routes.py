"""The second step of a sign-in: a code, or a passkey."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts.entering import HALF, enter
from app.accounts.login import safe_path
from app.accounts.models import Person
from app.accounts.visitor import visitor
from app.database import now
from app.forms import error_list
from app.permissions import public
from app.second_step import checking, gate
from app.second_step.forms import CodeForm
from app.second_step.reachable import obstacle
from app.services import services

bp = Blueprint(
    "second_step", __name__, template_folder="templates", url_prefix="/sign-in/second-step"
)


@bp.get("")
@public
def ask() -> ResponseReturnValue:
    """Ask for the second step."""
    person = waiting()
    if person is None:
        return begin_again()
    return _page(person, CodeForm(), safe_path(request.args.get("next", "")))


@bp.post("")
@public
def take() -> ResponseReturnValue:
    """Take the second step."""
    person, form = waiting(), CodeForm(request.form)
    wanted = safe_path(request.form.get("next", ""))
    if person is None:
        return begin_again()
    if not form.validate():
        return _page(person, form, wanted), 400
    half, typed = session.get(HALF, ""), form.code.data or ""
    begun = checking.take(services(), visitor(), half, person, typed, now())
    if isinstance(begun, str):
        form.code.errors = [begun]
        return _page(person, form, wanted), 400
    return enter(begun, wanted)


def waiting() -> Person | None:
    """Return whose sign-in waits in this browser; none where none does."""
    with services().database.read() as reading:
        return gate.waiting(reading, session.get(HALF, ""), now())


def begin_again() -> ResponseReturnValue:
    """Send somebody whose sign-in has waited too long back to its beginning."""
    flash("The sign-in waited too long for its second step. Sign in again.", "note")
    return redirect(url_for("accounts.sign_in"))


def _page(person: Person, form: CodeForm, wanted: str) -> str:
    with services().database.read() as reading:
        means = gate.means_of(reading, person.id)
    return render_template(
        "second_step/ask.html",
        form=form,
        errors=error_list(form),
        next=wanted,
        means=means,
        # What has begun here does not go on under another name.
        obstacle=obstacle(url_for("accounts.sign_in", next=wanted or None)),
    )
