"""Pages on which an organisation's administrator keeps its sign-in providers."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import Conflict
from app.forms import error_list
from app.organisations.models import role_names
from app.permissions import allow
from app.providers import connection, domains, keeping, own, own_keys, role_rules
from app.providers.addresses import addresses_of
from app.providers.errors import ProviderFault
from app.providers.forms import WITHOUT_KEY, DomainForm, PeopleForm, ProviderForm
from app.providers.models import Provider
from app.sealing import seal_for
from app.services import services
from app.viewer import member

bp = Blueprint("providers", __name__, template_folder="templates", url_prefix="/sign-in-providers")


@bp.get("")
@allow("manage_sign_in")
def overview() -> str:
    """Show the organisation's providers and domains, and whether passwords still work."""
    return overview_page(DomainForm(None))


def overview_page(form: DomainForm) -> str:
    """Return the overview; form: with which a domain is added."""
    reading = services().database.of_request()
    return render_template(
        "providers/overview.html",
        rows=keeping.own(reading, member()),
        domains=domains.own(reading, member()),
        form=form,
        errors=error_list(form),
        passwords_off=keeping.passwords_wanted_off(reading, member()),
    )


@bp.route("/new", methods=["GET", "POST"])
@allow("manage_sign_in")
def new() -> ResponseReturnValue:
    """Add a provider, turned off."""
    form = _form(None)
    if request.method == "POST" and form.validate():
        try:
            with services().database.write() as writing:
                draft, seal = form.draft, seal_for(keeping.PURPOSE)
                made = keeping.add(writing, member(), draft, seal, now()).id
            flash(
                "The provider is added. Register the addresses below there, then test the connection.",
                "success",
            )
            return redirect(url_for(".provider", provider_id=made), 303)
        except Conflict as conflict:
            form.name.errors = [conflict.sentence]
    page = render_template("providers/edit.html", form=form, errors=error_list(form), row=None)
    return page, 400 if form.errors else 200


@bp.get("/<uuid:provider_id>")
@allow("manage_sign_in")
def provider(provider_id: uuid.UUID) -> str:
    """Show a provider: how things stand, what to register there, what to do next."""
    return _page(_one(provider_id))


@bp.route("/<uuid:provider_id>/change", methods=["GET", "POST"])
@allow("manage_sign_in")
def change(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Change a provider's name, address, client ID, or how this site shows itself there."""
    row = _one(provider_id)
    form = _form(row)
    if request.method == "POST" and form.validate():
        try:
            with services().database.write() as writing:
                found = keeping.one(writing, member(), provider_id)
                off = keeping.change(
                    writing, member(), found, form.draft, seal_for(keeping.PURPOSE)
                )
            flash(
                "The provider is changed. It is another place now, so it is turned off until you have"
                " tested it."
                if off
                else "The provider is changed. Test the connection.",
                "success",
            )
            return redirect(url_for(".provider", provider_id=provider_id), 303)
        except Conflict as conflict:
            form.name.errors = [conflict.sentence]
    page = render_template("providers/edit.html", form=form, errors=error_list(form), row=row)
    return page, 400 if form.errors else 200


@bp.post("/<uuid:provider_id>/test")
@allow("manage_sign_in")
def test(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Ask the provider now, and say what comes of it."""
    try:
        connection.test(services(), connection.reached(services(), _one(provider_id)))
    except ProviderFault as fault:
        return _page(_one(provider_id), fault), 400
    flash(
        "The provider answers, and what it says of itself can be used. Now sign in by it once.",
        "success",
    )
    return redirect(url_for(".provider", provider_id=provider_id), 303)


@bp.post("/<uuid:provider_id>/on")
@allow("manage_sign_in")
def turn_on(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Let people sign in by the provider."""
    with services().database.write() as writing:
        keeping.turn_on(writing, member(), keeping.one(writing, member(), provider_id))
    flash("Your people can sign in by it now.", "success")
    return redirect(url_for(".provider", provider_id=provider_id), 303)


@bp.post("/<uuid:provider_id>/off")
@allow("manage_sign_in")
def turn_off(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Let nobody sign in by the provider any more."""
    with services().database.write() as writing:
        keeping.turn_off(writing, member(), keeping.one(writing, member(), provider_id))
    flash("Nobody can sign in by it now. Whoever had is signed out.", "success")
    return redirect(url_for(".provider", provider_id=provider_id), 303)


@bp.route("/<uuid:provider_id>/remove", methods=["GET", "POST"])
@allow("manage_sign_in")
def remove(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Say what comes of removing a provider, and do it."""
    row = _one(provider_id)
    if request.method == "GET":
        people = keeping.people_of(services().database.of_request(), row)
        return render_template("providers/remove.html", row=row, people=people)
    with services().database.write() as writing:
        keeping.remove(writing, member(), keeping.one(writing, member(), provider_id))
    flash(f"{row.name} is removed. Your people’s accounts and records are as they were.", "success")
    return redirect(url_for(".overview"), 303)


@bp.route("/<uuid:provider_id>/people", methods=["GET", "POST"])
@allow("manage_sign_in")
def people(provider_id: uuid.UUID) -> ResponseReturnValue:
    """Say who is let in, with which roles; try the rules before they are saved."""
    row = _one(provider_id)
    form = PeopleForm(
        request.form if request.method == "POST" else None,
        data={"makes_people": row.makes_people, "rules": row.rules, "strong": row.strong},
    )
    valid = request.method == "GET" or form.validate()
    tried = request.form.get("do") == "try"
    if tried and form.sample is None:
        form.claims.errors = [
            *form.claims.errors,
            'That is no JSON object, such as {"groups": ["a"]}.',
        ]
        valid = False
    if request.method == "POST" and valid and not tried:
        with services().database.write() as writing:
            found = keeping.one(writing, member(), provider_id)
            keeping.set_people(writing, member(), found, form.draft)
        flash("Saved. It holds from each person’s next sign-in on.", "success")
        return redirect(url_for(".provider", provider_id=provider_id), 303)
    outcome = _tried(form) if tried and valid else None
    page = render_template(
        "providers/people.html",
        row=row,
        form=form,
        errors=error_list(form),
        tried=outcome,
        given=role_rules.GIVEN,
    )
    return page, 200 if valid else 400


def _tried(form: PeopleForm) -> dict[str, object]:
    """Return which lines hold for the sample, and which roles come of them."""
    rules = role_rules.read(form.rules.data or "")
    lines = role_rules.given(rules, form.sample or {})
    roles = role_rules.roles_of(lines)
    return {"lines": lines, "roles": role_names(roles)}


@bp.post("/people/<uuid:membership_id>/disconnect")
@allow("manage_people")
def disconnect(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Let a member's work accounts sign nobody in, until they come in anew."""
    with services().database.write() as writing:
        number = own.disconnect_member(writing, member(), membership_id)
    flash(
        "The work account is disconnected." if number else "No work account was connected.",
        "success",
    )
    return redirect(url_for("organisations.person", membership_id=membership_id), 303)


@bp.post("/passwords")
@allow("manage_sign_in")
def passwords() -> ResponseReturnValue:
    """Turn sign-in by password off for the organisation's people, or on again."""
    off = request.form.get("passwords") == "off"
    with services().database.write() as writing:
        keeping.set_passwords_off(writing, member(), off)
    flash(
        "Your people sign in by their work account only. Administrators can still use their password."
        if off
        else "Your people can sign in with a password again.",
        "success",
    )
    return redirect(url_for(".overview"), 303)


def _one(provider_id: uuid.UUID) -> Provider:
    return keeping.one(services().database.of_request(), member(), provider_id)


def _form(row: Provider | None) -> ProviderForm:
    data = (
        {
            "name": row.name,
            "issuer": row.issuer,
            "client_id": row.client_id,
            "way": own_keys.WAY if row.by_key else WITHOUT_KEY,
        }
        if row
        else None
    )
    private = services().settings.sign_in_providers_in_private_networks
    return ProviderForm(
        request.form if request.method == "POST" else None, private=private, data=data
    )


def _page(row: Provider, fault: ProviderFault | None = None) -> str:
    reading = services().database.of_request()
    return render_template(
        "providers/provider.html",
        row=row,
        fault=fault,
        told=connection.kept_told(row),
        addresses=addresses_of(row.id),
        people=keeping.people_of(reading, row),
        confirmed=[each for each in domains.own(reading, member()) if each.confirmed],
        governed=sorted(role.value for role in role_rules.read(row.rules).governed),
    )
