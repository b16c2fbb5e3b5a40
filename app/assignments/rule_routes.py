"""Pages on which an administrator keeps the rules for everybody with a role."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from app.assignments import commands, overview
from app.assignments.forms import DaysForm, RuleForm
from app.database import now
from app.errors import Conflict
from app.forms import error_list
from app.organisations.models import Role
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("rules", __name__, url_prefix="/rules")


@bp.route("/new", methods=["GET", "POST"])
@allow("manage_assignment_rules")
def new() -> ResponseReturnValue:
    """Make a rule."""
    form = RuleForm(request.form, services().shelf.course)
    errors: list[dict[str, str]] = []
    if request.method == "POST":
        errors = [] if form.validate() else error_list(form)
        if not errors:
            try:
                return _make(form)
            except Conflict as conflict:
                form.module.errors = [conflict.sentence]
                errors = error_list(form)
    page = render_template("assignments/new_rule.html", form=form, errors=errors)
    return page, 400 if errors else 200


def _make(form: RuleForm) -> Response:
    role, module = Role(form.role.data), str(form.module.data)
    with services().database.write() as writing:
        commands.make_rule(writing, member(), role, module, form.days.data, now())
    title = overview.titles(services().shelf.course)[module]
    who, when = overview.EVERY[role], overview.rule_words(form.days.data)
    flash(f"The rule is made. {who}: “{title}”, {when}.", "success")
    return redirect(url_for("assignments.page"), 303)


@bp.route("/<uuid:rule_id>", methods=["GET", "POST"])
@allow("manage_assignment_rules")
def one(rule_id: uuid.UUID) -> ResponseReturnValue:
    """Show a rule, and change its days."""
    rule = commands.rule(services().database.of_request(), member(), rule_id)
    form = DaysForm(request.form, data={"days": rule.days})
    if request.method == "POST" and form.validate():
        with services().database.write() as writing:
            commands.change_rule(writing, member(), rule_id, form.days.data)
        flash("The rule is changed.", "success")
        return redirect(url_for("assignments.page"), 303)
    errors = error_list(form)
    row = overview.rule_row(rule, services().shelf.course)
    page = render_template("assignments/rule.html", row=row, form=form, errors=errors)
    return page, 400 if errors else 200


@bp.post("/<uuid:rule_id>/end")
@allow("manage_assignment_rules")
def end(rule_id: uuid.UUID) -> ResponseReturnValue:
    """Take a rule away."""
    with services().database.write() as writing:
        commands.end_rule(writing, member(), rule_id)
    flash("The rule is taken away.", "success")
    return redirect(url_for("assignments.page"), 303)


@bp.get("/<uuid:rule_id>/end")
@allow("manage_assignment_rules")
def end_form(rule_id: uuid.UUID) -> ResponseReturnValue:
    """Lead to the rule, for who opens the address of the form again."""
    return redirect(url_for(".one", rule_id=rule_id))
