"""Pages on which an administrator keeps the keys to their organisation's records."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.forms import error_list
from app.permissions import allow
from app.record_keys import keys
from app.record_keys.example import example
from app.record_keys.forms import KeyForm
from app.record_keys.scopes import SCOPE_WORDS, in_words
from app.records.address import record_store_address
from app.services import services
from app.viewer import member

bp = Blueprint("record_keys", __name__, template_folder="templates", url_prefix="/records/keys")


@bp.get("")
@allow("manage_record_keys")
def overview() -> str:
    """Show the keys of the organisation; where another record store is in use, say so."""
    parts = services()
    elsewhere = parts.settings.lrs_endpoint
    found = None if elsewhere else keys.keys(parts, member())
    return render_template(
        "record_keys/overview.html",
        found=found,
        elsewhere=elsewhere,
        address=record_store_address(parts),
    )


@bp.get("/new")
@allow("manage_record_keys")
def new() -> str:
    """Ask what a new key is for."""
    keys.own_store(services())
    return _form(KeyForm())


@bp.post("/new")
@allow("manage_record_keys")
def make() -> ResponseReturnValue:
    """Make a key, and show it with its secret this once."""
    parts = services()
    form = KeyForm(request.form)
    keys.own_store(parts)
    if not form.validate():
        return _form(form), 400
    scopes = tuple(form.scopes.data or ())
    made, secret = keys.make(parts, member(), form.label.data or "", scopes)
    address = record_store_address(parts)
    return render_template(
        "record_keys/made.html",
        label=form.label.data,
        key=made,
        secret=secret,
        scopes=in_words(scopes),
        address=address,
        example=example(address, made, secret, scopes),
    )


@bp.get("/<key_id>/revoke")
@allow("manage_record_keys")
def confirm_revoke(key_id: str) -> ResponseReturnValue:
    """Say what comes of revoking a key, before it is done."""
    row = keys.key(services(), member(), key_id)
    if row.revoked is not None:
        return redirect(url_for(".overview"), 303)
    return render_template("record_keys/revoke.html", row=row)


@bp.post("/<key_id>/revoke")
@allow("manage_record_keys")
def revoke(key_id: str) -> ResponseReturnValue:
    """Revoke a key, for good."""
    row = keys.revoke(services(), member(), key_id)
    flash(f"The key “{row.label}” is revoked. It opens nothing any more.", "success")
    return redirect(url_for(".overview"), 303)


def _form(form: KeyForm) -> str:
    hints = {
        each.name: f"{each.sentence} In the specification: {each.name}." for each in SCOPE_WORDS
    }
    return render_template("record_keys/new.html", form=form, errors=error_list(form), hints=hints)
