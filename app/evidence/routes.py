"""A learner's own record: what was earned, as pages and as files to take along."""

import uuid
from typing import Final

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.database import now
from app.downloads import as_download
from app.elsewhere.reading import done_elsewhere, opened
from app.evidence import certificates, issuing
from app.evidence.certificates import Held
from app.evidence.credential import awarded, verify_address
from app.evidence.files import FILES
from app.evidence.qr import qr_svg
from app.evidence.standings import Holder, lines_of
from app.learning.audiences import audiences_of
from app.pdf import unprintable
from app.permissions import allow
from app.services import services
from app.supervision.reading import late_reading, read_statements
from app.supervision.standing import State
from app.viewer import member, viewer

KINDS: Final = ", ".join(FILES)

bp = Blueprint("evidence", __name__, template_folder="templates", url_prefix="/record")


def _holder() -> Holder:
    who = member()
    return Holder(who.membership_id, who.organisation_id, audiences_of(who.roles))


def _full_name(session: Session) -> str:
    """Return the name for papers: a preferred name is for those who talk with one another."""
    return session.get_one(Person, viewer().person_id).name


@bp.get("")
@allow("see_own_record")
def record() -> str:
    """Show what was earned; what is newly earned is issued on the way."""
    parts = services()
    read_statements(parts)
    issuing.issue_due(parts, _holder(), now())
    parts.database.refresh_request()
    session = parts.database.of_request()
    lines = lines_of(session, _holder(), parts.shelf.course)
    held = certificates.of_person(session, viewer().person_id)
    return render_template(
        "evidence/record.html",
        certificates=[each for each in held if each.certificate.kind != "transcript"],
        transcripts=[each for each in held if each.certificate.kind == "transcript"],
        lines=lines,
        passed=sum(each.state is State.PASSED for each in lines),
        awarded=awarded,
        elsewhere=done_elsewhere(parts, member(), member().membership_id),
        as_of=late_reading(parts),
        name=_full_name(session),
        unprintable=unprintable(_full_name(session)),
    )


@bp.get("/elsewhere/<uuid:statement_id>")
@allow("see_own_record")
def elsewhere(statement_id: uuid.UUID) -> str:
    """Show one statement of another system about the person who asks."""
    read_statements(services())
    return render_template(
        "elsewhere/statement.html",
        opened=opened(services(), member(), member().membership_id, statement_id),
        name="",
        back={"href": url_for(".record", _anchor="elsewhere"), "text": "My record"},
    )


@bp.post("/transcript")
@allow("see_own_record")
def transcript() -> ResponseReturnValue:
    """Issue a transcript of today."""
    parts = services()
    read_statements(parts)
    made = issuing.issue_transcript(parts, _holder(), now())
    return redirect(url_for(".certificate", certificate_id=made), 303)


@bp.get("/transcript")
@allow("see_own_record")
def transcript_form() -> ResponseReturnValue:
    """Lead to the record, for who opens the address of its form again."""
    return redirect(url_for(".record"))


@bp.get("/<uuid:certificate_id>")
@allow("see_own_record")
def certificate(certificate_id: uuid.UUID) -> str:
    """Show a certificate or transcript, and what can be done with it."""
    held = _own(certificate_id)
    row = held.certificate
    who = viewer()
    name = _full_name(services().database.of_request())
    return render_template(
        "evidence/certificate.html",
        held=held,
        row=row,
        unprintable=unprintable(row.name + row.organisation),
        lines=held.lines,
        address=verify_address(row),
        qr=Markup(qr_svg(verify_address(row))),  # noqa: S704 (our own picture of our own address)
        renamed=row.membership_id == who.membership_id
        and (row.name, row.organisation) != (name, who.organisation_name),
        present={"name": name, "organisation_name": who.organisation_name},
    )


@bp.post("/<uuid:certificate_id>/again")
@allow("see_own_record")
def again(certificate_id: uuid.UUID) -> ResponseReturnValue:
    """Issue a certificate in the present name; the older one says that it was replaced."""
    row = _own(certificate_id).certificate
    if row.membership_id != member().membership_id:
        return redirect(url_for(".certificate", certificate_id=certificate_id), 303)
    made = issuing.issue_again(services(), _holder(), certificate_id, now())
    flash(
        "The certificate is issued in your present name. The older one says that it was replaced.",
        "success",
    )
    return redirect(url_for(".certificate", certificate_id=made), 303)


@bp.get("/<uuid:certificate_id>/again")
@allow("see_own_record")
def again_form(certificate_id: uuid.UUID) -> ResponseReturnValue:
    """Lead to the certificate, for who opens the address of its form again."""
    return redirect(url_for(".certificate", certificate_id=certificate_id))


@bp.get(f"/<uuid:certificate_id>/<any({KINDS}):kind>")
@allow("see_own_record")
def file(certificate_id: uuid.UUID, kind: str) -> Response:
    """Give a certificate as a file."""
    held = _own(certificate_id)
    wanted = FILES[kind]
    what = "transcript" if held.certificate.kind == "transcript" else "certificate"
    name = f"{what}-{held.certificate.code.lower()}.{kind}"
    return as_download(wanted.make(services(), held), wanted.mimetype, name)


def _own(certificate_id: uuid.UUID) -> Held:
    return certificates.own(services().database.of_request(), viewer().person_id, certificate_id)
