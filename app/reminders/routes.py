"""The page on which somebody says what they want to be sent, and when; and the page behind a mail's link."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.mail.letters import is_set_up
from app.permissions import allow, public
from app.reminders.choosing import choices, choose
from app.reminders.kinds import BY_KEY
from app.reminders.links import PATH, read_token
from app.reminders.when import WEEKDAYS
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("reminders", __name__, template_folder="templates")
links = Blueprint("reminder_links", __name__, template_folder="templates")
"""What mail programs press by themselves, which hold no token of a form: it can stop mails, and nothing else."""

NEVER, NONE = "never", "none"


@bp.get("/account/reminders")
@allow("see_own_account")
def page() -> str:
    """Show what the person gets, kind by kind."""
    who = viewer()
    found = choices(services().database.of_request(), member()) if who.membership_id else ()
    return render_template(
        "reminders/page.html",
        choices=found,
        weekdays=WEEKDAYS,
        never=NEVER,
        none_of_them=NONE,
        mail=is_set_up(services()),
    )


@bp.post("/account/reminders")
@allow("see_own_account")
def save() -> ResponseReturnValue:
    """Keep what was chosen; a field that holds none of what it offers leaves its kind as it is."""
    asker, none = member(), request.form.get("do") == NONE
    with services().database.write() as session:
        for each in choices(session, asker):
            sent = NEVER if none else request.form.get(each.kind.key, "")
            wanted = _weekday(sent, each.weekday)
            if wanted != each.weekday:
                choose(session, asker.membership_id, each.kind.key, wanted)
    flash("Your choice is kept.", "success")
    return redirect(url_for(".page"), 303)


@links.get(f"{PATH}<token>")
@public
def confirm(token: str) -> str:
    """Ask whether mails of a kind are to stop: a program that only looks at links must not stop any."""
    _, kind = read_token(services().sealing_keys, token)
    return render_template("reminders/off.html", kind=BY_KEY[kind], done=False)


@links.post(f"{PATH}<token>")
@public
def stop(token: str) -> str:
    """Stop mails of a kind at once. Source: RFC 8058, section 3.1."""
    membership_id, kind = read_token(services().sealing_keys, token)
    with services().database.write() as session:
        choose(session, membership_id, kind, None)
    return render_template("reminders/off.html", kind=BY_KEY[kind], done=True)


def _weekday(text: str, before: int | None) -> int | None:
    if text == NEVER:
        return None
    return int(text) if text in {str(day) for day in range(7)} else before
