"""Pages on which an administrator helps with a member's account: a wrong name, a lost phone."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import letters
from app.accounts.mailboxes import mailbox_or_empty
from app.database import now
from app.errors import Conflict
from app.forms import error_list
from app.organisations import account_commands, people_queries
from app.organisations.forms import DetailsForm
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("care", __name__)


@bp.route("/people/<uuid:membership_id>/details", methods=["GET", "POST"])
@allow("manage_people")
def details(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Put a person's name and e-mail address right."""
    row = people_queries.person(services().database.of_request(), member(), membership_id)
    known = mailbox_or_empty(row.email)
    data = {"name": row.name, "email": known}
    form = DetailsForm(request.form, data=data)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        errors = error_list(form) if not form.validate() else []
        if not errors:
            try:
                _put_right(membership_id, form)
            except Conflict as conflict:
                form.email.errors = [conflict.sentence]
                errors = error_list(form)
            else:
                flash("The name and the e-mail address are saved.", "success")
                return redirect(url_for("organisations.person", membership_id=membership_id))
    page = render_template("organisations/details.html", row=row, form=form, errors=errors)
    return page, 400 if errors else 200


def _put_right(membership_id: uuid.UUID, form: DetailsForm) -> None:
    parts, moment = services(), now()
    name, email = form.name.data or "", form.email.data or ""
    with parts.database.write() as writing:
        old = account_commands.put_right(writing, member(), membership_id, name, email, moment)
        if old:
            found = people_queries.membership(writing, member(), membership_id)
            letters.email_changed(parts, writing, found.person, old, moment)


@bp.post("/people/<uuid:membership_id>/second-step")
@allow("manage_people")
def reset_second_step(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Take a person's second step away, whose phone is lost."""
    row = people_queries.person(services().database.of_request(), member(), membership_id)
    with services().database.write() as writing:
        account_commands.reset_second_step(writing, member(), membership_id, now())
        found = people_queries.membership(writing, member(), membership_id)
        letters.second_step_removed(services(), writing, found.person, now())
    flash(
        f"{row.name} signs in with the password alone again, and is told so at the next sign-in.",
        "success",
    )
    return redirect(url_for("organisations.person", membership_id=membership_id))
