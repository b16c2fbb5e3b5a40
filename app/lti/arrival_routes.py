"""Pages of somebody's first launch: begin with an account of their own, or connect the one that they have.

Only the browser in which the launch came sees them. An account is connected by whoever has signed in to it
by themselves, and says so on a page that names both sides.
"""

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.accounts.queries import own_account
from app.database import now
from app.lti import states
from app.lti.arriving import begin_new, connect, own_membership, waiting
from app.lti.entering import begin, enter, work_of
from app.lti.models import LtiArrival
from app.permissions import allow, public
from app.services import services
from app.viewer import viewer, viewer_or_none

bp = Blueprint("lti_arrival", __name__, url_prefix="/lti/arrival", template_folder="templates")


@bp.get("/<token>")
@public
def page(token: str) -> str:
    """Say who sends somebody here, what is told back, and how to begin."""
    found = _waiting(services().database.of_request(), token)
    return render_template(
        "lti/arrival.html",
        found=found,
        token=token,
        module=_title(found),
        signed_in=viewer_or_none() is not None and viewer().platform_id is None,
    )


@bp.post("/<token>")
@public
def start(token: str) -> ResponseReturnValue:
    """Make an account and lead to the course."""
    with services().database.write() as session:
        found = _waiting(session, token)
        module, learns = found.module, found.learns
        user = begin_new(session, found, now())
        signed_in = begin(session, user)
        wanted = work_of(user, module, learns=learns)
    return enter(signed_in, wanted)


@bp.get("/<token>/connect")
@allow("see_own_account")
def confirm(token: str) -> str:
    """Say what comes of connecting the account that is signed in."""
    session = services().database.of_request()
    found = _waiting(session, token)
    own_membership(session, found.platform, viewer())
    return render_template(
        "lti/connect.html", found=found, token=token, own=own_account(session, viewer())
    )


@bp.post("/<token>/connect")
@allow("see_own_account")
def connect_own(token: str) -> ResponseReturnValue:
    """Connect the account, and go on in the sign-in that is there."""
    with services().database.write() as session:
        found = _waiting(session, token)
        name, module, learns = found.platform.name, found.module, found.learns
        wanted = work_of(connect(session, found, viewer(), now()), module, learns=learns)
    flash(f"{name} opens this account from now on.", "success")
    return redirect(wanted, 303)


def _waiting(session: Session, token: str) -> LtiArrival:
    browser = states.browser_of(request.cookies.get(states.COOKIE, ""))
    return waiting(session, token, browser, now())


def _title(found: LtiArrival) -> str:
    course = services().shelf.course
    return next((each.title for each in course.modules if each.slug == found.module), "")
