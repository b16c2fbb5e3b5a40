"""Pages on which a trust reads and changes the rules that propose: a text file, checked before it is taken."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.downloads import as_download
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import content, rule_changes
from course.welcome_form.rule_reading import RULES_FILE

bp = Blueprint("rules", __name__, url_prefix="/rules")


@bp.get("")
@allow("edit_welcome_rules")
def overview() -> str:
    """Show the rules in force, one a line."""
    return _page()


@bp.get("/file")
@allow("edit_welcome_rules")
def file() -> Response:
    """Give the file in force; the course's own, if the address asks for it."""
    session = services().database.of_request()
    own = content.own_rules(session, member().organisation_id)
    text = content.our_rules_text()
    if own is not None and request.args.get("which") != "course":
        text = own.text
    return as_download(text, "text/yaml", RULES_FILE)


@bp.post("")
@allow("edit_welcome_rules")
def send() -> ResponseReturnValue:
    """Check a text and show what it would change; take it, if asked to."""
    text = _sent_text()
    session = services().database.of_request()
    if not text.strip():
        errors = [{"text": "Choose a file, or paste the rules.", "href": "#text"}]
        return _page(text=text, errors=errors), 400
    tried = rule_changes.try_out(session, member(), text)
    if not tried.good:
        errors = [{"text": str(mistake), "href": "#text"} for mistake in tried.mistakes[:20]]
        return _page(text=text, errors=errors), 400
    if request.form.get("do") != "take":
        return _page(text=text, tried=tried)
    with services().database.write() as writing:
        rule_changes.take(writing, member(), text, now())
    flash("Your organisation proposes by these rules from now on.", "success")
    return redirect(url_for(".overview"), 303)


@bp.post("/back")
@allow("edit_welcome_rules")
def back() -> ResponseReturnValue:
    """Go back to the rules of the course."""
    with services().database.write() as session:
        rule_changes.go_back(session, member())
    flash("Your organisation proposes by the rules of the course again.", "success")
    return redirect(url_for(".overview"), 303)


def _sent_text() -> str:
    upload = request.files.get("file")
    if upload is not None and upload.filename:
        sent: bytes = upload.read(4 * rule_changes.MOST_CHARACTERS)
        return sent.decode("utf-8-sig", errors="replace")
    return request.form.get("text", "").replace("\r\n", "\n")


def _page(
    text: str | None = None,
    tried: rule_changes.Tried | None = None,
    errors: list[dict[str, str]] | None = None,
) -> str:
    session = services().database.of_request()
    own = content.own_rules(session, member().organisation_id)
    if text is None:
        text = own.text if own is not None else content.our_rules_text()
    return render_template(
        "welcome/rules.html",
        own=own,
        rules=content.rules_of(session, member().organisation_id),
        tags=services().shelf.course.tags,
        text=text,
        tried=tried,
        errors=errors or [],
    )
