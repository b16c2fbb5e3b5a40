"""The page of one person: roles and supervisors, where they are, and what can be done for them."""

import uuid

from flask import render_template
from werkzeug.datastructures import MultiDict

from app.forms import error_list
from app.organisations import groups, moving, people_queries
from app.organisations.forms import RolesForm
from app.organisations.group_forms import PlaceForm
from app.providers import own as work_accounts
from app.services import services
from app.viewer import member


def person_page(
    membership_id: uuid.UUID,
    form: RolesForm | None = None,
    errors: list[dict[str, str]] | None = None,
    place_form: PlaceForm | None = None,
) -> str:
    """Return the page; forms as they were sent, or none to show what is kept.

    Raises NotFound for somebody who is not of the asker's organisation.
    """
    session = services().database.of_request()
    row = people_queries.person(session, member(), membership_id)
    if form is None:
        form = RolesForm()
        form.offer(people_queries.supervisors(session, member(), membership_id))
        form.fill(row)
    told = list(errors or [])
    if place_form is None:
        place_form = new_place_form(membership_id)
    else:
        told += error_list(place_form)
    return render_template(
        "organisations/person.html",
        row=row,
        form=form,
        errors=told,
        place_form=place_form,
        doctors=moving.supervised(session, membership_id),
        leaving=moving.leaving_of(session, membership_id),
        own=membership_id == member().membership_id,
        work_accounts=work_accounts.names_of_member(session, member(), membership_id),
    )


def new_place_form(membership_id: uuid.UUID, sent: MultiDict[str, str] | None = None) -> PlaceForm:
    """Return the form of where a member is. sent: what was sent, none to show what is kept."""
    session = services().database.of_request()
    place = groups.place_of(session, membership_id)
    form = PlaceForm(sent)
    sites = groups.groups(session, member(), "site")
    form.offer_places(sites, groups.groups(session, member(), "cohort"), place)
    if sent is None:
        form.fill_place(place)
    return form
