"""The page on which a person asks for their data to be erased."""

import datetime as dt

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.accounts.confirming import ConfirmForm, errors_of, sent
from app.database import now
from app.erasure import asking
from app.erasure.models import RequestState
from app.erasure.plan import plan
from app.erasure.reasons import reason_of
from app.erasure.term import due_day
from app.permissions import allow
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("erasure", __name__, template_folder="templates", url_prefix="/account/erasure")


@bp.app_template_global("erasure_waits_since")
def waits_since() -> dt.datetime | None:
    """Return when the person asked for erasure; none where no request of theirs waits."""
    if viewer().membership_id is None:
        return None
    request = asking.own_request(services().database.of_request(), member())
    return request.asked if request is not None and request.state in asking.WAITING else None


@bp.get("")
@allow("see_own_account")
def ask() -> ResponseReturnValue:
    """Say what would go and what would stay, or how the request stands."""
    if viewer().membership_id is None:
        return render_template("erasure/no_organisation.html")
    return _page(ConfirmForm(), [])


@bp.post("")
@allow("see_own_account")
def ask_send() -> ResponseReturnValue:
    """Keep the request."""
    asker, form = member(), ConfirmForm(sent())
    errors = errors_of(form)
    if errors:
        return _page(form, errors), 400
    with services().database.write() as writing:
        asking.ask(writing, asker, now())
    flash("Your request is made. You see here how it stands.", "success")
    return redirect(url_for("erasure.ask"), 303)


@bp.post("/withdraw")
@allow("see_own_account")
def withdraw() -> ResponseReturnValue:
    """Take the request back."""
    with services().database.write() as writing:
        asking.withdraw(writing, member())
    flash("Your request is taken back. Nothing is erased.", "success")
    return redirect(url_for("erasure.ask"), 303)


def _page(form: ConfirmForm, errors: list[dict[str, str]]) -> str:
    parts, asker = services(), member()
    reading = parts.database.of_request()
    request = asking.own_request(reading, asker)
    return render_template(
        "erasure/ask.html",
        form=form,
        errors=errors,
        request_made=request,
        state=RequestState(request.state) if request else None,
        reason=reason_of(parts, request) if request else "",
        plan=plan(parts, reading, asker.membership_id),
        due=due_day(now()),
    )
