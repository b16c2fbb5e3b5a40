"""Pages on which somebody answers an invitation: with a new account, or with the one that they have.

Only the link accepts, never the address of an account: another organisation may have made the account
for that address, put it right, or hold a link to its password, and would come in with what was offered.
"""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.accounts import commands, queries
from app.accounts.entering import enter
from app.accounts.forms import NewPasswordForm
from app.accounts.models import Person
from app.accounts.visitor import visitor
from app.database import now
from app.errors import Conflict, NotFound
from app.forms import error_list
from app.organisations import invitations, people_commands
from app.organisations.models import Invitation
from app.permissions import allow, public
from app.services import services
from app.viewer import viewer, viewer_or_none

bp = Blueprint("joining", __name__, template_folder="templates")

HAS_AN_ACCOUNT = (
    "This address has an account here already. Sign in to it, as below, and accept then."
)


@bp.get("/invitation/<token>")
@public
def page(token: str) -> str:
    """Say who invites, and ask for a password or, whoever is signed in, for their word."""
    reading = services().database.of_request()
    found = invitations.by_token(reading, token, now())
    seen = viewer_or_none()
    if seen is None:
        form = NewPasswordForm(None, found.name, found.email)
        return _page(found, token, form)
    own = queries.own_account(reading, seen)
    return render_template("organisations/answer.html", found=found, token=token, own=own)


@bp.post("/invitation/<token>")
@public
def join(token: str) -> ResponseReturnValue:
    """Make the account, and sign in."""
    found = invitations.by_token(services().database.of_request(), token, now())
    if viewer_or_none() is not None:  # signed in meanwhile, in another tab
        return redirect(url_for("joining.page", token=token), 303)
    form = NewPasswordForm(request.form, found.name, found.email)
    if not form.validate():
        return _page(found, token, form), 400
    with services().database.write() as writing:
        waiting = invitations.by_token(writing, token, now(), to_write=True)
        person = invitations.accept_as_new(writing, waiting, form.password.data or "", now())
        if person is not None:
            begun = commands.begin_or_wait(services(), writing, person, visitor().device, now())
    if person is None:
        form.password.errors = [HAS_AN_ACCOUNT]
        return _page(found, token, form), 400
    return enter(begun, "")


@bp.post("/invitation/<token>/accept")
@allow("see_own_account")
def accept(token: str) -> ResponseReturnValue:
    """Accept with the account that is signed in."""
    with services().database.write() as writing:
        try:
            found = invitations.by_token(writing, token, now(), to_write=True)
        except NotFound:  # pressed twice, most likely: whoever did belongs there by now
            flash(f"{invitations.OVER} If you have just accepted it, you belong there now.", "note")
            return redirect(url_for("home.start"), 303)
        return _accepted(writing, found)


@bp.post("/invitation/<token>/decline")
@allow("see_own_account")
def decline(token: str) -> ResponseReturnValue:
    """Say no."""
    with services().database.write() as writing:
        return _declined(writing, invitations.by_token(writing, token, now(), to_write=True))


@bp.post("/account/invitations/<uuid:invitation_id>/decline")
@allow("see_own_account")
def decline_own(invitation_id: uuid.UUID) -> ResponseReturnValue:
    """Say no to an invitation that went to the person's own address."""
    with services().database.write() as writing:
        return _declined(writing, _own(writing, invitation_id))


def _own(session: Session, invitation_id: uuid.UUID) -> Invitation:
    return invitations.to_person(session, viewer().person_id, invitation_id, now())


def _accepted(session: Session, found: Invitation) -> ResponseReturnValue:
    name = found.organisation.name
    try:
        made = invitations.accept(
            session, found, session.get_one(Person, viewer().person_id), now()
        )
    except people_commands.BelongsAlready as conflict:
        raise Conflict(f"You belong to {name} already.") from conflict
    commands.act_in(session, viewer(), made.id)
    flash(f"You belong to {name} now, and act there.", "success")
    return redirect(url_for("home.start"), 303)


def _declined(session: Session, found: Invitation) -> ResponseReturnValue:
    name = found.organisation.name
    invitations.decline(session, found, now())
    flash(f"You declined. {name} sees that, and nothing else of you.", "success")
    return redirect(url_for("accounts.account"), 303)


def _page(found: Invitation, token: str, form: NewPasswordForm) -> str:
    return render_template(
        "organisations/join.html", found=found, token=token, form=form, errors=error_list(form)
    )
