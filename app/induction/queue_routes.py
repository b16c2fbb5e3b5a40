"""The page of what somebody owns for newcomers, where several doctors are ticked at once."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.asked import one_of
from app.database import now
from app.forms import error_list
from app.induction import marking, queue
from app.induction.content import induction, on_day, sayer
from app.induction.forms import TickForm
from app.induction.marking import Tick
from app.induction.reach import reached
from app.permissions import allow, may
from app.services import services
from app.viewer import member
from app.wording import counted

bp = Blueprint("queue", __name__, url_prefix="/to-do")


@bp.get("")
@allow("own_induction_items")
def page() -> ResponseReturnValue:
    """Show what the reader owns, by day."""
    return _page(TickForm(on=on_day(), data={"on": on_day()}), [])


@bp.post("")
@allow("own_induction_items")
def tick() -> ResponseReturnValue:
    """Say that the ticked ones are done, all on the same day."""
    form = TickForm(request.form, on=on_day())
    chosen = request.form.getlist("duty")
    good = form.validate()
    session = services().database.of_request()
    mine = {each.value: each for each in queue.duties(session, induction(), member(), on_day())}
    duties = [mine[value] for value in chosen if value in mine]
    if not good or not duties:
        return _page(form, chosen, nothing=not duties)
    at = now()
    with services().database.write() as writing:
        for duty in duties:
            seen = reached(writing, induction(), member(), duty.found.membership_id, on_day())
            marking.done(writing, seen, duty.row, Tick(form.on.data), at)
    flash(f"{counted(len(duties), 'item')} done.", "success")
    return redirect(_here(), 303)


def _here(endpoint: str = ".page") -> str:
    """Return an address of this page, filtered as it is now."""
    starts, late = request.args.get("starts"), request.args.get("late")
    return url_for(endpoint, starts=starts or None, late=late or None)


def _page(form: TickForm, chosen: list[str], *, nothing: bool = False) -> ResponseReturnValue:
    session = services().database.of_request()
    everything = queue.duties(session, induction(), member(), on_day())
    cohorts = queue.cohorts(everything)
    asked = request.args.get("starts", "")
    # A month in which nobody waits any more was a filter of this page until its last item was ticked.
    gone = (asked,) if queue.is_month(asked) else ()
    known = ("", *(each.value for each in cohorts), *gone)
    starts = one_of(request.args, "starts", "Who starts in", known)
    of_cohort = queue.of_cohort(everything, starts)
    late = queue.late_only(of_cohort, on_day())
    only = bool(one_of(request.args, "late", "Late only", ("", "yes")))
    shown = late if only else of_cohort
    parts = queue.parts(induction(), shown, on_day())
    errors = error_list(form)
    if nothing:
        first = f"#duty-{parts[0].tasks[0].duties[0].value}" if parts else "#main"
        errors.insert(0, {"text": "Tick at least one doctor.", "href": first})
    page = render_template(
        "induction/queue.html",
        parts=parts,
        duties=of_cohort,
        everything=everything,
        cohorts=cohorts,
        starts=starts,
        may_see=may("see_inductions"),
        late=len(late),
        late_at_all=bool(queue.late_only(everything, on_day())),
        only=only,
        send_to=_here(".tick"),
        form=form,
        chosen=chosen,
        nothing=nothing,
        errors=errors,
        say=sayer(session, member().organisation_id),
        today=on_day(),
    )
    return page, 400 if errors else 200
