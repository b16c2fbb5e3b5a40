"""Pages of an organisation's own part: logo, colour, local answers; and what its pages load of it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.organisations import answers_view, overlay_commands
from app.organisations.colour_words import told_of
from app.organisations.models import Organisation
from app.organisations.overlay import answers_of
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.wording import counted
from course.local_answers import ANSWER_GROUPS
from packager.errors import BadOptions
from packager.overlay import MAX_LOGO_BYTES, Logo, read_logo

bp = Blueprint("overlay", __name__)


@bp.get("/organisation/overlay")
@allow("manage_overlay")
def page() -> str:
    """Show the logo, the colour, and how much of the local answers is given."""
    return _page()


def _page(accent: str | None = None, errors: dict[str, str] | None = None) -> str:
    """Show the page. accent: as it was sent; errors: a sentence by field."""
    session = services().database.of_request()
    organisation = session.get_one(Organisation, member().organisation_id)
    given = answers_of(session, organisation.id)
    shown = (organisation.accent or "") if accent is None else accent
    return render_template(
        "organisations/overlay.html",
        errors=errors or {},
        accent=shown,
        colour=told_of(shown),
        groups=answers_view.groups(services().shelf.course, given),
        most_kilobytes=MAX_LOGO_BYTES // 1000,
    )


@bp.post("/organisation/overlay/logo")
@allow("manage_overlay")
def change_logo() -> ResponseReturnValue:
    """Take a logo."""
    sent = request.files.get("logo")
    if sent is None or not sent.filename:
        return _page(errors={"logo": "Choose a picture first."}), 400
    try:
        logo = read_logo(sent.stream.read(MAX_LOGO_BYTES + 1), sent.filename)
    except BadOptions as bad:
        return _page(errors={"logo": bad.sentence}), 400
    _keep_logo(logo)
    flash(
        "The logo is saved. It stands in the header above, as everybody of yours sees it.",
        "success",
    )
    return redirect(url_for("organisations.overlay.page"))


@bp.get("/organisation/overlay/<any(logo, colour, confirm):_form>")
@allow("manage_overlay")
def form(_form: str) -> ResponseReturnValue:
    """Lead to the page, for who opens the address of one of its forms again."""
    return redirect(url_for("organisations.overlay.page"))


@bp.post("/organisation/overlay/logo/remove")
@allow("manage_overlay")
def remove_logo() -> ResponseReturnValue:
    """Take the logo away."""
    _keep_logo(None)
    flash("The logo is removed.", "success")
    return redirect(url_for("organisations.overlay.page"))


def _keep_logo(logo: Logo | None) -> None:
    with services().database.write() as writing:
        overlay_commands.set_logo(writing, member(), logo)


@bp.post("/organisation/overlay/colour")
@allow("manage_overlay")
def change_colour() -> ResponseReturnValue:
    """Take a colour, or tell why it cannot be seen well enough; or only look at one."""
    accent = request.form.get("accent", "").strip()
    if "look" in request.form:
        return _page(accent=accent)
    try:
        with services().database.write() as writing:
            overlay_commands.set_accent(writing, member(), accent)
    except BadOptions as bad:
        return _page(accent=accent, errors={"accent": bad.sentence}), 400
    flash(
        f"The colour is saved. {told_of(accent).sentences[0]}"
        if accent
        else "The colour is First Shift’s own again.",
        "success",
    )
    return redirect(url_for("organisations.overlay.page"))


@bp.post("/organisation/overlay/confirm")
@allow("manage_overlay")
def confirm() -> ResponseReturnValue:
    """Write down that all answers still hold."""
    with services().database.write() as writing:
        overlay_commands.confirm_all(writing, member(), now().date())
    flash("All answers are confirmed as of today.", "success")
    return redirect(url_for("organisations.overlay.page"))


@bp.route("/organisation/overlay/answers/<group>", methods=["GET", "POST"])
@allow("manage_overlay")
def answers(group: str) -> ResponseReturnValue:
    """Show and change the answers of a group."""
    course = services().shelf.course
    key = answers_view.find_group(course, group)
    given = answers_of(services().database.of_request(), member().organisation_id)
    sent = request.form if request.method == "POST" else None
    shown = answers_view.fields(course, key, given, sent)
    problems = [field for field in shown if field.problem]
    if sent is None or problems:
        page = render_template(
            "organisations/answers.html",
            fields=shown,
            group=key,
            name=ANSWER_GROUPS[key],
            problems=problems,
        )
        return page, 400 if problems else 200
    texts = {field.asked.key: field.text for field in shown}
    sure = "confirm" in request.form
    with services().database.write() as writing:
        changed = overlay_commands.save_answers(
            writing, member(), texts, now().date(), confirm=sure
        )
    words = f"{counted(changed, 'answer')} changed." if changed else "Nothing has changed."
    flash(words + (" All of this page are confirmed as of today." if sure else ""), "success")
    return redirect(url_for("organisations.overlay.page", _anchor="answers"))
