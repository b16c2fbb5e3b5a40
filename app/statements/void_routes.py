"""The page on which an administrator voids a statement, after it has said what comes of it."""

import uuid
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, RadioField
from wtforms.validators import InputRequired

from app.database import now
from app.errors import Conflict
from app.forms import error_list, offer
from app.permissions import allow
from app.services import services
from app.statements import voiding
from app.statements.names import names_for
from app.statements.opened import Opened, opened
from app.viewer import member

bp = Blueprint(
    "voiding",
    __name__,
    template_folder="templates",
    url_prefix="/records/statements/<uuid:statement_id>/void",
)


class VoidForm(Form):
    """Why a statement is voided."""

    reason = RadioField("Why is it voided?", [InputRequired("Choose why it is voided.")])

    def __init__(self, formdata: Any = None) -> None:
        super().__init__(formdata)
        offer(self.reason, voiding.REASONS.items())


@bp.get("")
@allow("browse_statements")
def confirm(statement_id: uuid.UUID) -> ResponseReturnValue:
    """Say what comes of voiding a statement, before it is done."""
    found = _statement(statement_id)
    if found.voided:
        return _opened(statement_id)
    if found.voids:
        raise Conflict("A statement that voids another cannot be voided itself.")
    return render_template("statements/void.html", found=found, form=VoidForm(), errors=[])


@bp.post("")
@allow("browse_statements")
def void(statement_id: uuid.UUID) -> ResponseReturnValue:
    """Void a statement."""
    found = _statement(statement_id)
    if found.voided:
        flash("The statement was voided already.", "note")
        return _opened(statement_id)
    form = VoidForm(request.form)
    if not form.validate():
        errors = error_list(form)
        return render_template("statements/void.html", found=found, form=form, errors=errors), 400
    voiding.void(services(), member(), statement_id, form.reason.data, now())
    flash("The statement is voided. It does not count any more.", "success")
    return _opened(statement_id)


def _statement(statement_id: uuid.UUID) -> Opened:
    """Return a statement of the organisation. Raises NotFound."""
    return opened(services(), member(), names_for(services(), member()), statement_id)


def _opened(statement_id: uuid.UUID) -> ResponseReturnValue:
    return redirect(url_for("statements.statement", statement_id=statement_id), 303)
