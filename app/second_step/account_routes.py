"""Pages of the account on which a person sets their second step up, and takes it away."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import delete, select

from app.accounts import queries
from app.accounts.confirming import ConfirmForm, errors_of, sent
from app.database import now
from app.errors import Conflict
from app.forms import error_list
from app.permissions import allow
from app.sealing import seal_for
from app.second_step import gate, recovery, totp
from app.second_step.checking import fault_of
from app.second_step.demanded import is_demanded
from app.second_step.forms import CodeForm
from app.second_step.models import Authenticator, Passkey
from app.second_step.reachable import obstacle
from app.services import services
from app.viewer import viewer

TOO_LATE = (
    "The key for your app was shown more than an hour ago, or you have signed out since. Begin again:"
    " you get a new one."
)

bp = Blueprint(
    "own_second_step", __name__, template_folder="templates", url_prefix="/account/second-step"
)


@bp.get("")
@allow("see_own_account")
def overview() -> str:
    """Show what there is, and what can be set up."""
    reading, own = services().database.of_request(), viewer().person_id
    keys = select(Passkey).where(Passkey.person_id == own).order_by(Passkey.made)
    return render_template(
        "second_step/overview.html",
        means=gate.means_of(reading, own),
        authenticator=reading.get(Authenticator, own),
        passkeys=reading.scalars(keys).all(),
        of=recovery.HOW_MANY,
        obstacle=obstacle(),
        demanded=is_demanded(reading, viewer(), services().settings.second_step),
    )


@bp.route("/app", methods=["GET", "POST"])
@allow("see_own_account")
def begin_app() -> ResponseReturnValue:
    """Ask for the password, then make a secret for the app."""
    form = ConfirmForm(sent())
    errors = errors_of(form) if sent() is not None else []
    if sent() is None or errors:
        page = render_template("second_step/begin_app.html", form=form, errors=errors)
        return page, 400 if errors else 200
    with services().database.write() as writing:
        totp.begin(writing, seal_for(totp.PURPOSE), viewer().person_id, now())
    return redirect(url_for("own_second_step.confirm_app"), 303)


@bp.route("/app/confirm", methods=["GET", "POST"])
@allow("see_own_account")
def confirm_app() -> ResponseReturnValue:
    """Show the secret until a first code of it is right; then show the recovery codes, once."""
    form, own, seal = CodeForm(sent()), viewer().person_id, seal_for(totp.PURPOSE)
    if sent() is not None and form.validate():
        with services().database.write() as writing:
            code = recovery.plain(form.code.data or "")
            fault = fault_of(totp.confirm(writing, seal, own, code, now()))
            codes = recovery.make(writing, own) if not fault else ()
        if codes:
            return render_template("second_step/codes.html", codes=codes, new=True)
        form.code.errors = [fault]
    reading = services().database.of_request()
    email = queries.own_account(reading, viewer()).email
    secret = totp.secret_to_confirm(reading, seal, own, email, now())
    if secret is None:
        if not totp.is_on(reading, own):
            flash(TOO_LATE, "note")
        return redirect(url_for("own_second_step.overview"))
    errors = error_list(form)
    page = render_template("second_step/confirm_app.html", form=form, errors=errors, secret=secret)
    return page, 400 if errors else 200


@bp.route("/app/remove", methods=["GET", "POST"])
@allow("see_own_account")
def remove_app() -> ResponseReturnValue:
    """Ask for the password, then forget the app."""
    form = ConfirmForm(sent())
    errors = errors_of(form) if sent() is not None else []
    if sent() is None or errors:
        page = render_template("second_step/remove_app.html", form=form, errors=errors)
        return page, 400 if errors else 200
    own = viewer().person_id
    with services().database.write() as writing:
        writing.execute(delete(Authenticator).where(Authenticator.person_id == own))
        gate.tidy(writing, own)
    flash("The authenticator app is removed. Its codes open nothing any more.", "success")
    return redirect(url_for("own_second_step.overview"), 303)


@bp.route("/codes", methods=["GET", "POST"])
@allow("see_own_account")
def new_codes() -> ResponseReturnValue:
    """Ask for the password, then make ten new recovery codes and show them once."""
    form, own = ConfirmForm(sent()), viewer().person_id
    if not gate.is_needed(services().database.of_request(), own):
        raise Conflict("Set up an authenticator app or a passkey first.")
    errors = errors_of(form) if sent() is not None else []
    if sent() is None or errors:
        page = render_template("second_step/new_codes.html", form=form, errors=errors)
        return page, 400 if errors else 200
    with services().database.write() as writing:
        codes = recovery.make(writing, own)
    return render_template("second_step/codes.html", codes=codes, new=False)
