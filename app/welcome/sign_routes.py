"""Pages on which the two read what they sign, sign it, and find it again."""

import base64
import datetime as dt
import uuid
from typing import Any

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from wtforms import Form

from app.accounts.confirming import ConfirmForm, errors_of, sent
from app.assignments.due import today
from app.database import now
from app.day_field import DayField
from app.downloads import as_download
from app.errors import BadInput, NotFound
from app.forms import error_list
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, filled, scans, signing, versions
from app.welcome.here import at, months_asked, page
from app.welcome.models import WelcomeScan
from app.welcome.private_words import private_words
from app.welcome.scans import KINDS, ScanError, scan_of
from app.welcome.texts import texts

bp = Blueprint("signing", __name__)

MOST_BYTES = scans.MOST_BYTES + 2_000_000
"""Of a request with a scan: the file and what the form adds."""


class SignedOnForm(Form):
    """When both signed on paper."""

    on = DayField(
        "Day on which both of you signed", needed="Enter the day on which both of you signed."
    )

    def __init__(self, formdata: Any, today: dt.date) -> None:
        super().__init__(formdata)
        self.on.latest = today


@bp.url_value_preprocessor
def take_scans(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Take a scan that is a little too large: it is refused with a sentence."""
    request.max_content_length = MOST_BYTES


@bp.get("/<uuid:form_id>/sign")
@allow("hold_welcome_meeting")
def sign_page(form_id: uuid.UUID) -> str:
    """Show exactly what would be signed, and what still blocks it."""
    return _page(form_id, ConfirmForm(), [])


@bp.post("/<uuid:form_id>/sign")
@allow("hold_welcome_meeting")
def sign(form_id: uuid.UUID) -> ResponseReturnValue:
    """Sign, with the password once more."""
    form, months = ConfirmForm(sent()), months_asked()
    errors = errors_of(form)
    if errors:
        return _page(form_id, form, errors), 400
    parts = services()
    try:
        with parts.database.write() as session:
            seat = access.open_seat(session, member(), form_id)
            version = signing.sign(
                session,
                seat,
                texts(),
                months,
                request.form.get("digest", ""),
                now(),
                parts.home_page,
            )
            frozen, other = version.frozen, seat.other_name
    except BadInput as error:
        return _page(form_id, form, [{"text": error.sentence, "href": "#blocking"}]), 400
    flash(
        f"Version {version.number} is signed by both."
        if frozen
        else f"You have signed. It counts when {other} has signed too.",
        "success",
    )
    return redirect(url_for("welcome.form", form_id=form_id), 303)


@bp.post("/<uuid:form_id>/sign-on-paper")
@allow("hold_welcome_meeting")
def sign_on_paper(form_id: uuid.UUID) -> ResponseReturnValue:
    """Keep a scan of what both have signed on paper, with the password once more."""
    parts, months = services(), months_asked()
    form, signed_on = _paper_form(), SignedOnForm(request.form, today(now()))
    errors = [] if signed_on.validate() else error_list(signed_on)
    on, scan = signed_on.on.data, None
    try:
        upload = request.files.get("scan")
        scan = scan_of(upload.read() if upload else b"")
    except ScanError as error:
        errors.append({"text": str(error), "href": "#scan"})
    if not errors:  # as with every form, the password is looked at last
        errors = errors_of(form)
    if errors or scan is None or on is None:
        return _page(form_id, ConfirmForm(), errors, form, signed_on), 400
    try:
        with parts.database.write() as session:
            seat = access.open_seat(session, member(), form_id)
            version = signing.sign_on_paper(
                session,
                seat,
                texts(),
                months,
                request.form.get("digest", ""),
                scan,
                on,
                now(),
                parts.home_page,
            )
            frozen, other = version.frozen, seat.other_name
    except BadInput as error:
        blocked = [{"text": error.sentence, "href": "#blocking"}]
        return _page(form_id, ConfirmForm(), blocked, form, signed_on), 400
    flash(
        f"Version {version.number} is kept as signed on paper by both."
        if frozen
        else f"The scan is kept. It counts when {other} has looked at it and signed too.",
        "success",
    )
    return redirect(url_for("welcome.form", form_id=form_id), 303)


@bp.get("/<uuid:form_id>/versions")
@allow("hold_welcome_meeting")
def versions_page(form_id: uuid.UUID) -> str:
    """Show what was signed, and what has changed since the latest."""
    session, seat, sealed = at(form_id)
    found = [each for each in versions.versions_of(session, seat, sealed) if each.frozen]
    latest = next((each for each in found if not each.months and each.content), None)
    since: tuple[versions.Change, ...] = ()
    if latest is not None and latest.content is not None and seat.form.shared:
        since = versions.changes(latest.content, signing.to_sign(session, seat, sealed, 0)[0])
    return page("versions.html", session, seat, versions=found, latest=latest, since=since)


@bp.get("/<uuid:form_id>/versions/<int:number>")
@allow("hold_welcome_meeting")
def version(form_id: uuid.UUID, number: int) -> str:
    """Show one version as it was signed, and how it differs from the one before."""
    session, seat, sealed = at(form_id)
    found = versions.version_of(session, seat, sealed, number)
    before = next(
        (
            each
            for each in versions.versions_of(session, seat, sealed)
            if each.number < number and each.frozen and each.content
        ),
        None,
    )
    differences: tuple[versions.Change, ...] = ()
    if before is not None and before.content is not None and found.content is not None:
        differences = versions.changes(before.content, found.content)
    return page(
        "version.html",
        session,
        seat,
        version=found,
        before=before,
        differences=differences,
        openable=filled.openable(session, seat),
        private=private_words(session, seat, sealed, found.content),
    )


@bp.get("/<uuid:form_id>/scans/<uuid:scan_id>")
@allow("hold_welcome_meeting")
def scan(form_id: uuid.UUID, scan_id: uuid.UUID) -> Response:
    """Give a scan of what was signed on paper."""
    session, seat, sealed = at(form_id)
    row = session.scalars(
        select(WelcomeScan).where(WelcomeScan.id == scan_id, WelcomeScan.form_id == form_id)
    ).one_or_none()
    shown = {each.scan for each in versions.versions_of(session, seat, sealed)}
    if row is None or row.id not in shown:
        raise NotFound("There is no such scan.")
    content = base64.b64decode(sealed.open(row.kept, "welcome_scan", row.id))
    return as_download(content, KINDS[row.kind][1], f"signed-on-paper.{row.kind}")


def _paper_form() -> ConfirmForm:
    """Return the question for the password beside a scan: the page has the other one, too."""
    return ConfirmForm(sent(), prefix="paper-")


def _page(
    form_id: uuid.UUID,
    form: ConfirmForm,
    errors: list[dict[str, str]],
    paper: ConfirmForm | None = None,
    signed_on: SignedOnForm | None = None,
) -> str:
    session, seat, sealed = at(form_id)
    months = months_asked()
    what, digest = signing.to_sign(session, seat, sealed, months)
    found = versions.versions_of(session, seat, sealed)
    unfrozen = (each for each in found if each.frozen is None and each.months == months)
    waiting = next(unfrozen, None)
    signed = (each for each in found if each.frozen and each.months == months)
    latest = next(signed, None)
    changed: tuple[versions.Change, ...] = ()
    if waiting is not None and waiting.lapsed and waiting.content is not None:
        changed = versions.changes(waiting.content, what)
    return page(
        "sign.html",
        session,
        seat,
        months=months,
        what=what,
        digest=digest,
        blocking=signing.blocking(session, seat, sealed, months, today(now())),
        waiting=waiting,
        same=latest if latest is not None and latest.digest == digest else None,
        changed=changed,
        openable=filled.openable(session, seat),
        private=private_words(session, seat, sealed, what),
        confirm=form,
        most_mb=scans.MOST_MB,
        paper=paper or ConfirmForm(prefix="paper-"),
        signed_on=signed_on or SignedOnForm(None, today(now())),
        errors=errors,
        today=today(now()),
    )
