"""Pages of the plan, and of the log of small improvements."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.errors import NotFound
from app.forms import error_list
from app.induction.content import induction, on_day
from app.permissions import allow
from app.readiness import assessing, planning, seeing
from app.readiness.forms import ActionForm, CycleForm
from app.services import services
from app.viewer import member

bp = Blueprint("plan", __name__)


@bp.route("/plan/new", methods=["GET", "POST"])
@allow("assess_organisation")
def new_action() -> ResponseReturnValue:
    """Add a line to the plan, as the next step of a standard proposes it."""
    return _action(None, _proposed())


@bp.route("/plan/<uuid:action_id>", methods=["GET", "POST"])
@allow("assess_organisation")
def change_action(action_id: uuid.UUID) -> ResponseReturnValue:
    """Change a line of the plan."""
    row = planning.action(services().database.of_request(), member(), action_id)
    before = {"standard": row.standard, "text": row.text, "owner": row.owner, "due": row.due}
    return _action(action_id, before)


@bp.post("/plan/<uuid:action_id>/done")
@allow("assess_organisation")
def done(action_id: uuid.UUID) -> ResponseReturnValue:
    """Say that a line of the plan is done, or open again."""
    opening = "open" in request.form
    with services().database.write() as session:
        planning.mark_action(session, member(), action_id, None if opening else on_day())
    flash("Saved as not done." if opening else "Saved as done.", "success")
    return redirect(url_for("readiness.overview", _anchor="plan"), 303)


@bp.post("/plan/<uuid:action_id>/remove")
@allow("assess_organisation")
def remove(action_id: uuid.UUID) -> ResponseReturnValue:
    """Take a line from the plan."""
    with services().database.write() as session:
        planning.remove_action(session, member(), action_id)
    flash("Removed from the plan.", "success")
    return redirect(url_for("readiness.overview", _anchor="plan"), 303)


@bp.get("/improvements")
@allow("assess_organisation")
def cycles() -> str:
    """Show the log of small improvements, and examples to begin with."""
    session = services().database.of_request()
    return render_template(
        "readiness/cycles.html",
        cycles=planning.cycles(session, member()),
        examples=induction().cycles,
        shorts={each.id: each.short for each in induction().standards},
    )


@bp.route("/improvements/new", methods=["GET", "POST"])
@allow("assess_organisation")
def new_cycle() -> ResponseReturnValue:
    """Add an improvement, perhaps from an example."""
    number = request.args.get("example", "")
    before: dict[str, Any] = {"begun": on_day()}
    if number.isascii() and number.isdecimal() and 1 <= int(number) <= len(induction().cycles):
        example = induction().cycles[int(number) - 1]
        names = ("aim", "plan", "measure", "next", "standard")
        before |= {name: getattr(example, name) for name in names}
    return _cycle(None, before)


@bp.route("/improvements/<uuid:cycle_id>", methods=["GET", "POST"])
@allow("assess_organisation")
def change_cycle(cycle_id: uuid.UUID) -> ResponseReturnValue:
    """Write what was found, and what comes next."""
    row = planning.cycle(services().database.of_request(), member(), cycle_id)
    names = ("standard", "aim", "plan", "measure", "found", "next", "begun", "ended")
    return _cycle(cycle_id, {name: getattr(row, name) for name in names})


def _action(action_id: uuid.UUID | None, before: dict[str, Any]) -> ResponseReturnValue:
    form = ActionForm(request.form, induction(), on_day(), data=before)
    if request.method == "POST" and form.validate():
        with services().database.write() as session:
            planning.save_action(session, member(), form.draft, action_id)
        flash("Saved in the plan.", "success")
        return redirect(url_for("readiness.overview", _anchor="plan"), 303)
    errors = error_list(form)
    page = render_template("readiness/action.html", form=form, errors=errors, action_id=action_id)
    return page, 400 if errors else 200


def _cycle(cycle_id: uuid.UUID | None, before: dict[str, Any]) -> ResponseReturnValue:
    form = CycleForm(request.form, induction(), on_day(), data=before)
    if request.method == "POST" and form.validate():
        with services().database.write() as session:
            planning.save_cycle(session, member(), form.draft, cycle_id)
        flash("Saved in the log.", "success")
        return redirect(url_for(".cycles"), 303)
    errors = error_list(form)
    page = render_template("readiness/cycle.html", form=form, errors=errors, cycle_id=cycle_id)
    return page, 400 if errors else 200


def _proposed() -> dict[str, Any]:
    """Return what a form begins with: the next step of the standard that the address names."""
    key = request.args.get("standard", "")
    if not key:
        return {}
    session = services().database.of_request()
    years = seeing.years(session, member())
    try:
        found: dict[str, Any] = {"standard": induction().standard(key).id, "owner": "lead"}
    except KeyError:
        raise NotFound("There is no such standard.") from None
    if years:
        row = assessing.own(session, member(), years[0].id)
        rows = seeing.view(session, induction(), row).rows
        found["text"] = next((each.step for each in rows if each.standard.id == key), "")
    return found
