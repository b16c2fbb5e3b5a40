"""The page that an LMS opens to register itself, in a frame or a window of its own. No session is behind it."""

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.audit import log
from app.database import now
from app.errors import AppError
from app.lti import platforms
from app.lti.addresses import base
from app.lti.deep_linking import origin_or_none
from app.lti.errors import LtiRefused, PlatformError
from app.lti.framing import ANYWHERE, framed
from app.lti.registering import read_offer, register
from app.organisations.models import Organisation
from app.permissions import public
from app.services import services

bp = Blueprint("lti_register", __name__, url_prefix="/lti/register", template_folder="templates")

MOST_ADDRESS = 2_000


@bp.get("/<token>")
@public
def page(token: str) -> ResponseReturnValue:
    """Ask whether the LMS is to be connected."""
    session = services().database.of_request()
    found = platforms.invited(session, token, now())
    asked = _asked()
    return framed(
        "lti/register.html",
        _origins(asked),
        host=_origins(asked)[0],
        asked=asked,
        organisation_name=session.get_one(Organisation, found.organisation_id).name,
    )


@bp.post("/<token>")
@public
def connect(token: str) -> ResponseReturnValue:
    """Register this course with the LMS, and keep the LMS; one that is kept already is renewed."""
    parts, asked = services(), _asked()
    platforms.invited(parts.database.of_request(), token, now())
    parts.database.close_request()
    try:
        offer = read_offer(parts.settings, asked["openid_configuration"])
        draft = register(parts.settings, offer, asked["registration_token"], base())
    except PlatformError as error:
        raise LtiRefused(f"{error.sentence} Nothing was connected.") from error
    with parts.database.write() as session:
        found = platforms.invited(session, token, now())
        known = platforms.registered_before(session, found.organisation_id, draft)
        if known is None:
            kept = platforms.add(session, found.organisation_id, draft, now())
        else:
            kept = known
            platforms.renew(session, known, draft)
        log.write(
            session,
            found.organisation_id,
            "lms.changed" if known else "lms.connected",
            by=None,
            object=f"lms {kept.id}",
            words=f"By its registration link: {kept.issuer}",
        )
        session.delete(found)
    return framed("lti/registered.html", _origins(asked), platform=kept)


@bp.errorhandler(AppError)
def refused(why: AppError) -> Response:
    """Say what went wrong."""
    return framed("lti/not_registered.html", ANYWHERE, why.status, sentence=why.sentence)


def _asked() -> dict[str, str]:
    asked = {
        name: request.values.get(name, "")
        for name in ("openid_configuration", "registration_token")
    }
    if len(asked["openid_configuration"]) > MOST_ADDRESS or not _origins(asked)[0]:
        raise LtiRefused(
            "An LMS opens this address by itself: in your LMS, give it where a tool registers itself."
        )
    return asked


def _origins(asked: dict[str, str]) -> tuple[str, ...]:
    return (origin_or_none(asked["openid_configuration"]),)
