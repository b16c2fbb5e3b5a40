"""Pages of the account on which a person adds a passkey, and removes one."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts.confirming import ConfirmForm, errors_of, sent
from app.database import now
from app.errors import Conflict
from app.permissions import allow
from app.second_step import gate, passkeys, recovery
from app.second_step.forms import NameForm
from app.second_step.reachable import obstacle
from app.services import services
from app.viewer import viewer

NAME = "passkey_name"

bp = Blueprint(
    "own_passkeys",
    __name__,
    template_folder="templates",
    url_prefix="/account/second-step/passkeys",
)


@bp.route("/add", methods=["GET", "POST"])
@allow("see_own_account")
def add() -> ResponseReturnValue:
    """Ask for a name and the password, then let the browser make the passkey."""
    if obstacle() is not None:  # the overview says why
        return redirect(url_for("own_second_step.overview"), 303)
    form = NameForm(sent())
    errors = errors_of(form) if sent() is not None else []
    if sent() is None or errors:
        page = render_template("second_step/add_passkey.html", form=form, errors=errors)
        return page, 400 if errors else 200
    with services().database.write() as writing:
        options = passkeys.options_to_make(writing, viewer().person_id, now())
    session[NAME] = form.name.data
    return render_template("second_step/make_passkey.html", options=options, name=form.name.data)


@bp.post("/made")
@allow("see_own_account")
def made() -> ResponseReturnValue:
    """Keep the passkey; where there were no recovery codes, make some and show them once."""
    own, name = viewer().person_id, session.pop(NAME, "")
    if not name:
        raise Conflict("This passkey was asked for in another tab. Start again.")
    with services().database.write() as writing:
        passkeys.keep(writing, own, name, request.form.get("answer", ""), now())
        codes = () if recovery.left(writing, own) else recovery.make(writing, own)
    if codes:
        return render_template("second_step/codes.html", codes=codes, new=True)
    flash(f"The passkey “{name}” is added.", "success")
    return redirect(url_for("own_second_step.overview"), 303)


@bp.route("/<uuid:passkey_id>/remove", methods=["GET", "POST"])
@allow("see_own_account")
def remove(passkey_id: uuid.UUID) -> ResponseReturnValue:
    """Ask for the password, then forget a passkey."""
    own, form = viewer().person_id, ConfirmForm(sent())
    key = passkeys.own(services().database.of_request(), own, passkey_id)
    errors = errors_of(form) if sent() is not None else []
    if sent() is None or errors:
        page = render_template("second_step/remove_passkey.html", form=form, errors=errors, key=key)
        return page, 400 if errors else 200
    with services().database.write() as writing:
        writing.delete(passkeys.own(writing, own, passkey_id))
        writing.flush()
        gate.tidy(writing, own)
    flash(f"The passkey “{key.name}” is removed. It opens nothing any more.", "success")
    return redirect(url_for("own_second_step.overview"), 303)
