"""Pages on which the two rate what is needed, each alone, and then see both side by side."""

import uuid
from collections.abc import Mapping

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.errors import BadInput
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, needs
from app.welcome.content import content
from app.welcome.here import at, months_asked, page
from app.welcome.needs_kept import SIDES
from app.welcome.texts import texts
from course.welcome_form.ratings import LEVELS, NEEDED, OUTCOMES, SEEN, table_of

bp = Blueprint("needs", __name__)


@bp.get("/<uuid:form_id>/needs")
@allow("hold_welcome_meeting")
def rate(form_id: uuid.UUID) -> ResponseReturnValue:
    """Show one's own ratings to give; side by side when both have finished.

    What was seen since can still be added then, by the supervisor.
    """
    session, seat, sealed = at(form_id)
    access.require_our_questions(seat)
    adding = request.args.get("add") == "seen" and not seat.is_img
    if needs.rated(session, seat, sealed, months_asked()).both_seen and not adding:
        access.require_shared(seat)
        return _compared(form_id)
    return _rating(form_id)


@bp.post("/<uuid:form_id>/needs")
@allow("hold_welcome_meeting")
def save(form_id: uuid.UUID) -> ResponseReturnValue:
    """Save one's ratings; finish them, if asked to."""
    months = months_asked()
    given, errors = _given()
    if errors:
        return _rating(form_id, errors, _typed()), 400
    try:
        with services().database.write() as session:
            seat = access.open_seat(session, member(), form_id)
            access.require_our_questions(seat)
            needs.save(session, seat, texts(), months, given, now())
            if request.form.get("do") == "finish":
                needs.finish(session, seat, texts(), months, now())
    except BadInput as error:
        return _rating(form_id, [{"text": error.sentence, "href": "#rate-first"}]), 400
    flash("Saved.", "success")
    return redirect(url_for(".rate", form_id=form_id, months=months or None), 303)


@bp.post("/<uuid:form_id>/needs/field")
@allow("hold_welcome_meeting")
def save_field(form_id: uuid.UUID) -> ResponseReturnValue:
    """Save ratings for the page's script; answer with a sentence."""
    given, errors = _given()
    if errors:
        return {"sentence": errors[0]["text"]}, 400
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        access.require_our_questions(seat)
        needs.save(session, seat, texts(), months_asked(), given, now())
    return {"versions": {}, "sentence": "Saved"}


def _rating(
    form_id: uuid.UUID,
    errors: list[dict[str, str]] | None = None,
    typed: Mapping[str, str] = {},
) -> str:
    session, seat, sealed = at(form_id)
    months = months_asked()
    found = needs.rated(session, seat, sealed, months)
    return page(
        "rate.html",
        session,
        seat,
        months=months,
        rated=found,
        needs=needs.to_rate_again(session, seat, sealed, content().needs, months),
        levels=LEVELS if seat.is_img else NEEDED,
        seen=SEEN,
        errors=errors or [],
        typed=typed,
    )


def _compared(form_id: uuid.UUID) -> str:
    session, seat, sealed = at(form_id)
    months = months_asked()
    found = needs.rated(session, seat, sealed, months)
    first = needs.rated(session, seat, sealed, 0) if months else None
    return page(
        "compared.html",
        session,
        seat,
        months=months,
        rated=found,
        first=first.ratings if first and first.both_seen else {},
        lines=table_of(content().needs, found.ratings),
        outcomes=OUTCOMES,
        seen=SEEN,
    )


def _typed() -> dict[str, str]:
    return {
        key: value for key, value in request.form.items() if key[:4] in {"img:", "need", "seen"}
    }


def _given() -> tuple[dict[tuple[str, str], tuple[int | None, str]], list[dict[str, str]]]:
    """Return what was sent, by kind and item; and what is wrong with it."""
    known = {need.id: need for need in content().needs}
    given: dict[tuple[str, str], tuple[int | None, str]] = {}
    errors: list[dict[str, str]] = []
    for name, text in request.form.items():
        kind, _, item = name.partition(":")
        if kind not in SIDES or item not in known:
            continue
        if text not in {"", "0", "1", "2", "3", "4"}:
            raise BadInput("A rating is a number from 0 to 4.")
        number = int(text) if text else None
        example = request.form.get(f"example:{item}", "").strip() if kind == "seen" else ""
        if kind == "seen":
            error = _mistake_in_example(number, example)
            if error:
                sentence = f"{known[item].item}: {error}"
                errors.append({"text": sentence, "href": f"#example:{item}"})
        given[kind, item] = (number, example)
    return given, errors


def _mistake_in_example(number: int | None, example: str) -> str:
    if number is not None and number <= needs.EXAMPLE_UNTIL and not example:
        return "give one example of what you saw."
    if len(example) > needs.MOST_EXAMPLE:
        return f"use {needs.MOST_EXAMPLE} characters at most for the example."
    if example and number is None:
        return "choose what you have seen, or take the example out."
    return ""
