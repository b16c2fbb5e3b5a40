"""Pages on which administrators answer requests for erasure."""

import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.confirming import errors_of, sent
from app.database import now
from app.erasure import asking, carrying_out, reviewing
from app.erasure.answering import answerer
from app.erasure.forms import CarryOutForm, RefuseForm
from app.erasure.models import ErasureRequest, RequestState
from app.erasure.plan import plan
from app.forms import error_list
from app.own_organisations import where_it_is
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint(
    "erasure_review", __name__, template_folder="templates", url_prefix="/people/erasure"
)


LATER = (
    "is signed out for good, and their data go as soon as what is under way has ended, usually"
    " within two minutes. This page says when it is done."
)


# Whoever answers for the platform answers for every organisation without an administrator.
bp.before_request(where_it_is(request_id=ErasureRequest))


@bp.get("")
@allow("erase_people")
def overview() -> str:
    """Show the requests, those that wait first."""
    rows = reviewing.requests(services(), answerer(), now())
    return render_template("erasure/requests.html", rows=rows, states=RequestState, who=answerer())


@bp.post("/for/<uuid:membership_id>")
@allow("erase_people")
def ask_for(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Write down that a person asked by letter, by telephone or in person."""
    with services().database.write() as writing:
        request_id = asking.ask_for(writing, member(), membership_id, now())
    return redirect(url_for("erasure_review.one", request_id=request_id), 303)


@bp.get("/<uuid:request_id>")
@allow("erase_people")
def one(request_id: uuid.UUID) -> str:
    """Show one request, and what carrying it out would take."""
    return _page(request_id, _carry_out_form(), RefuseForm(), [])


@bp.post("/<uuid:request_id>/refuse")
@allow("erase_people")
def refuse(request_id: uuid.UUID) -> ResponseReturnValue:
    """Refuse a request, with the reason."""
    form = RefuseForm(sent())
    reviewing.request_of(services(), answerer(), request_id, now())
    if not form.validate():
        return _page(request_id, _carry_out_form(), form, error_list(form)), 400
    parts = services()
    with parts.database.write() as writing:
        reviewing.refuse(parts, writing, answerer(), request_id, form.reason.data or "", now())
    flash("The request is refused. The person finds the reason in their account.", "success")
    return redirect(url_for("erasure_review.overview"), 303)


@bp.post("/<uuid:request_id>/carry-out")
@allow("erase_people")
def carry_out(request_id: uuid.UUID) -> ResponseReturnValue:
    """Erase the person's data in this organisation."""
    parts, asker = services(), answerer()
    row = reviewing.request_of(parts, asker, request_id, now())
    form = _carry_out_form(sent())
    errors = errors_of(form)
    if errors:
        return _page(request_id, form, RefuseForm(), errors), 400
    # The record store tidies its file after an erasure, and would wait for this request's own reading.
    parts.database.close_request()
    carrying_out.decide(parts, asker, request_id, now())
    if carrying_out.finish_or_later(parts, request_id, now()):
        flash("The data are erased.", "success")
    else:
        flash(f"{row.name} {LATER}", "note")
    return redirect(url_for("erasure_review.overview"), 303)


def _carry_out_form(formdata: object = None) -> CarryOutForm:
    return CarryOutForm(formdata, other_store=bool(services().settings.lrs_endpoint))


def _page(
    request_id: uuid.UUID, carry_out: CarryOutForm, refuse: RefuseForm, errors: list[dict[str, str]]
) -> str:
    parts = services()
    row = reviewing.request_of(parts, answerer(), request_id, now())
    is_open = row.state is RequestState.OPEN and row.membership_id is not None
    return render_template(
        "erasure/request.html",
        row=row,
        states=RequestState,
        own=row.own,
        plan=plan(parts, parts.database.of_request(), row.membership_id)
        if is_open and row.membership_id
        else None,
        home_page=parts.home_page,
        carry_out=carry_out,
        refuse=refuse,
        errors=errors,
    )
