"""The page on which anybody says how pages are to look, signed in or not."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.login import safe_path
from app.accounts.models import Person
from app.display.forms import DisplayForm
from app.display.shown import display, remember_on_device
from app.forms import error_list
from app.permissions import public
from app.services import services
from app.viewer import viewer_or_none

bp = Blueprint("display", __name__, template_folder="templates", url_prefix="/display")


@bp.get("")
@public
def page() -> str:
    """Show the choices."""
    return _page(DisplayForm(None, display()), safe_path(request.args.get("next", "")))


@bp.post("")
@public
def save() -> ResponseReturnValue:
    """Keep the choices for the person, and on the device."""
    form = DisplayForm(request.form, display())
    wanted = safe_path(request.form.get("next", ""))
    if not form.validate():
        return _page(form, wanted), 400
    seen = viewer_or_none()
    if seen is not None:
        with services().database.write() as session:
            session.get_one(Person, seen.person_id).display = form.chosen.kept
    flash("Saved. This is how pages look from now on.", "success")
    answer = make_response(redirect(url_for("display.page", next=wanted or None)))
    remember_on_device(answer, form.chosen)
    return answer


def _page(form: DisplayForm, wanted: str) -> str:
    return render_template("display/page.html", form=form, errors=error_list(form), next=wanted)
