"""Pages on which modules are assigned: to people by name, and to everybody by rules."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.assignments import commands, overview
from app.assignments.due import due_words, today
from app.assignments.forms import AssignForm, DueForm
from app.assignments.reach import Reached, may_rule, modules_for, reached, reached_one
from app.assignments.rule_routes import bp as rule_pages
from app.database import now
from app.errors import NotFound
from app.forms import error_list
from app.organisations.groups import members_in_cohort
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.wording import counted
from course.model import Module

bp = Blueprint("assignments", __name__, template_folder="templates", url_prefix="/assignments")
bp.register_blueprint(rule_pages)
bp.app_template_filter("due_words")(due_words)


@bp.get("")
@allow("assign_modules")
def page() -> str:
    """Show the rules, and who is asked to learn what."""
    session, course = services().database.of_request(), services().shelf.course
    asker, on = member(), today(now())
    found = overview.rows(session, reached(session, asker), course, on)
    return render_template(
        "assignments/overview.html",
        rows=found,
        sentence=overview.sentence(found, on),
        rules=[overview.rule_row(each, course) for each in commands.rules(session, asker)],
        may_rule=may_rule(asker),
        titles=overview.titles(course),
        today=on,
    )


@bp.route("/new", methods=["GET", "POST"])
@allow("assign_modules")
def new() -> ResponseReturnValue:
    """Assign modules to one or several people."""
    session, course = services().database.of_request(), services().shelf.course
    people = reached(session, member())
    form = AssignForm(request.form, people, course, on=today(now()))
    if request.method == "GET":
        form.people.data = request.args.getlist("to") or _in_cohort()
        form.modules.data = request.args.getlist("module")
    elif form.validate():
        modules = form.modules.data or []
        with services().database.write() as writing:
            commands.assign(writing, member(), form.chosen_people, modules, form.due.data)
        who = len(form.chosen_people)
        to = counted(who, "person") if who == 1 else f"{who} people"
        flash(f"{counted(len(modules), 'module')} assigned to {to}.", "success")
        return redirect(url_for(".page"), 303)
    errors = error_list(form, ("people", "modules"))
    page = render_template(
        "assignments/new.html", form=form, errors=errors, people=people, may_rule=may_rule(member())
    )
    return page, 400 if errors else 200


@bp.get("/<uuid:membership_id>")
@allow("assign_modules")
def person(membership_id: uuid.UUID) -> str:
    """Show what is asked of one person."""
    session, course = services().database.of_request(), services().shelf.course
    found = reached_one(session, member(), membership_id)
    (row,) = overview.rows(session, [found], course, today(now()))
    return render_template(
        "assignments/person.html", row=row, titles=overview.titles(course), today=today(now())
    )


@bp.route("/<uuid:membership_id>/<slug>", methods=["GET", "POST"])
@allow("assign_modules")
def one(membership_id: uuid.UUID, slug: str) -> ResponseReturnValue:
    """Show one assignment, and give it another day."""
    session = services().database.of_request()
    found = reached_one(session, member(), membership_id)
    module = _module_for(found, slug)
    (row,) = overview.rows(session, [found], services().shelf.course, today(now()))
    asked = next((each for each in row.asked if each.module == slug), None)
    if asked is None:
        raise NotFound(
            f"“{module.title}” is not assigned to {found.name}; it may have been withdrawn."
        )
    form = DueForm(request.form, on=today(now()), before=asked.due)
    if request.method == "POST" and form.validate():
        with services().database.write() as writing:
            commands.assign(writing, member(), [membership_id], [slug], form.due.data)
        flash(
            f"“{module.title}” for {found.name}: {due_words(form.due.data, today(now()))}.",
            "success",
        )
        return redirect(url_for(".person", membership_id=membership_id), 303)
    errors = error_list(form)
    page = render_template(
        "assignments/one.html",
        whose=found,
        module=module,
        asked=asked,
        form=form,
        errors=errors,
        today=today(now()),
    )
    return page, 400 if errors else 200


@bp.post("/<uuid:membership_id>/<slug>/withdraw")
@allow("assign_modules")
def withdraw(membership_id: uuid.UUID, slug: str) -> ResponseReturnValue:
    """Ask a module of a person no longer."""
    found = reached_one(services().database.of_request(), member(), membership_id)
    module = _module_for(found, slug)
    with services().database.write() as writing:
        commands.withdraw(writing, member(), membership_id, slug)
    flash(f"“{module.title}” is no longer assigned to {found.name}.", "success")
    return redirect(url_for(".person", membership_id=membership_id), 303)


@bp.get("/<uuid:membership_id>/<slug>/withdraw")
@allow("assign_modules")
def withdraw_form(membership_id: uuid.UUID, slug: str) -> ResponseReturnValue:
    """Lead to the person, for who opens the address of the form again."""
    return redirect(url_for(".person", membership_id=membership_id))


def _in_cohort() -> list[str]:
    """Return everybody of the cohort that the address names, to be ticked; nobody for any other."""
    try:
        cohort = uuid.UUID(request.args.get("cohort", ""))
    except ValueError:
        return []
    found = services().database.of_request().scalars(members_in_cohort(member(), cohort))
    return [str(key) for key in found]


def _module_for(found: Reached, slug: str) -> Module:
    for module in modules_for(services().shelf.course, found.roles):
        if module.slug == slug:
            return module
    raise NotFound("There is no such module.")
