"""Signing in by a work account: which provider, the way there, the way back, and out."""

import uuid
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from app import security_log
from app.accounts.entering import enter
from app.accounts.login import safe_path
from app.accounts.visitor import visitor
from app.database import now
from app.errors import AppError, Conflict
from app.forms import error_list
from app.permissions import public
from app.providers import arriving, confirming, connection, domains, going, keeping, own_keys
from app.providers.addresses import addresses_of
from app.providers.claims import domain_of
from app.providers.connection import Reached
from app.providers.errors import ProviderFault, SignInRefused
from app.providers.flows import Answered, Errand, forgive
from app.providers.forms import WorkEmailForm
from app.providers.models import Provider
from app.services import services
from app.viewer import viewer, viewer_or_none

bp = Blueprint("work_account", __name__, template_folder="templates")

NOBODY = (
    "No organisation here signs people in by {domain} addresses. Sign in with your password, or ask your"
    " organisation’s administrator."
)


@bp.get("/sign-in/work")
@public
def which() -> ResponseReturnValue:
    """Ask for the address at work."""
    wanted = safe_path(request.args.get("next", ""))
    if viewer_or_none() is not None:
        return redirect(wanted or url_for("home.start"))
    return render_template("providers/which.html", form=WorkEmailForm(None), errors=[], next=wanted)


@bp.post("/sign-in/work")
@public
def find() -> ResponseReturnValue:
    """Lead on to the provider of an address; let choose where there are several."""
    form, wanted = WorkEmailForm(request.form), safe_path(request.form.get("next", ""))
    found: tuple[Provider, ...] = ()
    if form.validate():
        domain = domain_of(form.email.data or "")
        found = domains.providers_of(services().database.of_request(), domain)
        if not found:
            form.email.errors = [NOBODY.format(domain=domain)]
    if not found:
        page = render_template(
            "providers/which.html", form=form, errors=error_list(form), next=wanted
        )
        return page, 400
    if len(found) > 1:
        return render_template("providers/several.html", rows=found, next=wanted)
    one = going.reached(found[0].id)
    try:
        to = going.go(one, Errand(wanted), hint=form.email.data or "")
    except ProviderFault as fault:
        return failed(one, fault, Errand(wanted))
    return leaving(one, to)


def leaving(provider: Reached, to: str) -> str:
    """Return the page that sends a browser on.

    A form of ours may lead to our own pages only (the policy of form-action), and a redirect that answers
    it counts as the form; so the page itself leads on, at once and without a script.
    """
    return render_template("providers/leaving.html", name=provider.name, to=to)


@bp.get("/sign-in/with/<uuid:provider_id>")
@public
def begin(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Send somebody to a provider: from a page of ours, an intranet, or a tile there."""
    wanted = safe_path(request.args.get("next", ""))
    if viewer_or_none() is not None:
        return redirect(wanted or url_for("home.start"))
    provider = going.reached(provider_id)
    try:
        return redirect(going.go(provider, Errand(wanted)))
    except ProviderFault as fault:
        return failed(provider, fault, Errand(wanted))


@bp.get("/sign-in/with/<uuid:provider_id>/answer")
@public
def answer(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Let in whoever comes back with a true answer; connect or confirm where that was asked for."""
    provider = going.reached(provider_id)
    errand = Errand()
    try:
        way = going.end_way(provider, request.args)
        errand = way.errand
        claims = going.come_back(provider, request.args, way)
        if errand.sign_in_id is not None:
            return _confirm(provider_id, claims, way)
        if errand.person_id is not None:
            return _connect(provider_id, claims, way)
        with services().database.write() as writing:
            row = keeping.turned_on(writing, provider_id)
            begun = arriving.sign_in(services(), writing, row, claims, visitor().device, now())
            forgive(writing, way)
    except (ProviderFault, SignInRefused, Conflict) as fault:
        security_log.tell("not let in", by="work account")
        if not isinstance(fault, Conflict):
            going.note(provider, fault)
        return failed(provider, fault, errand)
    return enter(begun, errand.wanted)


def _confirm(provider_id: uuid.UUID, claims: dict[str, Any], way: Answered) -> ResponseReturnValue:
    with services().database.write() as writing:
        row = keeping.turned_on(writing, provider_id)
        confirming.confirm(writing, row, claims, viewer_or_none(), way, now())
        forgive(writing, way)
    security_log.tell("confirmed", way.errand.person_id, by="work account")
    flash("It is confirmed that it is you. Go on here.", "success")
    return redirect(way.errand.wanted or url_for("accounts.account"))


def _connect(provider_id: uuid.UUID, claims: dict[str, Any], way: Answered) -> ResponseReturnValue:
    who = viewer_or_none()
    if who is None or who.person_id != way.errand.person_id:
        raise SignInRefused(
            "You are no longer signed in to the account that you wanted to connect. Sign in and begin again."
        )
    with services().database.write() as writing:
        row = keeping.turned_on(writing, provider_id)
        arriving.connect(writing, row, claims, viewer().person_id, now())
        forgive(writing, way)
    session["connected"] = str(provider_id)
    return redirect(url_for("own_work_accounts.page"))


@bp.get("/sign-in/jwks.json")
@public
def jwks() -> Response:
    """Publish the public halves of the keys with which this server shows itself at providers."""
    answer = jsonify({"keys": list(own_keys.published(services().settings))})
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@bp.get("/signed-out")
@public
def signed_out() -> ResponseReturnValue:
    """Say that somebody is signed out here, and offer the way out at the provider too."""
    provider_id = session.pop("signed_out_of", None)
    if viewer_or_none() is not None or provider_id is None:
        return redirect(url_for("accounts.sign_in"))
    with services().database.read() as reading:
        row = reading.get(Provider, uuid.UUID(provider_id))
        told = connection.kept_told(row) if row is not None else None
        name, client_id = (row.name, row.client_id) if row is not None else ("", "")
    if told is None or not told.end_session:
        return redirect(url_for("accounts.sign_in"))
    back = addresses_of(uuid.UUID(provider_id)).signed_out
    return render_template(
        "providers/signed_out.html",
        name=name,
        to=connection.end_session(told, client_id, back),
        again=going.begin_path(uuid.UUID(provider_id), ""),
    )


def failed(provider: Reached, fault: AppError, errand: Errand) -> ResponseReturnValue:
    """Return the page that says why nobody was let in, connected or confirmed, and what can be done."""
    page = render_template(
        "providers/failed.html",
        name=provider.name,
        sentence=fault.sentence,
        again=going.begin_path(provider.id, errand.wanted),
        next=errand.wanted,
        confirming=errand.anew,
        signed_in=viewer_or_none() is not None,
    )
    return page, fault.status
