"""Pages on which an LMS administrator tries a cmi5 or xAPI package with this server as the LMS."""

import uuid

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import BadInput
from app.launching import (
    launch_data,
    links,
    log,
    registrations,
    serving,
    sessions,
    starting,
    store,
    tokens,
    view,
)
from app.launching.asking import own_trial, whence
from app.launching.forms import LaunchForm, WaiveForm
from app.launching.models import LaunchSession
from app.launching.registrations import Trial
from app.permissions import allow
from app.security import allow_frames
from app.services import services
from app.viewer import member

bp = Blueprint("launching", __name__, template_folder="templates", url_prefix="/packages/preview")


@bp.get("")
@allow("package_modules")
def overview() -> str:
    """Show what is tried now, and what can be."""
    session = services().database.of_request()
    return render_template(
        "launching/overview.html",
        trials=registrations.own(session, member()),
        choices=starting.choices(session, member(), services().shelf.course),
        formats=starting.LAUNCHABLE.values(),
        possible=services().embedded_lrs is not None,
        hours=services().settings.keep_trials_hours,
    )


@bp.post("")
@allow("package_modules")
def begin() -> ResponseReturnValue:
    """Begin to try a package that the organisation made."""
    parts = services()
    try:
        made = uuid.UUID(request.form.get("made", ""))
    except ValueError:
        raise BadInput("Choose a package from the list.") from None
    content = starting.zip_of(parts.database.of_request(), member(), parts.shelf.course, made)
    found = registrations.begin(parts, member(), content, made, now())
    return redirect(url_for("launching.trial", registration=found), 303)


@bp.get("/<uuid:registration>")
@allow("package_modules")
def trial(registration: uuid.UUID) -> str:
    """Show the units of a course, where they stand, and what has been told."""
    return _trial_page(own_trial(registration), None)


@bp.post("/<uuid:registration>/launch")
@allow("package_modules")
def launch(registration: uuid.UUID) -> ResponseReturnValue:
    """Launch a unit: in a frame beside the log, or in the whole window where it asks for that."""
    found = own_trial(registration)
    form = LaunchForm(found.course, request.form)
    if not form.validate():
        raise BadInput("Choose a unit and a launch mode from the lists.")
    unit = found.course.unit(form.unit.data)
    parts, at = services(), now()
    files, closed_at = links.files_of(found.enrolled), links.closed_of(found.enrolled)
    launched = sessions.launch(parts, found, unit, form.mode.data, at, files, closed_at)
    if found.enrolled.kind == "tincan":
        tokens.issue_with_launch(parts, links.own_key(), launched, at)
    own = unit.launch_method == "OwnWindow"
    page = "launching.start" if own else "launching.session"
    anchor = None if own else "course"
    to = launched.session
    return redirect(url_for(page, registration=registration, session_id=to, _anchor=anchor), 303)


@bp.get("/<uuid:registration>/sessions/<uuid:session_id>")
@allow("package_modules")
def session(registration: uuid.UUID, session_id: uuid.UUID) -> str:
    """Show the same with a unit in its frame."""
    found = own_trial(registration)
    row = sessions.session_of(services().database.of_request(), found, session_id)
    allow_frames()
    return _trial_page(found, row)


@bp.get("/<uuid:registration>/sessions/<uuid:session_id>/start")
@allow("package_modules")
def start(registration: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """Go to the unit, with all that a launch adds to its address. It changes nothing."""
    parts, found = services(), own_trial(registration)
    row = sessions.session_of(parts.database.of_request(), found, session_id)
    unit, launched = found.course.unit(row.unit), sessions.launched_of(found.enrolled, row)
    at = links.addresses_of(found.enrolled, session_id)
    if found.enrolled.kind == "tincan":
        token = tokens.token_in_address(links.own_key(), row)
        return redirect(launch_data.tincan_address(launched, unit, at, token), 303)
    return redirect(launch_data.cmi5_address(launched, unit, at), 303)


@bp.get("/<uuid:registration>/closed")
@allow("package_modules")
def closed(registration: uuid.UUID) -> Response:
    """Say, in the frame or in the window, that the unit has ended."""
    page = Response(render_template("launching/closed.html", trial=own_trial(registration)))
    page.headers["Content-Security-Policy"] = serving.POLICY
    return page


@bp.get("/<uuid:registration>/files/<path:name>")
@allow("package_modules")
def file(registration: uuid.UUID, name: str) -> Response:
    """Give a file of the package."""
    content = registrations.own_file(services().database.of_request(), member(), registration, name)
    return serving.answer(name, content)


def _trial_page(found: Trial, session: LaunchSession | None) -> str:
    parts = services()
    launch_form = LaunchForm(found.course)
    if session:
        launch_form.unit.data, launch_form.mode.data = session.unit, session.mode
    return render_template(
        "launching/trial.html",
        trial=found,
        session=session,
        unit=found.course.unit(session.unit) if session else None,
        whence=whence(found),
        rows=view.unit_rows(found, store.read_standing(parts, found.enrolled, found.course)),
        log=log.read_log(parts, found, log.Mark()),
        launch_form=launch_form,
        hours=parts.settings.keep_trials_hours,
        waive_form=WaiveForm(found.course),
    )
