"""Pages on which a lead begins lists, and makes the organisation's list its own."""

import uuid
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import NotFound
from app.forms import error_list
from app.induction import beginning, changing, marking
from app.induction.asked import asked
from app.induction.content import induction, on_day, rests_on, sayer
from app.induction.forms import BeginForm, DaysForm
from app.induction.lead_forms import YES, ByThemselvesForm, ItemForm, NewItemForm, OwnersForm
from app.induction.reach import reached
from app.induction.team import BY_ROLE, team
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.wording import counted, day

bp = Blueprint("lead", __name__)

SAVED: Final = "It holds for every list from now on."


@bp.route("/begin", methods=["GET", "POST"])
@allow("lead_induction")
def begin() -> ResponseReturnValue:
    """Begin the lists of doctors who start on the same day."""
    session = services().database.of_request()
    waiting = marking.waiting_by_name(session, member().organisation_id)
    form = BeginForm(request.form, waiting, on=on_day())
    if request.method == "GET":
        form.people.data = request.args.getlist("to")
    elif form.validate():
        doctors = [uuid.UUID(value) for value in form.people.data or []]
        with services().database.write() as writing:
            number = marking.begin(
                writing, member(), doctors, form.first_day.data, form.offer.data, on_day()
            )
        flash(f"{counted(number, 'list')} begun, from {day(form.first_day.data)}.", "success")
        return redirect(url_for("inductions.doctors"), 303)
    errors = error_list(form, ("people",))
    page = render_template("induction/begin.html", form=form, errors=errors, waiting=waiting)
    return page, 400 if errors else 200


@bp.get("/by-themselves")
@allow("lead_induction")
def by_themselves() -> str:
    """Ask whether lists begin by themselves."""
    session, key = services().database.of_request(), member().organisation_id
    form = ByThemselvesForm(beginning.by_themselves(session, key))
    return render_template(
        "induction/by_themselves.html", form=form, said=beginning.chosen(session, key) is not None
    )


@bp.post("/by-themselves")
@allow("lead_induction")
def choose_by_themselves() -> ResponseReturnValue:
    """Keep what was chosen."""
    form = ByThemselvesForm(None, request.form)
    if not form.validate():
        page = render_template(
            "induction/by_themselves.html", form=form, said=True, errors=error_list(form)
        )
        return page, 400
    with services().database.write() as session:
        beginning.choose(session, member().organisation_id, form.begins.data == YES)
    flash("Saved. It holds for who joins from now on.", "success")
    return redirect(url_for("inductions.doctors"), 303)


@bp.route("/<uuid:membership_id>/first-day", methods=["GET", "POST"])
@allow("lead_induction")
def first_day(membership_id: uuid.UUID) -> ResponseReturnValue:
    """Move the first day of one doctor, and every day that counts from it."""
    session = services().database.of_request()
    found = reached(session, induction(), member(), membership_id, on_day()).found
    before = {"first_day": found.first_day, "offer": found.offer}
    form = DaysForm(request.form, on=on_day(), data=before)
    if request.method == "POST" and form.validate():
        with services().database.write() as writing:
            marking.move(writing, found, form.first_day.data, form.offer.data)
        flash(f"The days count from {day(form.first_day.data)} now.", "success")
        return redirect(url_for("inductions.doctor", membership_id=membership_id), 303)
    errors = error_list(form)
    page = render_template("induction/first_day.html", form=form, errors=errors, found=found)
    return page, 400 if errors else 200


@bp.get("/items")
@allow("lead_induction")
def items() -> str:
    """Show how the organisation asks each item."""
    session, asker = services().database.of_request(), member()
    everything = asked(session, induction(), asker.organisation_id, with_off=True)
    return render_template(
        "induction/items.html",
        phases=[
            (phase, [each for each in everything if each.phase == phase.id])
            for phase in induction().phases
        ],
        owners=induction().owners,
        names=team(session, asker.organisation_id).names,
        say=sayer(session, asker.organisation_id),
        off=sum(each.off for each in everything),
        own=sum(each.own for each in everything),
        opened=request.args.get("open", ""),
    )


@bp.route("/items/new", methods=["GET", "POST"])
@allow("lead_induction")
def new_item() -> ResponseReturnValue:
    """Add an item of the organisation's own."""
    people = team(services().database.of_request(), member().organisation_id)
    form = NewItemForm(request.form, induction(), people.names)
    if request.method == "POST" and form.validate():
        with services().database.write() as writing:
            changing.add(writing, member(), form.new)
        flash(f"The item is added. {SAVED}", "success")
        return redirect(_items_of(form.phase.data), 303)
    errors = error_list(form, ("text", "phase", "area"))
    return render_template(
        "induction/new_item.html", form=form, errors=errors
    ), 400 if errors else 200


@bp.route("/items/<key>", methods=["GET", "POST"])
@allow("lead_induction")
def item(key: str) -> ResponseReturnValue:
    """Show how an item is asked, and change it."""
    session = services().database.of_request()
    found = changing.item_of(session, induction(), member(), key)
    people = team(session, member().organisation_id)
    form = ItemForm(request.form, induction(), people.names, found)
    if found.of_doctor and not found.own:
        form.owner.validate_choice = False
    if request.method == "POST" and form.validate():
        with services().database.write() as writing:
            changing.change(writing, member(), found, form.change)
        flash(f"Saved. {SAVED}", "success")
        return redirect(_items_of(found.phase), 303)
    errors = error_list(form)
    page = render_template(
        "induction/change_item.html",
        form=form,
        errors=errors,
        item=found,
        rests=rests_on(found),
        say=sayer(session, member().organisation_id),
    )
    return page, 400 if errors else 200


@bp.post("/items/<key>/as-it-was")
@allow("lead_induction")
def as_it_was(key: str) -> ResponseReturnValue:
    """Ask an item as the course does; take an own one from the list."""
    session = services().database.of_request()
    found = changing.item_of(session, induction(), member(), key)
    with services().database.write() as writing:
        if found.own:
            changing.retire(writing, member(), found, now())
        else:
            changing.as_it_was(writing, member(), found)
    flash("It is removed from every list." if found.own else f"It is as before. {SAVED}", "success")
    return redirect(_items_of(found.phase), 303)


@bp.get("/items/<key>/as-it-was")
@allow("lead_induction")
def as_it_was_form(key: str) -> ResponseReturnValue:
    """Lead to the item, for who opens the address of the form again."""
    return redirect(url_for(".item", key=key), 303)


@bp.get("/owners")
@allow("lead_induction")
def owners() -> str:
    """Show who stands for each owner."""
    people = team(services().database.of_request(), member().organisation_id)
    return render_template(
        "induction/owners.html", people=people, owners=induction().owners, by_role=BY_ROLE
    )


@bp.route("/owners/<owner>", methods=["GET", "POST"])
@allow("lead_induction")
def owner(owner: str) -> ResponseReturnValue:
    """Name who stands for an owner, such as IT."""
    names = dict(induction().owners)
    if owner not in names or owner in BY_ROLE:
        raise NotFound("There is no such owner to be named.")
    title = names[owner]
    people = team(services().database.of_request(), member().organisation_id)
    before = [str(key) for key in people.named.get(owner, ())]
    form = OwnersForm(request.form, people.names, data={"people": before})
    if request.method == "POST" and form.validate():
        chosen = {uuid.UUID(value) for value in form.people.data or []}
        with services().database.write() as writing:
            changing.name_owners(writing, people, owner, chosen)
        flash(f"{title}: saved. {SAVED}", "success")
        return redirect(url_for(".owners"), 303)
    errors = error_list(form)
    page = render_template("induction/owner.html", form=form, errors=errors, title=title, key=owner)
    return page, 400 if errors else 200


def _items_of(phase: str) -> str:
    """Return the address of the items of a phase, unfolded."""
    return url_for(".items", open=phase, _anchor=phase)
