"""What an LMS's page asks of this server: the launch, and the files of the visit. No session, no cookie.

The launch is a form that a page of another site sends: instead of a token of ours it carries the header
``Origin``, which the browser writes and no page can.
"""

import json
from typing import Final

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.assets import asset_url
from app.database import now
from app.dispatch import seats, tickets
from app.dispatch.content import check_served, files_of
from app.dispatch.errors import Refused
from app.dispatch.headers import framed
from app.dispatch.refusal_page import NONCE, refuse
from app.dispatch.tickets import Ticket
from app.errors import BadInput, NotFound
from app.permissions import public
from app.services import services
from app.tries import subject_of_address
from course.assets import FOLDER
from packager.manifest.subject import LAUNCH_FILE
from packager.page import DATA_FILE

bp = Blueprint("dispatch_launch", __name__, url_prefix="/dispatch", template_folder="templates")

TYPES: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
}


@bp.post("/<token>/launch")
@public
def launch(token: str) -> ResponseReturnValue:
    """Take a seat, and lead to the course."""
    asked, moment = _asked(token), now()
    if not NONCE.fullmatch(_nonce()):
        raise BadInput("This address is opened by the page of a dispatch package only.")
    parts = services()
    # One writes at a time, and anybody can ask: who is refused, and who only comes back, keeps nobody waiting.
    place = seats.find(parts.database.of_request(), asked, moment)
    check_served(parts.shelf.course, place.licence)
    seat = place.seat.seat if place.seat else None
    if not place.settled:
        with parts.database.write() as session:
            seat = seats.take(session, asked, moment)
    ticket = tickets.issue(_key(), Ticket(token, asked.origin, _nonce(), seat))
    address = url_for(".file", token=token, ticket=ticket, path=LAUNCH_FILE)
    answer = Response(status=303, headers={"Location": address, "Cache-Control": "no-store"})
    return framed(answer, place.licence.origins)


@bp.post("/<token>/visit/<ticket>/kept")
@public
def kept(token: str, ticket: str) -> ResponseReturnValue:
    """Hear from an open course that its LMS has stored something: the seat is kept, and is no longer provisional.

    The course may be open for longer than its ticket lasts. Refuses where the visit was ended with its licence.
    """
    told = tickets.read(_key(), ticket, token, however_old=True)
    database, moment = services().database, now()
    session = database.of_request()
    licence = seats.licence_of_visit(session, token)
    if told.seat and seats.is_provisional(session, licence, told.seat, moment):
        with database.write() as writing:
            seats.keep(writing, licence, told.seat, moment)
    return Response(status=204, headers={"Cache-Control": "no-store"})


@bp.get("/<token>/visit/<ticket>/<path:path>")
@public
def file(token: str, ticket: str, path: str) -> ResponseReturnValue:
    """Hand out a file of the course to whoever holds a ticket."""
    found = tickets.read(_key(), ticket, token)
    session = services().database.of_request()
    licence = seats.licence_of_visit(session, token)
    content = files_of(session, licence).get(path)
    kind = TYPES.get(path.rpartition(".")[2])
    if content is None or kind is None:
        raise NotFound("There is nothing at this address.")
    if (FOLDER / path).is_file():
        # Styles and scripts are the same for everybody, and may be kept by the browser from visit to visit.
        shared = redirect(asset_url(path))
        shared.headers["Cache-Control"] = "no-store"
        return shared
    if path == DATA_FILE:
        content += _launch_script(found)
    answer = Response(content, mimetype=kind)
    kept = "no-store" if path == DATA_FILE else f"private, max-age={tickets.SECONDS}"
    answer.headers["Cache-Control"] = kept
    return framed(answer, licence.origins)


@bp.after_request
def without_referrer(response: Response) -> Response:
    """Tell nobody the address of a visit: it holds the ticket, and opens the course for whoever has it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@bp.errorhandler(Refused)
def refused(why: Refused) -> Response:
    """Answer with the learner's page."""
    token = (request.view_args or {}).get("token", "")
    session = services().database.of_request()
    return refuse(session, why, token, origin=_origin(), nonce=_nonce())


def _asked(token: str) -> seats.Asked:
    address = request.remote_addr or ""
    return seats.Asked(
        token=token,
        origin=_origin(),
        seat=request.form.get("seat", ""),
        looks=request.form.get("visit") == "look",
        network=subject_of_address(_key(), address, doing=f"seat of {token} "),
    )


def _launch_script(ticket: Ticket) -> bytes:
    """Return what the course knows of this launch: with whom it may speak, and the number of the launch."""
    told = {"parent": ticket.parent, "nonce": ticket.nonce, "seat": ticket.seat}
    return f"window.FS_LAUNCH={json.dumps(told)};\n".encode("ascii")


def _origin() -> str:
    return request.headers.get("Origin", "")


def _nonce() -> str:
    return request.form.get("nonce", "")


def _key() -> str:
    return str(current_app.secret_key)
