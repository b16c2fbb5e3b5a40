"""Pages on which a person changes their own e-mail address."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts import email_change, queries
from app.accounts.confirming import errors_of, sent
from app.accounts.forms import EmailForm
from app.accounts.visitor import visitor
from app.database import now
from app.mail.letters import is_set_up
from app.permissions import allow
from app.services import services
from app.viewer import viewer

bp = Blueprint("own_email", __name__, template_folder="templates", url_prefix="/account/email")


@bp.get("")
@allow("see_own_account")
def page() -> str:
    """Ask for the new address and the password; where no mail is sent, say who helps."""
    return _page(EmailForm(None), [])


@bp.post("")
@allow("see_own_account")
def ask() -> ResponseReturnValue:
    """Send a link to the new address, and say the same whoever has it."""
    parts, form = services(), EmailForm(sent())
    if not is_set_up(parts):
        return _page(form, []), 400
    form.old = queries.own_account(parts.database.of_request(), viewer()).email
    errors = errors_of(form)
    if errors:
        return _page(form, errors), 400
    email = form.email.data or ""
    # As for a forgotten password: never under the address that the request names.
    link = f"{parts.settings.public_address or parts.home_page}{url_for('own_email.page')}/"
    with parts.database.write() as writing:
        email_change.ask(parts, writing, visitor(), viewer(), email, link, now())
    return render_template("accounts/email_asked.html", email=email, hours=email_change.HOURS)


@bp.get("/<token>")
@allow("see_own_account")
def confirm_page(token: str) -> str:
    """Ask for a last word: what only looks at links in mail must change nothing."""
    found = email_change.wanted(services().database.of_request(), viewer(), token, now())
    own = queries.own_account(services().database.of_request(), viewer())
    return render_template(
        "accounts/email_confirm.html", email=found.email, old=own.email, token=token
    )


@bp.post("/<token>")
@allow("see_own_account")
def confirm(token: str) -> ResponseReturnValue:
    """Change the address."""
    with services().database.write() as writing:
        email = email_change.confirm(services(), writing, viewer(), token, now())
    flash(f"Your e-mail address is changed. You sign in with {email} from now on.", "success")
    return redirect(url_for("accounts.account"), 303)


def _page(form: EmailForm, errors: list[dict[str, str]]) -> str:
    reading = services().database.of_request()
    own = queries.own_account(reading, viewer())
    return render_template(
        "accounts/email.html", form=form, errors=errors, own=own, mail=is_set_up(services())
    )
