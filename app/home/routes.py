"""Where everybody begins, and the pages that are open to all."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import NotFound
from app.home.security_txt import security_txt
from app.mail.letters import is_set_up
from app.navigation import places
from app.organisations.queries import contacts_of
from app.permissions import allow, public
from app.services import services
from app.viewer import member, viewer

bp = Blueprint("home", __name__, template_folder="templates")


@bp.get("/")
@allow("see_own_account")
def start() -> ResponseReturnValue:
    """Lead each role to where its work is."""
    own = [place for place in places() if place.begins]
    if own:
        return redirect(url_for(own[0].endpoint))
    if viewer().membership_id is None:
        return redirect(url_for("accounts.account"))
    return render_template("home/nothing.html")


@bp.get("/help")
@allow("learn")
def getting_help() -> str:
    """Show whom to turn to, day and night, as the organisation has answered."""
    parts = services()
    contacts = contacts_of(parts.database.of_request(), member(), parts.shelf.course)
    return render_template("home/help.html", contacts=contacts)


@bp.get("/accessibility")
@public
def accessibility() -> str:
    """Say what was done for accessibility, and what was not."""
    return render_template("home/accessibility.html")


@bp.get("/privacy")
@public
def privacy() -> str:
    """Say what is stored, why, and who sees it."""
    parts = services()
    return render_template(
        "home/privacy.html",
        kept=parts.settings,
        other_lrs=parts.settings.lrs_endpoint,
        mail=is_set_up(parts),
    )


@bp.get("/licences")
@public
def licences() -> str:
    """Say under which licences code, content and parts are used."""
    return render_template("home/licences.html")


@bp.get("/.well-known/security.txt")
@public
def whom_to_tell() -> Response:
    """Say whom somebody tells of a hole in the safety of this server, where the operator has said whom."""
    settings = services().settings
    if not settings.security_contact:
        raise NotFound("This server names nobody for reports about its safety.")
    page = security_txt(settings.security_contact, settings.public_address, now())
    return Response(page, mimetype="text/plain")
