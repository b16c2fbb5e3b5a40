"""The page on which a person sees, connects and disconnects their work accounts."""

import uuid

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.accounts.confirming import ConfirmForm, errors_of, sent
from app.permissions import allow
from app.providers import fresh, going, own
from app.providers.errors import ProviderFault
from app.providers.public_routes import leaving
from app.services import services
from app.viewer import viewer, viewer_or_none

bp = Blueprint(
    "own_work_accounts", __name__, template_folder="templates", url_prefix="/account/work-accounts"
)


@bp.app_template_global()
def has_no_password() -> bool:
    """Say in a form that asks for the password of whoever is signed in whether they have one."""
    who = viewer_or_none()
    return who is not None and not fresh.has_password(services().database.of_request(), who)


@bp.get("")
@allow("see_own_account")
def page() -> ResponseReturnValue:
    """Show what is connected, and what can be."""
    if session.pop("connected", None) is not None:
        flash("Your work account is connected. It signs you in here from now on.", "success")
        return redirect(url_for(".page"))
    reading = services().database.of_request()
    return render_template(
        "providers/own.html",
        rows=own.identities(reading, viewer()),
        open=own.to_connect(reading, viewer()),
    )


@bp.route("/connect/<uuid:provider_id>", methods=["GET", "POST"])
@allow("see_own_account")
def connect(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Ask for the password, then go to the provider to connect what it calls this person."""
    row = own.provider_to_connect(services().database.of_request(), viewer(), provider_id)
    form = ConfirmForm(sent())
    errors = errors_of(form) if sent() is not None else []
    if sent() is not None and not errors:
        provider = going.reached(provider_id)
        try:
            to = going.go(provider, "", viewer().person_id)
        except ProviderFault as fault:
            errors = [{"text": fault.sentence, "href": "#main"}]
        else:
            return leaving(provider, to)
    body = render_template("providers/connect.html", row=row, form=form, errors=errors)
    return body, 400 if errors else 200


@bp.route("/<uuid:identity_id>/disconnect", methods=["GET", "POST"])
@allow("see_own_account")
def disconnect(identity_id: uuid.UUID) -> ResponseReturnValue:
    """Ask for the password, then let a work account sign nobody in any more."""
    row = own.identity(services().database.of_request(), viewer(), identity_id)
    form = ConfirmForm(sent())
    errors = errors_of(form) if sent() is not None else []
    if sent() is None or errors:
        body = render_template("providers/disconnect.html", row=row, form=form, errors=errors)
        return body, 400 if errors else 200
    with services().database.write() as writing:
        own.disconnect(writing, viewer(), identity_id)
    flash("It is disconnected. Sign-ins elsewhere that came by it have ended.", "success")
    return redirect(url_for(".page"), 303)
