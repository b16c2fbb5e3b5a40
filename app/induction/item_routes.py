"""One item of one list: what it is, on what it rests, and what may be said of it."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from app.database import now
from app.forms import error_list
from app.induction import marking
from app.induction.content import induction, nation_notes, on_day, plain, rests_on, sayer
from app.induction.forms import HandForm, ReasonForm, TickForm
from app.induction.listed import Row
from app.induction.marking import Tick
from app.induction.reach import Reached, reached, require
from app.induction.team import leads
from app.library.beside import beside
from app.permissions import allow
from app.services import services
from app.viewer import member
from course.library.model import Reader

bp = Blueprint("item", __name__, url_prefix="/<uuid:membership_id>/items/<key>")


@bp.get("")
@allow("mark_induction_items")
def page(membership_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Show an item, with what the reader may do with it."""
    seen = _reached(membership_id)
    return _page(seen, seen.row(key))


@bp.post("/done")
@allow("mark_induction_items")
def done(membership_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Say that an item is done, on a day, with its evidence."""
    seen = _reached(membership_id)
    row = seen.row(key)
    require(seen.may_mark(row))
    form = TickForm(request.form, on=on_day())
    if "today" in request.form:
        tick = Tick(on_day())
    elif form.validate():
        tick = Tick(form.on.data, form.link.data or "", form.note.data or "")
    else:
        return _page(seen, row, tick_form=form)
    with services().database.write() as session:
        marking.done(session, seen, row, tick, now())
        marking.tell(session, seen, row, services().home_page, now())
    return _back(seen, row, f"Done: {_words(row)}")


@bp.post("/open")
@allow("mark_induction_items")
def reopen(membership_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Open an item again."""
    seen = _reached(membership_id)
    row = seen.row(key)
    require(seen.may_leave_out(row) if row.state == "na" else seen.may_mark(row))
    with services().database.write() as session:
        marking.reopen(session, seen, row, now())
    return _back(seen, row, f"Open again: {_words(row)}")


@bp.post("/has-not-happened")
@allow("mark_induction_items")
def has_not_happened(membership_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Let the doctor say that something of the trust's has not happened."""
    seen = _reached(membership_id)
    row = seen.row(key)
    require(seen.may_object(row))
    with services().database.write() as session:
        marking.has_not_happened(session, seen, row, now())
    return _back(seen, row, f"{row.owner_words} will see that this has not happened.")


@bp.post("/leave-out")
@allow("mark_induction_items")
def leave_out(membership_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Say that an item is not relevant, and why."""
    seen = _reached(membership_id)
    row = seen.row(key)
    require(seen.may_leave_out(row))
    form = ReasonForm(request.form)
    if not form.validate():
        return _page(seen, row, reason_form=form)
    with services().database.write() as session:
        why = (form.why.data or "") if form.reason.data == "other" else ""
        marking.leave_out(session, seen, row, form.reason.data, why, now())
    return _back(seen, row, f"Not relevant: {_words(row)}")


@bp.post("/hand-over")
@allow("lead_induction")
def hand_over(membership_id: uuid.UUID, key: str) -> ResponseReturnValue:
    """Name who looks after an item for this doctor."""
    seen = _reached(membership_id)
    row = seen.row(key)
    require(not row.item.of_doctor)
    form = HandForm(request.form, seen.people.names)
    if not form.validate():
        return _page(seen, row, hand_form=form)
    with services().database.write() as session:
        marking.hand_over(session, seen, row, form.chosen)
    flash("It is handed over.", "success")
    return redirect(url_for(".page", membership_id=membership_id, key=key), 303)


@bp.get("/<any(done,open,'has-not-happened','leave-out','hand-over'):act>")
@allow("mark_induction_items")
def form_again(membership_id: uuid.UUID, key: str, act: str) -> ResponseReturnValue:
    """Lead to the item, for who opens the address of one of its forms again."""
    return redirect(url_for(".page", membership_id=membership_id, key=key), 303)


def _page(
    seen: Reached,
    row: Row,
    *,
    tick_form: TickForm | None = None,
    reason_form: ReasonForm | None = None,
    hand_form: HandForm | None = None,
) -> ResponseReturnValue:
    session = services().database.of_request()
    sent: list[Form] = [each for each in (tick_form, reason_form, hand_form) if each is not None]
    errors = [mistake for form in sent for mistake in error_list(form)]
    handed = str(row.handed_to) if row.handed_to else ""
    page = render_template(
        "induction/item.html",
        seen=seen,
        found=seen.found,
        row=row,
        say=sayer(session, member().organisation_id),
        helpful=beside(row.item.tags, [row.key], _reader(seen), member().organisation_id),
        notes=nation_notes(session, member(), row.item),
        rests=rests_on(row.item),
        phase=next(each for each in induction().phases if each.id == row.item.phase),
        tick_form=tick_form or TickForm(on=on_day(), data={"on": on_day()}),
        reason_form=reason_form or ReasonForm(),
        hand_form=hand_form or HandForm(None, seen.people.names, data={"owner": handed}),
        may_hand=leads(member()) and not row.item.of_doctor and not seen.is_doctor,
        errors=errors,
        today=on_day(),
    )
    return page, 400 if errors else 200


def _reader(seen: Reached) -> Reader:
    if seen.is_doctor:
        return "doctors"
    return "leads" if leads(member()) else "supervisors"


def _back(seen: Reached, row: Row, told: str) -> ResponseReturnValue:
    flash(told, "success")
    if seen.is_doctor:
        return redirect(url_for("induction.own"), 303)
    if seen.whole:
        doctor, phase = seen.found.membership_id, row.item.phase
        return redirect(url_for("inductions.doctor", membership_id=doctor, _anchor=phase), 303)
    return redirect(url_for("inductions.queue.page"), 303)


def _words(row: Row) -> str:
    say = sayer(services().database.of_request(), member().organisation_id)
    text = plain(say, row.item)
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"


def _reached(membership_id: uuid.UUID) -> Reached:
    session = services().database.of_request()
    return reached(session, induction(), member(), membership_id, on_day())
