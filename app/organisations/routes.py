"""Pages on which organisations are made and their people are kept."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts import letters
from app.accounts.links import address_for_visitor
from app.database import now
from app.erasure.reviewing import waiting_count
from app.errors import Conflict
from app.forms import error_list
from app.mail.letters import is_set_up, write
from app.nations import ALL
from app.organisations import commands, people_commands, people_queries, queries
from app.organisations.care_routes import bp as care
from app.organisations.forms import OrganisationForm, OwnSettingsForm, PersonForm, RolesForm
from app.organisations.look import bp as look
from app.organisations.models import Membership, Role
from app.organisations.overlay_routes import bp as overlay_pages
from app.permissions import allow, may
from app.services import services
from app.viewer import member

bp = Blueprint("organisations", __name__, template_folder="templates")
bp.register_blueprint(overlay_pages)
bp.register_blueprint(care)
bp.register_blueprint(look)


@bp.get("/organisations")
@allow("manage_organisations")
def organisations() -> str:
    """Show every organisation."""
    rows = queries.organisations(services().database.of_request())
    return render_template("organisations/organisations.html", rows=rows)


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
                return _invited(form.draft, _make_organisation(form), form.organisation.data or "")
            except Conflict as conflict:
                errors = [{"text": conflict.sentence, "href": "#organisation"}]
    page = render_template("organisations/add_organisation.html", form=form, errors=errors)
    return page, 400 if errors else 200


def _make_organisation(form: OrganisationForm) -> people_commands.Invited:
    with services().database.write() as writing:
        made = commands.make(writing, form.organisation.data or "", form.chosen_nation)
        hours = services().settings.link_hours
        return people_commands.add(writing, made.id, form.draft, now(), hours)


def _invited(
    draft: people_commands.Draft, invited: people_commands.Invited, organisation: str = ""
) -> str:
    link = address_for_visitor(invited.token) if invited.token else ""
    mailed = bool(link) and is_set_up(services())
    if mailed:
        _send_invitation(invited.membership_id, link)
    return render_template(
        "organisations/invited.html",
        draft=draft,
        link=link,
        mailed=mailed,
        hours=services().settings.link_hours,
        made=organisation,
        begin_list=_begin_list(draft, invited) if not organisation else "",
    )


def _begin_list(draft: people_commands.Draft, invited: people_commands.Invited) -> str:
    """Return where a new doctor's induction list is begun; empty for whoever is no doctor."""
    if Role.LEARNER not in draft.roles or not may("lead_induction"):
        return ""
    return url_for("inductions.lead.begin", to=str(invited.membership_id))


def _send_invitation(membership_id: uuid.UUID, link: str) -> None:
    parts, moment = services(), now()
    with parts.database.write() as writing:
        found = writing.get_one(Membership, membership_id)
        letter = letters.invitation(
            found.person, found.organisation.name, link, parts.settings.link_hours
        )
        write(parts, writing, letter, moment, person_id=found.person_id)


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


@bp.get("/people")
@allow("manage_people")
def people() -> str:
    """Show everybody of the organisation."""
    reading = services().database.of_request()
    return render_template(
        "organisations/people.html",
        rows=people_queries.people(reading, member()),
        erasures=waiting_count(reading, member()),
    )


@bp.route("/people/add", methods=["GET", "POST"])
@allow("manage_people")
def add_person() -> ResponseReturnValue:
    """Add a person, and show their one-time link once."""
    form = PersonForm(request.form)
    form.offer(people_queries.supervisors(services().database.of_request(), member()))
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        errors = error_list(form) if not form.validate() else []
        if not errors:
            try:
                with services().database.write() as writing:
                    invited = people_commands.add(
                        writing,
                        member().organisation_id,
                        form.draft,
                        now(),
                        services().settings.link_hours,
                    )
                return _invited(form.draft, invited)
            except Conflict as conflict:
                errors = [{"text": conflict.sentence, "href": "#email"}]
    page = render_template("organisations/add_person.html", form=form, errors=errors)
    return page, 400 if errors else 200


@bp.route("/people/<uuid:membership_id>", methods=["GET", "POST"])
@allow("manage_people")
def person(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Show one person, and change their roles and supervisors."""
    reading = services().database.of_request()
    row = people_queries.person(reading, member(), membership_id)
    form = RolesForm(request.form)
    form.offer(people_queries.supervisors(reading, member()))
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
    page = render_template("organisations/person.html", row=row, form=form, errors=errors)
    return page, 400 if errors else 200


@bp.post("/people/<uuid:membership_id>/link")
@allow("manage_people")
def new_link(membership_id: uuid.UUID) -> str:
    """Make a new one-time link and show it once."""
    row = people_queries.person(services().database.of_request(), member(), membership_id)
    hours = services().settings.link_hours
    with services().database.write() as writing:
        token = people_commands.new_link(writing, member(), membership_id, now(), hours)
    draft = people_commands.Draft(row.name, row.email, row.roles)
    return _invited(draft, people_commands.Invited(membership_id, token))


@bp.post("/people/<uuid:membership_id>/end")
@allow("manage_people")
def end(membership_id: uuid.UUID) -> ResponseReturnValue:
    """End a membership."""
    row = people_queries.person(services().database.of_request(), member(), membership_id)
    with services().database.write() as writing:
        people_commands.end(writing, member(), membership_id, now())
    flash(f"{row.name} no longer belongs to the organisation and is signed out.", "success")
    return redirect(url_for("organisations.people"))
