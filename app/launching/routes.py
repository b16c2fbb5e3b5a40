"""Pages on which an LMS administrator tries a cmi5 or xAPI package with this server as the LMS."""

import uuid

import msgspec
from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import BadInput
from app.launching import (
    launch_data,
    registrations,
    serving,
    sessions,
    starting,
    store,
    tokens,
    view,
    waiving,
)
from app.launching.forms import LaunchForm, WaiveForm
from app.launching.launch_data import Addresses
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
    found = registrations.begin(parts, member(), content, now())
    return redirect(url_for("launching.trial", registration=found), 303)


@bp.get("/<uuid:registration>")
@allow("package_modules")
def trial(registration: uuid.UUID) -> str:
    """Show the units of a course, where they stand, and what has been told."""
    parts, found = services(), _trial(registration)
    return render_template(
        "launching/trial.html",
        trial=found,
        rows=view.unit_rows(found, store.read_standing(parts, found.enrolled, found.course)),
        log=view.read_log(parts, found, 0),
        launch_form=LaunchForm(found.course),
        waive_form=WaiveForm(found.course),
    )


@bp.post("/<uuid:registration>/launch")
@allow("package_modules")
def launch(registration: uuid.UUID) -> ResponseReturnValue:
    """Launch a unit: in a frame beside the log, or in the whole window where it asks for that."""
    found = _trial(registration)
    form = LaunchForm(found.course, request.form)
    if not form.validate():
        raise BadInput("Choose a unit and a launch mode from the lists.")
    unit = found.course.unit(form.unit.data)
    session = sessions.launch(
        services(), found, unit, form.mode.data, now(), _files(found), _closed(found)
    )
    page = "launching.start" if unit.launch_method == "OwnWindow" else "launching.session"
    return redirect(url_for(page, registration=registration, session_id=session), 303)


@bp.get("/<uuid:registration>/sessions/<uuid:session_id>")
@allow("package_modules")
def session(registration: uuid.UUID, session_id: uuid.UUID) -> str:
    """Show a unit in its frame, and what it tells beside it."""
    parts, found = services(), _trial(registration)
    row = sessions.session_of(parts.database.of_request(), found, session_id)
    allow_frames()
    return render_template(
        "launching/session.html",
        trial=found,
        session=row,
        unit=found.course.unit(row.unit),
        log=view.read_log(parts, found, 0),
    )


@bp.get("/<uuid:registration>/sessions/<uuid:session_id>/start")
@allow("package_modules")
def start(registration: uuid.UUID, session_id: uuid.UUID) -> ResponseReturnValue:
    """Go to the unit, with all that a launch adds to its address."""
    parts, found = services(), _trial(registration)
    row = sessions.session_of(parts.database.of_request(), found, session_id)
    unit, launched = found.course.unit(row.unit), sessions.launched_of(found.enrolled, row)
    at = Addresses(
        endpoint=f"{request.host_url}xapi/",
        files=_files(found),
        fetch=_fetch(session_id),
        closed=_closed(found),
    )
    if found.enrolled.kind == "tincan":
        token = tokens.issue(parts, launched, now())
        return redirect(launch_data.tincan_address(launched, unit, at, token), 303)
    return redirect(launch_data.cmi5_address(launched, unit, at), 303)


@bp.get("/<uuid:registration>/closed")
@allow("package_modules")
def closed(registration: uuid.UUID) -> Response:
    """Say, in the frame or in the window, that the unit has ended."""
    page = Response(render_template("launching/closed.html", trial=_trial(registration)))
    page.headers["Content-Security-Policy"] = serving.POLICY
    return page


@bp.get("/<uuid:registration>/statements")
@allow("package_modules")
def statements(registration: uuid.UUID) -> Response:
    """Give the lines of the log after a mark, as JSON."""
    after = request.args.get("after", "0")
    if not after.isascii() or not after.isdecimal() or len(after) > 18:
        raise BadInput("The mark after is a whole number.")
    log = view.read_log(services(), _trial(registration), int(after))
    answer = Response(msgspec.json.encode(log), mimetype="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/<uuid:registration>/files/<path:name>")
@allow("package_modules")
def file(registration: uuid.UUID, name: str) -> Response:
    """Give a file of the package."""
    content = registrations.own_file(services().database.of_request(), member(), registration, name)
    return serving.answer(name, content)


@bp.post("/<uuid:registration>/waive")
@allow("package_modules")
def waive(registration: uuid.UUID) -> ResponseReturnValue:
    """Say that a unit need not be done."""
    found = _trial(registration)
    form = WaiveForm(found.course, request.form)
    if not form.validate():
        raise BadInput("Choose a unit and a reason from the lists.")
    unit = found.course.unit(form.unit.data)
    waiving.waive(services(), found, unit, form.reason.data, now())
    return redirect(url_for("launching.trial", registration=registration), 303)


@bp.post("/<uuid:registration>/end")
@allow("package_modules")
def end(registration: uuid.UUID) -> ResponseReturnValue:
    """End a trial, and erase what it wrote."""
    registrations.erase(services(), _trial(registration).enrolled)
    return redirect(url_for("launching.overview"), 303)


def _trial(registration: uuid.UUID) -> Trial:
    parts = services()
    return registrations.own_trial(parts, parts.database.of_request(), member(), registration)


def _files(found: Trial) -> str:
    address = url_for(
        "launching.file", registration=found.enrolled.registration, name="x", _external=True
    )
    return address.removesuffix("x")


def _closed(found: Trial) -> str:
    return url_for("launching.closed", registration=found.enrolled.registration, _external=True)


def _fetch(session_id: uuid.UUID) -> str:
    key = tokens.fetch_key(str(current_app.secret_key), session_id)
    return url_for("launch_fetch.token", session_id=session_id, key=key, _external=True)
