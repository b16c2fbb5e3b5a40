"""The page on which a person sees, connects and disconnects their work accounts."""

import datetime as dt
import uuid

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from msgspec import Struct

from app.accounts.confirming import ConfirmForm, errors_of, sent
from app.accounts.login import safe_path
from app.database import now
from app.permissions import allow
from app.providers import fresh, going, own
from app.providers.errors import ProviderFault
from app.providers.flows import Errand
from app.providers.public_routes import failed, leaving
from app.services import services
from app.viewer import viewer, viewer_or_none

bp = Blueprint(
    "own_work_accounts", __name__, template_folder="templates", url_prefix="/account/work-accounts"
)


class Instead(Struct, frozen=True):
    """What a form asks for instead of a password. until: when it counts; ways: names with addresses."""

    until: dt.datetime | None
    ways: tuple[tuple[str, str], ...]


@bp.app_template_global()
def instead_of_password(back: str = "") -> Instead | None:
    """Return what whoever is signed in and has no password is asked for; none for who has one.

    back: the page of the form, where its own address is only sent to.
    """
    reading, who = services().database.of_request(), viewer_or_none()
    if who is None or fresh.has_password(reading, who):
        return None
    back = back or (request.full_path if request.method == "GET" else request.path)
    ways = tuple(
        (
            each.provider.name,
            url_for("own_work_accounts.confirm", identity_id=each.id, next=safe_path(back)),
        )
        for each in fresh.ways(reading, who)
    )
    return Instead(fresh.until(reading, who, now()), ways)


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
            to = going.go(provider, Errand(person_id=viewer().person_id))
        except ProviderFault as fault:
            errors = [{"text": fault.sentence, "href": "#main"}]
        else:
            return leaving(provider, to)
    body = render_template("providers/connect.html", row=row, form=form, errors=errors)
    return body, 400 if errors else 200


@bp.get("/<uuid:identity_id>/confirm")
@allow("see_own_account")
def confirm(identity_id: uuid.UUID) -> ResponseReturnValue:
    """Send somebody who has no password to their provider, which asks them anew who they are."""
    wanted = safe_path(request.args.get("next", ""))
    reading = services().database.of_request()
    row = fresh.way(reading, viewer(), identity_id)
    if fresh.has_password(reading, viewer()):
        return redirect(wanted or url_for("accounts.account"))
    provider = going.reached(row.provider_id)
    errand = Errand(wanted, viewer().person_id, viewer().sign_in_id)
    try:
        return redirect(going.go(provider, errand))
    except ProviderFault as fault:
        return failed(provider, fault, errand)


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
