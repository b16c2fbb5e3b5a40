"""The page on which a doctor says "agree" or "not yet" to how the trust sees its own welcome."""

import uuid

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.induction.content import induction
from app.induction.forms import line
from app.permissions import allow
from app.readiness import assessing, seeing
from app.readiness.assessing import VERDICTS, Said
from app.readiness.forms import LONGEST
from app.services import services
from app.viewer import member

bp = Blueprint("answer", __name__, url_prefix="/<uuid:assessment_id>/answer")


@bp.get("")
@allow("answer_assessment")
def page(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Show each level that was chosen, with what was answered so far."""
    return _page(assessment_id)


@bp.post("")
@allow("answer_assessment")
def save(assessment_id: uuid.UUID) -> ResponseReturnValue:
    """Keep the answers; one that is left out stays open."""
    form = request.form
    errors = [
        {"text": f"Use {LONGEST} characters at most.", "href": f"#why-{each.id}"}
        for each in induction().standards
        if len(line(form.get(f"why-{each.id}"))) > LONGEST
    ]
    if errors:
        return _page(assessment_id, errors)
    said = {
        each.id: Said(
            "agree" if form[f"verdict-{each.id}"] == "agree" else "not_yet",
            line(form.get(f"why-{each.id}")),
        )
        for each in induction().standards
        if form.get(f"verdict-{each.id}") in VERDICTS
    }
    shown = {
        each.id: int(level)
        for each in induction().standards
        if (level := form.get(f"level-{each.id}", "")) in {"0", "1", "2", "3"}
    }
    with services().database.write() as session:
        changed = assessing.say(session, member(), assessment_id, said, shown, now())
    if changed:
        flash("Some levels have changed since you opened the page: look at them again.", "warning")
    else:
        flash("Saved. Thank you: where you do not agree is what helps most.", "success")
    return redirect(url_for(".page", assessment_id=assessment_id), 303)


def _page(
    assessment_id: uuid.UUID, errors: list[dict[str, str]] | None = None
) -> ResponseReturnValue:
    session = services().database.of_request()
    row = assessing.to_answer(session, member(), assessment_id)
    page = render_template(
        "readiness/answer.html",
        seen=seeing.view(session, induction(), row),
        sent=request.form,
        errors=errors or [],
    )
    return page, 400 if errors else 200
