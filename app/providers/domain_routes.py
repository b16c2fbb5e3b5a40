"""E-mail domains: asked for by an organisation's administrator, confirmed by the platform's."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import Conflict
from app.permissions import allow
from app.providers import domains
from app.providers.forms import DomainForm
from app.providers.routes import overview_page
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("email_domains", __name__, template_folder="templates")


@bp.post("/sign-in-providers/domains")
@allow("manage_sign_in")
def add() -> ResponseReturnValue:
    """Say that a domain is the organisation's own."""
    form = DomainForm(request.form)
    if form.validate():
        try:
            with services().database.write() as writing:
                domains.ask_for(writing, member(), form.domain.data or "", now())
        except Conflict as conflict:
            form.domain.errors = [conflict.sentence]
        else:
            flash(
                f"{form.domain.data} waits for the platform’s administrator to confirm it.",
                "success",
            )
            return redirect(url_for("providers.overview"), 303)
    return overview_page(form), 400


@bp.post("/sign-in-providers/domains/<uuid:domain_id>/take-out")
@allow("manage_sign_in")
def take_out(domain_id: uuid.UUID) -> ResponseReturnValue:
    """Take a domain out of the organisation."""
    with services().database.write() as writing:
        domain = domains.take_out(writing, member(), domain_id)
    flash(f"{domain} is taken out. Nobody is matched by an address in it any more.", "success")
    return redirect(url_for("providers.overview"), 303)


@bp.get("/email-domains")
@allow("confirm_email_domains")
def every() -> str:
    """Show the domains that wait, and those that are confirmed."""
    rows = domains.every(services().database.of_request())
    return render_template(
        "providers/domains.html",
        waiting=[row for row in rows if row.confirmed is None],
        confirmed=[row for row in rows if row.confirmed is not None],
    )


@bp.post("/email-domains/<uuid:domain_id>/confirm")
@allow("confirm_email_domains")
def confirm(domain_id: uuid.UUID) -> ResponseReturnValue:
    """Confirm that a domain is its organisation's own."""
    with services().database.write() as writing:
        row = domains.confirm(writing, viewer(), domain_id, now())
    flash(f"{row.domain} is {row.organisation}’s own.", "success")
    return redirect(url_for(".every"), 303)


@bp.post("/email-domains/<uuid:domain_id>/refuse")
@allow("confirm_email_domains")
def refuse(domain_id: uuid.UUID) -> ResponseReturnValue:
    """Take a domain from an organisation."""
    with services().database.write() as writing:
        row = domains.refuse(writing, viewer(), domain_id)
    flash(f"{row.domain} is no longer {row.organisation}’s.", "success")
    return redirect(url_for(".every"), 303)
