"""Pages on which a trust gives a form of its own for welcome meetings, and takes it away again."""

import datetime as dt
import uuid
from typing import Any, Final

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from app.assignments.due import today
from app.database import now
from app.day_field import DayField
from app.downloads import PDF, as_download
from app.forms import error_list
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import trust_form_changes, trust_forms
from app.welcome.trust_form_changes import MOST_BYTES, OwnFormError
from app.wording import day

bp = Blueprint("trust_forms", __name__, url_prefix="/own-form")

MOST_OF_REQUEST: Final = MOST_BYTES + 2_000_000
MOST_TITLE: Final = 80
MOST_DAYS_AHEAD: Final = 366


class OwnFormForm(Form):
    """What is said of an edition beside its file."""

    title = StringField(
        "What is it called?",
        [
            DataRequired("Enter what the form is called."),
            Length(max=MOST_TITLE, message=f"Use {MOST_TITLE} characters at most."),
        ],
        filters=[lambda text: " ".join((text or "").split())],
    )
    since = DayField(
        "From which day do new meetings use it?",
        needed="Enter the day from which new meetings use it.",
    )

    def __init__(self, formdata: Any, on: dt.date, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self._on = on

    def validate_since(self, field: DayField) -> None:
        """Take a day that has not gone, and comes within a year."""
        if field.data is None:
            return
        if field.data < self._on:
            raise ValidationError(
                "Enter today or a later day: meetings that began stay as they are."
            )
        if (field.data - self._on).days > MOST_DAYS_AHEAD:
            raise ValidationError("Enter a day within the coming year.")


@bp.url_value_preprocessor
def take_files(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Take a file that is a little too large: it is refused with a sentence."""
    request.max_content_length = MOST_OF_REQUEST


@bp.get("")
@allow("manage_own_welcome_form")
def overview() -> str:
    """Show which form new meetings use, and every edition of one's own."""
    on = today(now())
    return _page(OwnFormForm(None, on, data={"since": on}))


@bp.post("")
@allow("manage_own_welcome_form")
def add() -> ResponseReturnValue:
    """Take another edition."""
    entry, file_error = OwnFormForm(request.form, today(now())), ""
    since = entry.since.data
    upload = request.files.get("file")
    content = upload.read() if upload else b""
    try:
        if not entry.validate() or since is None:
            trust_form_changes.judge(content)
            return _page(entry), 400
        with services().database.write() as session:
            number = trust_form_changes.add(
                session, member(), content, entry.title.data or "", since, now()
            )
    except OwnFormError as error:
        file_error = str(error)
    if file_error or since is None:
        return _page(entry, file_error), 400
    when = "from today" if since == today(now()) else f"from {day(since)}"
    flash(f"Edition {number} is kept. New meetings use it {when}.", "success")
    return redirect(url_for(".overview"), 303)


@bp.get("/<uuid:own_form_id>/file")
@allow("manage_own_welcome_form")
def file(own_form_id: uuid.UUID) -> Response:
    """Give the file of an edition."""
    session = services().database.of_request()
    content = trust_forms.file_of(session, member().organisation_id, own_form_id)
    return as_download(content, PDF, "welcome-form.pdf")


@bp.post("/<uuid:own_form_id>/take-away")
@allow("manage_own_welcome_form")
def take_away(own_form_id: uuid.UUID) -> ResponseReturnValue:
    """Let new meetings use an edition no longer."""
    with services().database.write() as session:
        trust_form_changes.take_away(session, member(), own_form_id, today(now()), now())
    flash("New meetings do not use it any more. Those that began with it go on with it.", "success")
    return redirect(url_for(".overview"), 303)


@bp.post("/<uuid:own_form_id>/delete-file")
@allow("manage_own_welcome_form")
def delete_file(own_form_id: uuid.UUID) -> ResponseReturnValue:
    """Delete the file of an edition that no new meeting uses."""
    with services().database.write() as session:
        trust_form_changes.delete_file(session, member(), own_form_id, today(now()), now())
    flash("The file is deleted. Its number, days and mark stay.", "success")
    return redirect(url_for(".overview"), 303)


def _page(entry: OwnFormForm, file_error: str = "") -> str:
    session = services().database.of_request()
    editions = trust_forms.editions(session, member(), today(now()))
    errors = error_list(entry)
    if file_error:
        errors.append({"text": file_error, "href": "#file"})
    return render_template(
        "welcome/own_form.html",
        editions=editions,
        current=next((each for each in editions if each.in_force), None),
        entry=entry,
        errors=errors,
        file_error=file_error,
        most_mb=MOST_BYTES // 1_000_000,
    )
