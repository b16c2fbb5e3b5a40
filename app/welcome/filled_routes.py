"""Pages on which the two get the trust's own form, and put what they have filled of it beside the meeting."""

import uuid
from typing import Any, Final

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.downloads import PDF, as_download
from app.errors import BadInput, NotFound
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, filled, trust_forms
from app.welcome.file_routes import own_form_name
from app.welcome.here import at, page
from app.welcome.scans import KINDS, MOST_MB, Scan, ScanError, scan_of
from app.welcome.texts import texts
from app.wording import counted

bp = Blueprint("filled", __name__)

MOST_BYTES: Final = 42_000_000
"""Of a request with files: a few photographs at once, each within the bound of a file."""


@bp.url_value_preprocessor
def take_files(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Take a file that is a little too large: it is refused with a sentence."""
    request.max_content_length = MOST_BYTES


@bp.get("/<uuid:form_id>/filled")
@allow("hold_welcome_meeting")
def overview(form_id: uuid.UUID) -> str:
    """Show the trust's form to download, and what was filled of it."""
    return _page(form_id, [])


@bp.post("/<uuid:form_id>/filled")
@allow("hold_welcome_meeting")
def add(form_id: uuid.UUID) -> ResponseReturnValue:
    """Add what was sent: all of it, or nothing where a file is none that can be kept."""
    _, seat, _ = at(form_id)
    filled.require_own_form(seat)
    try:
        scans = _sent()
        with services().database.write() as session:
            seat = access.open_seat(session, member(), form_id)
            filled.add(session, seat, texts(), scans, now())
    except ScanError as error:
        return _page(form_id, [{"text": str(error), "href": "#files"}]), 400
    except BadInput as error:
        return _page(form_id, [{"text": error.sentence, "href": "#files"}]), 400
    flash(f"{counted(len(scans), 'file')} added.", "success")
    return redirect(url_for(".overview", form_id=form_id), 303)


@bp.get("/<uuid:form_id>/filled/<uuid:filled_id>")
@allow("hold_welcome_meeting")
def file(form_id: uuid.UUID, filled_id: uuid.UUID) -> Response:
    """Give a file that was filled."""
    session, seat, sealed = at(form_id)
    kind, content = filled.opened(session, seat, sealed, filled_id)
    return as_download(content, KINDS[kind][1], f"filled-form-{str(filled_id)[:8]}.{kind}")


@bp.post("/<uuid:form_id>/filled/<uuid:filled_id>/take-out")
@allow("hold_welcome_meeting")
def take_out(form_id: uuid.UUID, filled_id: uuid.UUID) -> ResponseReturnValue:
    """Take a file out again."""
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        filled.take_back(session, seat, texts(), filled_id, now())
    flash("The file is taken out.", "success")
    return redirect(url_for(".overview", form_id=form_id), 303)


@bp.get("/<uuid:form_id>/trust-form")
@allow("hold_welcome_meeting")
def trust_form(form_id: uuid.UUID) -> Response:
    """Give the edition of the trust's form with which this meeting began."""
    session, seat, _ = at(form_id)
    own = trust_forms.edition_of(session, seat.form)
    if own is None:
        raise NotFound("This meeting uses no form of the trust’s own.")
    content = trust_forms.file_of(session, seat.form.organisation_id, own.id)
    return as_download(content, PDF, own_form_name(own.number))


def _sent() -> list[Scan]:
    """Return the files that were sent. Raises ScanError, which names the file where there are several."""
    uploads = [each for each in request.files.getlist("files") if each.filename]
    if not uploads:
        raise ScanError("Choose a file.")
    scans = []
    for each in uploads:
        try:
            scans.append(scan_of(each.read()))
        except ScanError as error:
            if len(uploads) == 1:
                raise
            raise ScanError(f"{each.filename}: {error} None of the files was added.") from None
    return scans


def _page(form_id: uuid.UUID, errors: list[dict[str, str]]) -> str:
    session, seat, _ = at(form_id)
    filled.require_own_form(seat)
    access.require_shared(seat)
    return page(
        "filled.html",
        session,
        seat,
        own=trust_forms.edition_of(session, seat.form),
        files=filled.of(session, seat),
        most_mb=MOST_MB,
        most_files=filled.MOST_FILES,
        errors=errors,
    )
