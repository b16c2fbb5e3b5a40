"""Pages on which an administrator invites people, and changes or takes back an invitation."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.audit import log
from app.database import now
from app.errors import Conflict, NotFound
from app.forms import error_list
from app.organisations import groups, invitation_queries, invitations, people_queries
from app.organisations.groups import Place
from app.organisations.invitation_form import InvitationForm
from app.organisations.inviting import invitation_sent, shown_once
from app.organisations.models import Invitation
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("invitations", __name__)


@bp.route("/people/add", methods=["GET", "POST"])
@allow("manage_people")
def add_person() -> ResponseReturnValue:
    """Invite a person, and show their link once."""
    form = _form()
    if request.method == "GET" and "again" in request.args:
        _fill_again(form)
    errors = error_list(form) if request.method == "POST" and not form.validate() else []
    taken: Conflict | None = None
    if request.method == "POST" and not errors:
        try:
            with services().database.write() as writing:
                made = invitations.invite(
                    writing, member().organisation_id, form.draft, now(), _hours()
                )
                found = writing.get_one(Invitation, made.invitation_id)
                acts = (invitations.act_of(found),)
                log.write_all(writing, member().organisation_id, acts, by=member())
                link = invitation_sent(writing, found, made.token)
                row = invitation_queries.row_of(writing, found, now())
            return shown_once(row.name, row.email, link, new=True, row=row)
        except Conflict as conflict:
            form.email.errors = [conflict.sentence]
            errors, taken = error_list(form), conflict
    page = render_template("organisations/add_person.html", form=form, errors=errors, taken=taken)
    return page, 400 if errors else 200


@bp.route("/people/invitations/<uuid:invitation_id>", methods=["GET", "POST"])
@allow("manage_people")
def one(invitation_id: uuid.UUID) -> ResponseReturnValue:
    """Show one invitation, and change to whom it goes and what it offers."""
    found = _found(services().database.of_request(), invitation_id)
    form = _form(found)
    errors = error_list(form) if request.method == "POST" and not form.validate() else []
    taken: Conflict | None = None
    if request.method == "POST" and not errors:
        try:
            return _changed(invitation_id, form)
        except Conflict as conflict:
            form.email.errors = [conflict.sentence]
            errors, taken = error_list(form), conflict
    row = invitation_queries.row_of(services().database.of_request(), found, now())
    page = render_template(
        "organisations/invitation.html", row=row, form=form, errors=errors, taken=taken
    )
    return page, 400 if errors else 200


def _changed(invitation_id: uuid.UUID, form: InvitationForm) -> ResponseReturnValue:
    with services().database.write() as writing:
        found = _found(writing, invitation_id, to_write=True)
        made = invitations.change(writing, found, form.draft, now(), _hours())
        _write_down(writing, "invitation.changed", found.id)
        link = invitation_sent(writing, found, made.token) if made else ""
        row = invitation_queries.row_of(writing, found, now())
    if link:
        return shown_once(row.name, row.email, link, new=True, row=row)
    flash("The invitation is saved.", "success")
    return redirect(url_for("organisations.people"), 303)


@bp.post("/people/invitations/<uuid:invitation_id>/link")
@allow("manage_people")
def new_link(invitation_id: uuid.UUID) -> str:
    """Make a new link for an invitation, and show it once."""
    with services().database.write() as writing:
        found = _found(writing, invitation_id, to_write=True)
        made = invitations.renew(writing, found, now(), _hours())
        _write_down(writing, "invitation.renewed", found.id)
        link = invitation_sent(writing, found, made.token)
        row = invitation_queries.row_of(writing, found, now())
    return shown_once(row.name, row.email, link, new=True, row=row)


@bp.post("/people/invitations/<uuid:invitation_id>/withdraw")
@allow("manage_people")
def withdraw(invitation_id: uuid.UUID) -> ResponseReturnValue:
    """Take an invitation back."""
    with services().database.write() as writing:
        found = _found(writing, invitation_id, to_write=True)
        name = found.name
        # The line names nobody as soon as the invitation has gone, and the name with it.
        _write_down(writing, "invitation.withdrawn", found.id)
        writing.delete(found)
    flash(f"{name} is no longer invited. The link has stopped working.", "success")
    return redirect(url_for("organisations.people"), 303)


def _found(session: Session, invitation_id: uuid.UUID, *, to_write: bool = False) -> Invitation:
    return invitations.of_organisation(session, member(), invitation_id, to_write=to_write)


def _write_down(session: Session, act: str, invitation_id: uuid.UUID) -> None:
    organisation, about = member().organisation_id, log.invited(invitation_id)
    log.write(session, organisation, act, by=member(), about=about)


def _form(found: Invitation | None = None) -> InvitationForm:
    """Return the form, with what is offered now where it is not sent yet."""
    session = services().database.of_request()
    kept = {"name": found.name, "email": found.email} if found is not None else {}
    form = InvitationForm(request.form, data=kept)
    form.offer(people_queries.supervisors(session, member()))
    place = invitations.place_of(found) if found is not None else Place()
    sites = groups.groups(session, member(), "site")
    form.offer_places(sites, groups.groups(session, member(), "cohort"), place)
    if found is not None and request.method == "GET":
        form.roles.data, form.supervisors.data = found.roles, found.supervisors
        form.fill_place(place)
    return form


def _fill_again(form: InvitationForm) -> None:
    """Show somebody who has left, as they were; when and with whom they start is another now.

    Raises NotFound for anybody who is not of this organisation.
    """
    try:
        key = uuid.UUID(request.args["again"])
    except ValueError:
        raise NotFound("There is no such person in your organisation.") from None
    session = services().database.of_request()
    row = people_queries.person(session, member(), key)
    form.name.data, form.email.data = row.name, row.email
    form.roles.data = [role.value for role in row.roles]
    form.fill_place(Place(groups.place_of(session, key).site_id))


def _hours() -> int:
    return services().settings.link_hours
