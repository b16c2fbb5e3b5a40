"""Pages on which organisations are made and their people are kept."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import letters
from app.accounts.links import address_for_visitor
from app.audit import log
from app.audit.log import Named
from app.database import now
from app.erasure.answering import answerer
from app.erasure.reviewing import waiting_count
from app.errors import Conflict
from app.forms import error_list
from app.mail.letters import write
from app.nations import ALL
from app.organisations import (
    account_commands,
    commands,
    invitations,
    people_commands,
    people_queries,
    queries,
)
from app.organisations.care_routes import bp as care
from app.organisations.forms import OrganisationForm, OwnSettingsForm, RolesForm
from app.organisations.group_routes import bp as group_pages
from app.organisations.invitation_routes import bp as invitation_pages
from app.organisations.inviting import invitation_sent, shown_once
from app.organisations.list_routes import bp as list_pages
from app.organisations.list_routes import people
from app.organisations.look import bp as look
from app.organisations.models import Invitation
from app.organisations.moving_routes import bp as moving_pages
from app.organisations.overlay_routes import bp as overlay_pages
from app.organisations.person_page import person_page
from app.permissions import allow
from app.providers import domains
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("organisations", __name__, template_folder="templates")
bp.register_blueprint(overlay_pages)
bp.register_blueprint(care)
bp.register_blueprint(look)
bp.register_blueprint(invitation_pages)
bp.register_blueprint(list_pages)
bp.register_blueprint(group_pages)
bp.register_blueprint(moving_pages)
bp.add_url_rule("/people", "people", people)


@bp.get("/organisations")
@allow("manage_organisations")
def organisations() -> str:
    """Show every organisation."""
    reading = services().database.of_request()
    return render_template(
        "organisations/organisations.html",
        rows=queries.organisations(reading),
        erasures=waiting_count(reading, answerer()),
        domains_waiting=domains.waiting(reading),
    )


@bp.route("/organisations/add", methods=["GET", "POST"])
@allow("manage_organisations")
def add_organisation() -> ResponseReturnValue:
    """Make an organisation and invite its first administrator."""
    form = OrganisationForm(request.form)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        errors = error_list(form) if not form.validate() else []
        if not errors:
            try:
                return _make_organisation(form)
            except Conflict as conflict:
                errors = [{"text": conflict.sentence, "href": "#organisation"}]
    page = render_template("organisations/add_organisation.html", form=form, errors=errors)
    return page, 400 if errors else 200


def _make_organisation(form: OrganisationForm) -> str:
    name = form.organisation.data or ""
    with services().database.write() as writing:
        organisation = commands.make(writing, name, form.chosen_nation)
        hours = services().settings.link_hours
        made = invitations.invite(writing, organisation.id, form.draft, now(), hours)
        log.write(
            writing,
            None,
            "organisation.made",
            by=_platform(),
            object=f"organisation {organisation.id}",
        )
        invitation = writing.get_one(Invitation, made.invitation_id)
        log.write_all(writing, organisation.id, (invitations.act_of(invitation),), by=_platform())
        link = invitation_sent(writing, invitation, made.token)
    return shown_once(form.draft.name, form.draft.email, link, organisation=name, new=True)


def _platform() -> Named:
    """Name the platform's administrator as a person, who may act in another organisation as well."""
    return Named("person", viewer().person_id)


@bp.route("/organisation", methods=["GET", "POST"])
@allow("manage_organisation")
def settings() -> ResponseReturnValue:
    """Show and change what the organisation says of itself."""
    reading = services().database.of_request()
    nation, welcome = queries.nation_of(reading, member()), queries.welcome_of(reading, member())
    form = OwnSettingsForm(request.form, data={"nation": nation or ALL, "welcome": welcome})
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        errors = error_list(form) if not form.validate() else []
        if not errors:
            with services().database.write() as writing:
                commands.set_nation(writing, member(), form.chosen_nation)
                commands.set_welcome(writing, member(), form.welcome.data or "")
            flash("The settings are saved.", "success")
            return redirect(url_for("organisations.settings"))
    page = render_template("organisations/settings.html", form=form, errors=errors)
    return page, 400 if errors else 200


@bp.route("/people/<uuid:membership_id>", methods=["GET", "POST"])
@allow("manage_people")
def person(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Show one person, and change their roles and supervisors."""
    reading = services().database.of_request()
    row = people_queries.person(reading, member(), membership_id)
    form = RolesForm(request.form)
    form.offer(people_queries.supervisors(reading, member(), membership_id))
    errors: list[dict[str, str]] = []
    if request.method == "GET":
        form.fill(row)
    else:
        errors = error_list(form) if not form.validate() else []
        if not errors:
            with services().database.write() as writing:
                people_commands.change(
                    writing, member(), membership_id, form.chosen_roles, form.chosen_supervisors
                )
            flash(f"{row.name}'s roles are saved.", "success")
            return redirect(url_for("organisations.people"))
    return person_page(membership_id, form, errors), 400 if errors else 200


@bp.post("/people/<uuid:membership_id>/link")
@allow("manage_people")
def new_link(membership_id: uuid.UUID) -> str:
    """Make a new one-time link and show it once."""
    hours = services().settings.link_hours
    with services().database.write() as writing:
        token = account_commands.new_link(writing, member(), membership_id, now(), hours)
        found = people_queries.membership(writing, member(), membership_id)
        link = address_for_visitor(token)
        letter = letters.new_link(found.person, found.organisation.name, link, hours)
        write(services(), writing, letter, now(), person_id=found.person_id)
    return shown_once(found.person.name, found.person.email, link, new=False)
