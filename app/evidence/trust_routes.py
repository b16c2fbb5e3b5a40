"""Pages on which the platform's administrator keeps the list of issuers that are believed here."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import Conflict
from app.evidence import issuers
from app.evidence.forms import MAX_KEYS_CHARS, IssuerForm
from app.evidence.keys import JWKS_PATH
from app.forms import error_list
from app.permissions import allow
from app.services import services

bp = Blueprint("trust", __name__, template_folder="templates", url_prefix="/trusted-issuers")


@bp.get("")
@allow("manage_trusted_issuers")
def overview() -> str:
    """Show who is trusted."""
    parts = services()
    rows = issuers.trusted(parts.database.of_request())
    own = issuers.own_addresses(parts)[0]
    return render_template("evidence/issuers.html", rows=rows, own=own, own_keys=own + JWKS_PATH)


@bp.get("/add")
@allow("manage_trusted_issuers")
def new() -> str:
    """Ask whom to trust."""
    return _form(IssuerForm())


@bp.post("/add")
@allow("manage_trusted_issuers")
def add() -> ResponseReturnValue:
    """Trust a server, or give it other keys."""
    form = IssuerForm(request.form, file=_file())
    errors = [] if form.validate() else error_list(form)
    if errors:
        return _form(form, errors), 400
    parts, name = services(), form.name.data or ""
    try:
        with parts.database.write() as session:
            is_new = issuers.trust(parts, session, name, form.read_address, form.read_keys)
    except Conflict as conflict:
        form.address.errors = [conflict.sentence]
        return _form(form, error_list(form)), 400
    flash(
        f"What {name} signs is believed here from now on."
        if is_new
        else f"The name and the keys of {name} are replaced by those that you entered.",
        "success",
    )
    return redirect(url_for(".overview"), 303)


@bp.get("/<uuid:issuer_id>/remove")
@allow("manage_trusted_issuers")
def confirm_remove(issuer_id: uuid.UUID) -> str:
    """Say what comes of removing an issuer, before it is done."""
    row = issuers.one(services().database.of_request(), issuer_id)
    return render_template("evidence/remove_issuer.html", row=row)


@bp.post("/<uuid:issuer_id>/remove")
@allow("manage_trusted_issuers")
def remove(issuer_id: uuid.UUID) -> ResponseReturnValue:
    """Trust an issuer no longer."""
    with services().database.write() as session:
        row = issuers.one(session, issuer_id)
        name = row.name
        session.delete(row)
    flash(f"What {name} signs is no longer believed here.", "success")
    return redirect(url_for(".overview"), 303)


def _file() -> str | None:
    """Return the text of the file that was sent; none for one that holds no text."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        return ""
    try:
        return sent.stream.read(MAX_KEYS_CHARS + 1).decode("utf-8-sig")
    except UnicodeDecodeError:
        return None


def _form(form: IssuerForm, errors: list[dict[str, str]] | None = None) -> str:
    return render_template("evidence/add_issuer.html", form=form, errors=errors or [])
