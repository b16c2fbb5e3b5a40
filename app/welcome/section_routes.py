"""Pages on which a section is read and written, and what comes of two people writing at once."""

import uuid
from typing import Any, Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from app.database import now
from app.error_pages import for_forged_form
from app.errors import BadInput, NotFound
from app.library.beside import beside
from app.permissions import allow
from app.services import services
from app.viewer import member
from app.welcome import access, day_parts, pen, saving, sections, unsaved
from app.welcome.access import SET_UP, Seat
from app.welcome.answers import Kept
from app.welcome.fields import Row, name_of
from app.welcome.here import at, page
from app.welcome.keeping import keep_for_writer
from app.welcome.local_words import local_words
from app.welcome.questions import questions_of
from app.welcome.saving import Clash, Sent
from app.welcome.sections import Result
from app.welcome.texts import texts
from app.welcome.words import value_words
from app.wording import in_london
from course.welcome_form.model import Field, Form, PartValue, Section

bp = Blueprint("sections", __name__)

MOST_BYTES: Final = 2_000_000
"""Of a request with a section: more than anybody types, and not enough to trouble the server."""

MOST_PAGES: Final = 6
"""Of the library, beside a section with all its questions."""


@bp.url_value_preprocessor
def take_long_texts(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Take a text that is far too long: it comes back with a sentence, and is not lost."""
    request.max_content_length = request.max_form_memory_size = MOST_BYTES


@bp.before_request
def keep_what_was_typed() -> ResponseReturnValue | None:
    """Keep a section whose writer is not signed in any more, or not here, before it is refused."""
    return keep_for_writer(always=False) if request.method == "POST" else None


@bp.errorhandler(CSRFError)
def of_another_sign_in(error: CSRFError) -> ResponseReturnValue:
    """Keep a section whose page was opened before the sign-in of now; refuse anything else as elsewhere."""
    return keep_for_writer(always=True) or for_forged_form(error)


@bp.get("/<uuid:form_id>/sections/<section_id>")
@allow("hold_welcome_meeting")
def section(form_id: uuid.UUID, section_id: str) -> str:
    """Show a section, with what the asker may write in it."""
    session, seat, sealed = at(form_id)
    found = _section(seat, section_id)
    waiting = request.args.get("unsaved", type=uuid.UUID)
    if waiting is None:
        return _page(seat, found)
    sent = unsaved.take_up(session, sealed, waiting)
    return _page(seat, found, sections.as_sent(seat, found.fields, sent), waiting=True)


@bp.post("/<uuid:form_id>/sections/<section_id>")
@allow("hold_welcome_meeting")
def save(form_id: uuid.UUID, section_id: str) -> ResponseReturnValue:
    """Save a section, and go on to the next one, stay, or come back to a row that was added."""
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        found = _section(seat, section_id)
        result = sections.send(session, seat, texts(), found.fields, request.form, now())
        pen.used(session, seat, now())
        unsaved.forget(session, form_id, section_id)
    services().database.refresh_request()
    if result.clashes:
        return _clash_page(seat, found, result), 409
    if result.wrong:
        return _page(seat, found, result), 400
    do = request.form.get("do", "")
    if do.startswith("row:"):
        return redirect(
            url_for(".section", form_id=form_id, section_id=section_id, _anchor=do[4:]), 303
        )
    flash("Saved.", "success")
    return redirect(_after(seat, found, do), 303)


@bp.post("/<uuid:form_id>/sections/<section_id>/field")
@allow("hold_welcome_meeting")
def save_field(form_id: uuid.UUID, section_id: str) -> ResponseReturnValue:
    """Save one field for the page's script; answer with its version and a sentence."""
    moment = now()
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        found = _section(seat, section_id)
        result = sections.send(session, seat, texts(), found.fields, request.form, moment)
        pen.used(session, seat, moment)
    if result.clashes:
        sentence = f"{seat.other_name} wrote something else here. Press “Save” to see both texts."
        return {"sentence": sentence}, 409
    for rows in result.wrong.values():
        for row in rows:
            return {"sentence": next(iter(row.errors.values()))}, 400
    return {
        "versions": {key: version for key, version in result.versions.items() if version},
        "sentence": f"Saved at {in_london(moment):%H:%M}",
    }


@bp.post("/<uuid:form_id>/sections/<section_id>/remove")
@allow("hold_welcome_meeting")
def remove(form_id: uuid.UUID, section_id: str) -> ResponseReturnValue:
    """Remove a row."""
    row_id = request.form.get("row", type=uuid.UUID)
    version = request.form.get("version", type=int)
    name = request.form.get("field", "")
    with services().database.write() as session:
        seat = access.open_seat(session, member(), form_id)
        _section(seat, section_id)
        field = questions_of(seat.form).field(name)
        if row_id is None or version is None or field is None:
            raise BadInput("The page did not say which row it is about. Open it again.")
        saving.remove_row(session, seat, texts(), field, row_id, version, now())
    flash("The row is removed.", "success")
    return redirect(
        url_for(".section", form_id=form_id, section_id=section_id, _anchor=field.id), 303
    )


def _section(seat: Seat, section_id: str) -> Section:
    """Return a section that the asker may open. Raises NotFound."""
    questions = questions_of(seat.form)
    found = questions.section(section_id)
    if found is None and section_id.startswith("review-"):
        found = _of_review(questions, section_id.removeprefix("review-"))
    if found is None or not (seat.is_img or seat.form.shared is not None or found.id == SET_UP):
        raise NotFound("There is no such section in this form.")
    return found


def _of_review(questions: Form, months: str) -> Section | None:
    parts = questions.review(int(months)) if months in {"3", "6", "12"} else ()
    if not parts:
        return None
    fields = tuple(field for part in parts for field in part.fields)
    return Section(f"review-{months}", f"Review after {months} months", fields, parts[0].intro)


def _page(
    seat: Seat, section: Section, result: Result | None = None, *, waiting: bool = False
) -> str:
    session = services().database.of_request()
    wrong = result.wrong if result else {}
    fields = sections.page(session, seat, texts(), section, wrong)
    errors = [
        _error(each.field, row, part, sentence)
        for each in fields
        for row in each.rows
        for part, sentence in row.errors.items()
    ]
    all_sections = questions_of(seat.form).sections
    place = next((n for n, each in enumerate(all_sections) if each.id == section.id), None)
    return page(
        "section.html",
        session,
        seat,
        section=section,
        fields=fields,
        errors=errors,
        next=None if place is None or place + 1 >= len(all_sections) else all_sections[place + 1],
        pen=pen.state(seat, now()),
        unsaved=waiting,
        helpful=beside(
            (),
            [each.field.id for each in fields],
            "doctors" if seat.is_img else "supervisors",
            seat.form.organisation_id,
            most=MOST_PAGES,
        ),
        local=local_words(session, seat, services().shelf.course, section.fields),
    )


def _error(field: Field, row: Row, part_id: str, sentence: str) -> dict[str, str]:
    """Return a mistake for the summary, with the name of the question and a link to what is to be mended."""
    name, part = name_of(field, row.key, part_id), field.part(part_id)
    if part is not None:
        label = day_parts.label_of(field, part)
        name = day_parts.wrong_name(part, label, name, row.value.get(part_id))
    text = sentence if field.label in sentence else f"{field.label}: {sentence}"
    return {"text": text, "href": f"#{name}"}


def _after(seat: Seat, section: Section, do: str) -> str:
    if section.id.startswith("review-"):
        return url_for(
            "welcome.reviews.review",
            form_id=seat.form.id,
            months=int(section.id.removeprefix("review-")),
        )
    if do.startswith("next:"):
        return url_for(".section", form_id=seat.form.id, section_id=do[5:])
    return url_for("welcome.form", form_id=seat.form.id)


def _clash_page(seat: Seat, section: Section, result: Result) -> str:
    return render_template(
        "welcome/clash.html",
        seat=seat,
        form=seat.form,
        section=section,
        clashes=[_both(seat, clash) for clash in result.clashes],
    )


def _both(seat: Seat, clash: Clash) -> dict[str, object]:
    """Return what a page needs to let somebody choose: three texts, and what each choice would send."""
    field = clash.sent.field
    key = str(clash.sent.row_id) if field.rows else "-"
    joined = _together(clash.sent, clash.stored)
    own = [part for part in field.parts if access.writes(seat, field, part)]
    ways = {"mine": clash.sent.kept, "theirs": clash.stored, "both": joined}
    return {
        "field": field,
        "version": clash.version,
        "key": key,
        "mine": value_words(field, clash.sent.kept.value),
        "theirs": value_words(field, clash.stored.value),
        "before": value_words(field, clash.before.value),
        "ways": {
            way: [
                (name_of(field, key, part), value)
                for part in own
                for value in _values(kept.value.get(part.id, ""))
            ]
            for way, kept in ways.items()
        },
        "version_name": name_of(field, key, "version"),
    }


def _values(value: PartValue) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _together(sent: Sent, stored: Kept) -> Kept:
    """Return both texts, theirs first; of what can hold only one the asker's own."""
    value: dict[str, PartValue] = dict(stored.value)
    for part in sent.field.parts:
        mine, theirs = sent.kept.value.get(part.id, ""), stored.value.get(part.id, "")
        if not mine or mine == theirs:
            continue
        if isinstance(mine, tuple) and isinstance(theirs, tuple):
            value[part.id] = tuple(key for key in part.options if key in {*mine, *theirs})
        elif theirs and part.kind in {"text", "lines"}:
            value[part.id] = f"{theirs}\n{mine}"
        elif theirs and part.kind == "line":
            value[part.id] = f"{theirs}; {mine}"
        else:
            value[part.id] = mine
    return Kept(value, sent.kept.talk or stored.talk)
