"""What an administrator does with a trial besides launching: waive a unit, begin again, end it."""

import uuid

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import BadInput
from app.launching import ending, registrations, waiving
from app.launching.asking import own_trial, whence
from app.launching.forms import WaiveForm
from app.permissions import allow
from app.services import services
from app.viewer import member

bp = Blueprint("launch_acts", __name__, url_prefix="/packages/preview/<uuid:registration>")


@bp.post("/waive")
@allow("package_modules")
def waive(registration: uuid.UUID) -> ResponseReturnValue:
    """Say that a unit need not be done."""
    found = own_trial(registration)
    form = WaiveForm(found.course, request.form)
    if not form.validate():
        raise BadInput("Choose a unit and a reason from the lists.")
    unit = found.course.unit(form.unit.data)
    waiving.waive(services(), found, unit, form.reason.data, now())
    return redirect(url_for("launching.trial", registration=registration), 303)


@bp.post("/afresh")
@allow("package_modules")
def afresh(registration: uuid.UUID) -> ResponseReturnValue:
    """Try the same package as a new learner, of whom nothing has been told."""
    new = registrations.begin_again(services(), member(), registration, now())
    return redirect(url_for("launching.trial", registration=new), 303)


@bp.post("/end")
@allow("package_modules")
def end(registration: uuid.UUID) -> ResponseReturnValue:
    """End a trial, and erase what it wrote."""
    found = own_trial(registration)
    erased = ending.end(services(), found.enrolled, now())
    becomes = "is erased" if erased else "will be erased in a few minutes"
    flash(f"The trial has ended. All that the package told here {becomes}.", "success")
    return redirect(whence(found), 303)
