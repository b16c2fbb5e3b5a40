"""The pages on which a person asks for their data to be erased, in each organisation that holds some."""

import datetime as dt
import uuid

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.confirming import ConfirmForm, errors_of, sent
from app.database import now
from app.erasure import asking
from app.erasure.answering import platform_answers
from app.erasure.models import RequestState
from app.erasure.plan import plan
from app.erasure.reasons import reason_of
from app.erasure.term import due_day
from app.organisations.models import Membership
from app.own_organisations import where_it_is
from app.permissions import allow
from app.services import services
from app.viewer import viewer

bp = Blueprint("erasure", __name__, template_folder="templates", url_prefix="/account/erasure")


# A person asks each of their organisations, from wherever they act now.
bp.before_request(where_it_is(membership_id=Membership))


@bp.app_template_global("erasure_waits_since")
def waits_since() -> dt.datetime | None:
    """Return when the person asked for erasure; none where no request of theirs waits."""
    acting = viewer().membership_id
    if acting is None:
        return None
    request = asking.own_request(services().database.of_request(), acting)
    return request.asked if request is not None and request.state in asking.WAITING else None


@bp.get("")
@allow("see_own_account")
def ask() -> ResponseReturnValue:
    """Lead to where the person acts; who acts nowhere chooses among where they belonged."""
    own = asking.own_memberships(services().database.of_request(), viewer().person_id)
    acting = viewer().membership_id or (own[0].id if len(own) == 1 else None)
    if acting is not None:
        return _page(_own(acting), ConfirmForm(), [])
    return render_template("erasure/organisations.html", own=own)


@bp.get("/<uuid:membership_id>")
@allow("see_own_account")
def ask_one(membership_id: uuid.UUID) -> str:
    """Say what would go and what would stay, or how the request stands."""
    return _page(_own(membership_id), ConfirmForm(), [])


@bp.post("/<uuid:membership_id>")
@allow("see_own_account")
def ask_send(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Keep the request."""
    about, form = _own(membership_id), ConfirmForm(sent())
    errors = errors_of(form)
    if errors:
        return _page(about, form, errors), 400
    with services().database.write() as writing:
        asking.ask(writing, about, now())
    flash("Your request is made. You see here how it stands.", "success")
    return redirect(url_for("erasure.ask_one", membership_id=membership_id), 303)


@bp.post("/<uuid:membership_id>/withdraw")
@allow("see_own_account")
def withdraw(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Take the request back."""
    about = _own(membership_id)
    with services().database.write() as writing:
        asking.withdraw(writing, about.id)
    flash("Your request is taken back. Nothing is erased.", "success")
    return redirect(url_for("erasure.ask_one", membership_id=membership_id), 303)


def _own(membership_id: uuid.UUID) -> Membership:
    """Return a membership of the person who asks. Raises NotFound for another's."""
    reading = services().database.of_request()
    return asking.own_membership(reading, viewer().person_id, membership_id)


def _page(about: Membership, form: ConfirmForm, errors: list[dict[str, str]]) -> str:
    parts = services()
    reading = parts.database.of_request()
    request = asking.own_request(reading, about.id)
    own = asking.own_memberships(reading, viewer().person_id)
    return render_template(
        "erasure/ask.html",
        about=about,
        others=[each for each in own if each.id != about.id],
        by_platform=platform_answers(reading, about.organisation_id),
        form=form,
        errors=errors,
        request_made=request,
        state=RequestState(request.state) if request else None,
        reason=reason_of(parts, request) if request else "",
        plan=plan(parts, reading, about.id),
        due=due_day(now()),
    )
