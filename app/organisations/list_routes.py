"""The list of people, also as CSV, and of who is invited.

``people`` is the page of the room itself: ``routes`` gives it its address.
"""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.asked import must_have_page, page_number
from app.audit import log
from app.csv_text import csv_answer
from app.database import now
from app.erasure.answering import answerer
from app.erasure.reviewing import waiting_count
from app.errors import BadInput
from app.forms import error_list
from app.organisations import groups, invitation_queries, people_list, people_wanted
from app.organisations.group_forms import PeopleFilter
from app.organisations.people_list import PAGE, People
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("list", __name__)


@allow("manage_people")
def people() -> ResponseReturnValue:
    """Show the people of the organisation that the address asks for."""
    session = services().database.of_request()
    form = _form(request.args)
    errors = [] if form.validate() else error_list(form)
    number = page_number(request.args)
    found = People((), 0) if errors else people_list.people(session, member(), form.wanted, number)
    if not errors:
        must_have_page(number, found.total, PAGE)
    filters = _filters(form)
    page = render_template(
        "organisations/people.html",
        form=form,
        errors=errors,
        found=found,
        filters=filters,
        first=(number - 1) * PAGE + 1,
        previous=_link("organisations.people", filters, number - 1) if number > 1 else "",
        next=_link("organisations.people", filters, number + 1)
        if number * PAGE < found.total
        else "",
        counts=people_wanted.counts(session, member()),
        invited=invitation_queries.invited(session, member(), now(), 1)
        if number == 1 and not filters
        else None,
        erasures=waiting_count(session, answerer()),
    )
    return page, 400 if errors else 200


@bp.post("/people/csv")
@allow("manage_people")
def download() -> ResponseReturnValue:
    """Hand out everybody whom the filters show as CSV."""
    form = _form(request.form)
    if not form.validate():
        raise BadInput(error_list(form)[0]["text"])
    session = services().database.of_request()
    text = people_list.as_csv(session, member(), form.wanted)
    with services().database.write() as writing:
        words = f"{text.count(chr(10)) - 1} lines"
        log.write(writing, member().organisation_id, "people.exported", by=member(), words=words)
    return csv_answer(text, "people.csv")


@bp.get("/people/invitations")
@allow("manage_people")
def invitations() -> str:
    """Show who is invited, a page at a time."""
    session = services().database.of_request()
    number, text = page_number(request.args), request.args.get("q", "").strip()
    found = invitation_queries.invited(session, member(), now(), number, text)
    filters: dict[str, Any] = {"q": text} if text else {}
    size = invitation_queries.PAGE
    must_have_page(number, found.total, size)
    return render_template(
        "organisations/invitations.html",
        found=found,
        text=text,
        first=(number - 1) * size + 1,
        previous=_link(".invitations", filters, number - 1) if number > 1 else "",
        next=_link(".invitations", filters, number + 1) if number * size < found.total else "",
    )


def _form(sent: MultiDict[str, str]) -> PeopleFilter:
    session = services().database.of_request()
    sites = groups.groups(session, member(), "site")
    return PeopleFilter(sent, sites, groups.groups(session, member(), "cohort"))


def _filters(form: PeopleFilter) -> dict[str, Any]:
    return {name: value for name, value in request.args.items() if name in form and value}


def _link(endpoint: str, filters: dict[str, Any], number: int) -> str:
    return url_for(endpoint, **filters, page=number)
