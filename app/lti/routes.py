"""Pages on which an administrator connects LMSs, and sees how they are doing."""

import uuid
from collections.abc import Callable
from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.accounts.mailboxes import shown_mailbox
from app.audit import log
from app.database import now
from app.errors import Conflict, NotFound
from app.forms import error_list
from app.learning.signals import standing_changed
from app.lti import addresses, platforms, scores
from app.lti.errors import PlatformError
from app.lti.fetching import is_allowed
from app.lti.forms import PlatformForm, kept, known
from app.lti.guides import GUIDES, Guide, guide_of
from app.lti.models import LtiPlatform
from app.lti.roster import roster
from app.permissions import allow, may
from app.services import services
from app.viewer import member
from app.wording import counted

MOST_WORDS = 1_000

bp = Blueprint("lti", __name__, url_prefix="/lms", template_folder="templates")
bp.app_template_filter("mailbox")(shown_mailbox)
standing_changed.connect(scores.standing_changed)


@bp.get("")
@allow("manage_platforms")
def overview() -> str:
    """Show the LMSs of the organisation."""
    found = platforms.of_organisation(services().database.of_request(), member())
    return render_template(
        "lti/overview.html", found=found, guides=GUIDES, may_package=may("package_modules")
    )


@bp.get("/new/<kind>")
@allow("manage_platforms")
def new(kind: str) -> str:
    """Show what to do in an LMS, step by step, and the form that ends it."""
    guide = _guide(kind)
    return _new_page(kind, PlatformForm(guide, _allowed(), data=known(guide)))


@bp.post("/new/<kind>")
@allow("manage_platforms")
def make(kind: str) -> ResponseReturnValue:
    """Connect an LMS."""
    form = PlatformForm(_guide(kind), _allowed(), request.form)
    if not form.validate():
        return _new_page(kind, form), 400
    try:
        with services().database.write() as session:
            made = platforms.add(session, member().organisation_id, form.draft(kind), now())
            _log(session, "lms.connected", made)
    except Conflict as conflict:
        form.deployments.errors = [conflict.sentence]
        return _new_page(kind, form), 409
    flash(f"{made.name} is connected. Open a link there to try it.", "success")
    return redirect(url_for(".platform", platform_id=made.id), 303)


@bp.post("/new/<kind>/link")
@allow("manage_platforms")
def invite(kind: str) -> ResponseReturnValue:
    """Make a link with which the LMS registers itself, and show it this once."""
    guide = _guide(kind)
    with services().database.write() as session:
        token = platforms.invite(session, member(), now())
        log.write(session, member().organisation_id, "lms.link", by=member())
    link = f"{addresses.base()}{addresses.REGISTER}{token}"
    return render_template("lti/link.html", kind=kind, guide=guide, link=link)


@bp.get("/<uuid:platform_id>")
@allow("manage_platforms")
def platform(platform_id: uuid.UUID) -> str:
    """Show how an LMS is doing."""
    found = _own(platform_id)
    form = PlatformForm(guide_of(found.kind), _allowed(), data=kept(found))
    return _platform_page(found, form)


@bp.post("/<uuid:platform_id>")
@allow("manage_platforms")
def change(platform_id: uuid.UUID) -> ResponseReturnValue:
    """Change what is kept of an LMS."""
    found = _own(platform_id)
    form = PlatformForm(guide_of(found.kind), _allowed(), request.form)
    if not form.validate():
        return _platform_page(found, form), 400
    try:
        with services().database.write() as session:
            changed = platforms.get(session, member(), platform_id)
            platforms.change(session, changed, form.draft(changed.kind))
            _log(session, "lms.changed", changed)
    except Conflict as conflict:
        form.deployments.errors = [conflict.sentence]
        return _platform_page(found, form), 409
    flash("Saved. It holds from the next launch on.", "success")
    return redirect(url_for(".platform", platform_id=platform_id), 303)


@bp.post("/<uuid:platform_id>/deployment")
@allow("manage_platforms")
def add_deployment(platform_id: uuid.UUID) -> ResponseReturnValue:
    """List the deployment from which a launch was refused."""
    with services().database.write() as session:
        found = platforms.get(session, member(), platform_id)
        number = platforms.add_stray(session, found)
        if number:
            _log(session, "lms.changed", found)
    if number:
        flash(f"The deployment {number} is listed. Open the link in your LMS again.", "success")
    return redirect(url_for(".platform", platform_id=platform_id), 303)


@bp.post("/<uuid:platform_id>/scores")
@allow("manage_platforms")
def try_again(platform_id: uuid.UUID) -> ResponseReturnValue:
    """Send the scores again that did not arrive."""
    with services().database.write() as session:
        done = platforms.try_again(session, platforms.get(session, member(), platform_id))
    flash(f"{counted(done, 'score')} will be sent within seconds.", "success")
    return redirect(url_for(".platform", platform_id=platform_id), 303)


@bp.get("/<uuid:platform_id>/stop")
@allow("manage_platforms")
def confirm_stop(platform_id: uuid.UUID) -> str:
    """Say what comes of stopping, before it is done."""
    found = _own(platform_id)
    seen = platforms.figures(services().database.of_request(), found)
    return render_template("lti/stop.html", platform=found, figures=seen)


@bp.post("/<uuid:platform_id>/stop")
@allow("manage_platforms")
def stop(platform_id: uuid.UUID) -> ResponseReturnValue:
    """Let nobody in from an LMS any more."""
    with services().database.write() as session:
        found = platforms.get(session, member(), platform_id)
        platforms.stop(session, found, now())
        _log(session, "lms.stopped", found)
    flash("Nobody is let in from this LMS any more. What was learnt is kept.", "success")
    return redirect(url_for(".platform", platform_id=platform_id), 303)


@bp.post("/<uuid:platform_id>/start")
@allow("manage_platforms")
def start(platform_id: uuid.UUID) -> ResponseReturnValue:
    """Let people in from an LMS again."""
    with services().database.write() as session:
        found = platforms.get(session, member(), platform_id)
        platforms.start(found)
        _log(session, "lms.started", found)
    flash("The course opens from this LMS again.", "success")
    return redirect(url_for(".platform", platform_id=platform_id), 303)


@bp.get("/<uuid:platform_id>/links/<uuid:link_id>")
@allow("manage_platforms")
def absent(platform_id: uuid.UUID, link_id: uuid.UUID) -> ResponseReturnValue:
    """Show who of a course has not opened the link yet, as the LMS says at this moment."""
    session = services().database.of_request()
    link = platforms.link(session, _own(platform_id), link_id)
    found, problem = None, ""
    try:
        found = roster(services().settings, session, link)
    except PlatformError as error:
        problem = error.sentence
    return render_template(
        "lti/absent.html",
        link=link,
        title=_titles().get(link.module, link.module),
        found=found,
        problem=problem,
    )


def _log(session: Session, act: str, platform: LtiPlatform) -> None:
    """Write down who did what with an LMS: its address and the deployments that hold from now on."""
    numbers = ", ".join(each.deployment_id for each in platform.deployments)
    words = f"{platform.issuer}, client {platform.client_id}, deployments: {numbers or 'none'}"
    log.write(
        session,
        platform.organisation_id,
        act,
        by=member(),
        object=f"lms {platform.id}",
        words=words[:MOST_WORDS],
    )


def _own(platform_id: uuid.UUID) -> LtiPlatform:
    return platforms.get(services().database.of_request(), member(), platform_id)


def _guide(kind: str) -> Guide:
    if kind not in GUIDES:
        raise NotFound("There is no such kind of LMS.")
    return GUIDES[kind]


def _allowed() -> Callable[[str], bool]:
    return partial(is_allowed, services().settings)


def _titles() -> dict[str, str]:
    return {module.slug: module.title for module in services().shelf.course.modules}


def _new_page(kind: str, form: PlatformForm) -> str:
    return render_template(
        "lti/new.html",
        kind=kind,
        guide=guide_of(kind),
        form=form,
        errors=error_list(form),
        addresses=addresses.to_copy(addresses.base()),
    )


def _platform_page(found: LtiPlatform, form: PlatformForm) -> str:
    session = services().database.of_request()
    return render_template(
        "lti/platform.html",
        platform=found,
        guide=guide_of(found.kind),
        form=form,
        errors=error_list(form),
        figures=platforms.figures(session, found),
        links=platforms.courses(session, found),
        titles=_titles(),
        addresses=addresses.to_copy(addresses.base()),
    )
