"""Pages of sites and cohorts, and the form that puts a person there."""

import datetime as dt
import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import log
from app.database import now
from app.errors import Conflict
from app.forms import error_list
from app.organisations import groups, people_queries
from app.organisations.group_forms import GroupForm
from app.organisations.groups import GroupKind
from app.organisations.models import Cohort
from app.organisations.people_commands import LEFT
from app.organisations.person_page import new_place_form, person_page
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("groups", __name__)
KIND = "<any(site, cohort):kind>"


@bp.get("/people/groups")
@allow("manage_people")
def overview() -> str:
    """Show the sites and cohorts."""
    session = services().database.of_request()
    return render_template(
        "organisations/groups.html",
        sites=groups.groups(session, member(), "site"),
        cohorts=groups.groups(session, member(), "cohort"),
    )


@bp.route(f"/people/groups/{KIND}/new", methods=["GET", "POST"])
@allow("manage_people")
def new(kind: GroupKind) -> ResponseReturnValue:
    """Make a site or a cohort."""
    form = GroupForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with services().database.write() as writing:
                groups.make(writing, member(), kind, form.name.data or "", _day(kind, form))
        except Conflict as conflict:
            form.name.errors = [conflict.sentence]
        else:
            flash(f"{form.name.data} is added.", "success")
            return redirect(url_for(".overview"), 303)
    return _page(kind, form, None)


@bp.route(f"/people/groups/{KIND}/<uuid:key>", methods=["GET", "POST"])
@allow("manage_people")
def one(kind: GroupKind, key: uuid.UUID) -> ResponseReturnValue:
    """Show a site or a cohort, and change its name."""
    found = groups.find(services().database.of_request(), member(), kind, key)
    kept = {"name": found.name, "first_day": getattr(found, "first_day", None)}
    form = GroupForm(request.form, data=kept)
    if request.method == "POST" and form.validate():
        try:
            with services().database.write() as writing:
                name = form.name.data or ""
                groups.change(writing, member(), kind, key, name, _day(kind, form))
        except Conflict as conflict:
            form.name.errors = [conflict.sentence]
        else:
            flash(f"{form.name.data} is saved.", "success")
            return redirect(url_for(".overview"), 303)
    return _page(kind, form, found)


@bp.post(f"/people/groups/{KIND}/<uuid:key>/end")
@allow("manage_people")
def end(kind: GroupKind, key: uuid.UUID) -> ResponseReturnValue:
    """End a site or a cohort."""
    with services().database.write() as writing:
        name = groups.end(writing, member(), kind, key, now())
    flash(f"{name} has ended. Who was in it stays there, and nobody is added any more.", "success")
    return redirect(url_for(".overview"), 303)


@bp.post(f"/people/groups/{KIND}/<uuid:key>/open")
@allow("manage_people")
def open_again(kind: GroupKind, key: uuid.UUID) -> ResponseReturnValue:
    """Open a site or a cohort again."""
    with services().database.write() as writing:
        name = groups.open_again(writing, member(), kind, key)
    flash(f"{name} is open again.", "success")
    return redirect(url_for(".overview"), 303)


@bp.post("/people/<uuid:membership_id>/place")
@allow("manage_people")
def place(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Say where a person is."""
    row = people_queries.person(services().database.of_request(), member(), membership_id)
    form = new_place_form(membership_id, request.form)
    if not form.validate():
        return person_page(membership_id, place_form=form), 400
    with services().database.write() as writing:
        found = people_queries.membership(writing, member(), membership_id)
        if found.ended is not None:
            raise Conflict(LEFT)
        if groups.put(writing, found, form.place):
            about, organisation = log.member_of(found.id), member().organisation_id
            log.write(writing, organisation, "person.placed", by=member(), about=about)
    flash(f"It is saved where {row.name} works.", "success")
    return redirect(url_for("organisations.person", membership_id=membership_id), 303)


def _day(kind: GroupKind, form: GroupForm) -> dt.date | None:
    return form.first_day.data if kind == "cohort" else None


def _page(kind: GroupKind, form: GroupForm, found: object) -> ResponseReturnValue:
    errors = error_list(form)
    page = render_template(
        "organisations/group.html",
        kind=kind,
        form=form,
        found=found,
        errors=errors,
        is_cohort=kind == "cohort" or isinstance(found, Cohort),
    )
    return page, 400 if errors else 200
