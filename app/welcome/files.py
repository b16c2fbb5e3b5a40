"""The form as files: what stands in them, for whom, and as PDF, Word and data.

What may stand in no file is left out, unless the doctor ticks it for this one download.
"""

import datetime as dt
import io
import json
import re
from collections.abc import Iterable
from typing import Any, Final

from docx import Document
from sqlalchemy.orm import Session

from app.pdf import make_pdf
from app.welcome import access, actions, needs, trust_forms, versions
from app.welcome import filled as filled_files
from app.welcome.access import Seat
from app.welcome.answers import Answer, answers_of
from app.welcome.content import TITLE, content
from app.welcome.questions import questions_of
from app.welcome.texts import Texts
from app.welcome.words import value_words
from app.wording import day, file_size
from course.welcome_form.model import Field, Part

SENTENCE: Final = "This form plans support. Nobody may use it in a capability, disciplinary or recruitment process."
LANGUAGE: Final = "en-GB"
_NO_XML: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def filled(
    session: Session, seat: Seat, sealed: Texts, moment: dt.datetime, *, private: bool
) -> dict[str, Any]:
    """Return the form as the asker sees it, for a file. private: what the doctor ticked for this download."""
    form = questions_of(seat.form)
    ticked = private and seat.is_img
    fields = [
        field
        for field in form.fields
        if access.in_files(field, ticked=ticked) and access.sees(seat, field)
    ]
    found = answers_of(session, seat, sealed, fields)
    sections = [
        {"title": section.title, "answers": _answers(section.fields, found)}
        for section in (*form.sections, *form.reviews)
    ]
    return {
        "title": TITLE,
        "between": f"{seat.img_name} and {seat.sup_name or 'a supervisor'}",
        "sentence": SENTENCE,
        "made": f"Downloaded on {day(moment)}",
        "sections": [each for each in sections if each["answers"]],
        "needs": _needs(session, seat, sealed),
        "actions": _actions(session, seat, sealed, ticked=ticked),
        **_own_form(session, seat),
        "signed": _signed(session, seat, sealed),
        "private": ticked,
    }


def _answers(fields: Iterable[Field], found: dict[str, list[Answer]]) -> list[dict[str, Any]]:
    rows = []
    for field in fields:
        for each in found.get(field.id, []):
            words = value_words(field, each.value)
            if words:
                parts = [list(pair) for pair in words]
                rows.append({"id": field.id, "question": field.label, "parts": parts})
    return rows


def _needs(session: Session, seat: Seat, sealed: Texts) -> list[dict[str, Any]]:
    rated = needs.rated(session, seat, sealed)
    return [
        {
            "item": need.item,
            "img": rated.ratings[need.id].img,
            "needed": rated.ratings[need.id].needed,
            "seen": rated.ratings[need.id].seen,
        }
        for need in content().needs
        if need.id in rated.ratings
    ]


def _own_form(session: Session, seat: Seat) -> dict[str, Any]:
    """Return which edition of the trust's own form is used, and what was filled of it."""
    own = trust_forms.edition_of(session, seat.form)
    if own is None:
        return {"own_form": None, "files": []}
    return {
        "own_form": {
            "title": own.title,
            "edition": own.number,
            "sha256": own.digest,
            "words": f"The trust’s own form: {own.title}, edition {own.number}",
        },
        "files": [
            {
                "words": f"{each.kind.upper()} of {file_size(each.size)}, added by {each.name} on {day(each.made)}",
                "sha256": each.digest,
            }
            for each in filled_files.of(session, seat)
        ],
    }


def _actions(session: Session, seat: Seat, sealed: Texts, *, ticked: bool) -> list[dict[str, str]]:
    if not access.sees_everything_shared(seat):
        return []
    owners = {"img": seat.img_name, "sup": seat.sup_name or "The supervisor"}
    return [
        {
            "title": each.words.title,
            "owner": owners.get(each.owner) or each.words.who or "Somebody else",
            "due": day(each.due) if each.due else "",
            "status": actions.STATUSES[each.status],
            "how": each.words.how,
        }
        for each in actions.of(session, seat, sealed)
        if ticked or not each.private
    ]


def _signed(session: Session, seat: Seat, sealed: Texts) -> list[dict[str, str]]:
    if not access.sees_everything_shared(seat):
        return []
    return [
        {
            "version": f"Version {each.number}"
            + (f", review after {each.months} months" if each.months else ""),
            "by": "; ".join(
                f"{s.name}, {day(s.at)}" + (f" (on paper, {day(s.paper)})" if s.paper else "")
                for s in each.signatures
                if s.lapsed is None
            ),
            "digest": each.digest,
        }
        for each in versions.versions_of(session, seat, sealed)
        if each.frozen
    ]


def as_pdf(data: dict[str, Any], moment: dt.datetime) -> bytes:
    """Return the filled form as a PDF. Raises PaperError."""
    return make_pdf("welcome-form", {**data, "foot": data["made"]}, moment.replace(microsecond=0))


def as_data(data: dict[str, Any]) -> bytes:
    """Return the filled form as JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def as_word(data: dict[str, Any], moment: dt.datetime) -> bytes:
    """Return the filled form for Word."""
    data = _for_xml(data)
    document = Document()
    about = document.core_properties
    about.author, about.last_modified_by, about.comments = "", "", ""
    about.title, about.language = TITLE, LANGUAGE
    about.created = about.modified = moment.replace(tzinfo=None)
    document.add_heading(TITLE, 1)
    document.add_paragraph(f"{data['between']}. {data['made']}.", style="Subtitle")
    document.add_paragraph(SENTENCE)
    for section in data["sections"]:
        document.add_heading(section["title"], 2)
        for answer in section["answers"]:
            document.add_heading(answer["question"], 3)
            for label, words in answer["parts"]:
                one = len(answer["parts"]) == 1
                document.add_paragraph(words if one else f"{label}: {words}")
    if data["own_form"]:
        document.add_heading("The trust’s form", 2)
        document.add_paragraph(data["own_form"]["words"])
    for title, lines in (
        ("Filled and kept beside this", [each["words"] for each in data["files"]]),
        ("Needs", need_lines(data)),
        ("Actions", action_lines(data)),
    ):
        if lines:
            document.add_heading(title, 2)
            for line in lines:
                document.add_paragraph(line, style="List Bullet")
    for each in data["signed"]:
        document.add_paragraph(f"{each['version']}: {each['by']}. SHA-256 {each['digest']}")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _for_xml(value: Any) -> Any:
    """Return data without the characters that XML cannot hold. Source: XML 1.0, section 2.2."""
    if isinstance(value, str):
        return _NO_XML.sub(" ", value)
    if isinstance(value, dict):
        return {key: _for_xml(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_for_xml(each) for each in value]
    return value


def need_lines(data: dict[str, Any]) -> list[str]:
    """Return the ratings as lines."""
    words = {"img": "the doctor", "needed": "needed", "seen": "seen"}
    return [
        f"{each['item']}: "
        + ", ".join(f"{words[key]} {each[key]}" for key in words if each[key] is not None)
        for each in data["needs"]
    ]


def action_lines(data: dict[str, Any]) -> list[str]:
    """Return the actions as lines."""
    return [
        ", ".join(
            filter(
                None,
                [
                    each["title"],
                    each["owner"],
                    each["due"] and f"by {each['due']}",
                    each["status"].lower(),
                ],
            )
        )
        for each in data["actions"]
    ]


def blank_pdf() -> bytes:
    """Return the blank form for paper. Raises PaperError."""
    whole = content()
    return make_pdf(
        "welcome-form-blank",
        {
            "title": TITLE,
            "sentence": SENTENCE,
            "foot": "Leave blank whatever you like. Fill the rest in the meeting, and type it in later.",
            "sections": [
                {
                    "title": f"{section.id.upper()}. {section.title}",
                    "fields": [_on_paper(field) for field in section.fields],
                }
                for section in whole.form.sections
            ],
            "needs": [{"item": need.item, "safety": need.safety} for need in whole.needs],
        },
    )


def _on_paper(field: Field) -> dict[str, Any]:
    who = {"img": "doctor", "sup": "supervisor", "both": "both"}[field.by]
    if field.grid or field.rows:
        names = [part.label for part in field.parts]
        options = list(field.parts[0].options.values()) if field.grid else []
        return {
            "label": field.label,
            "who": who,
            "rows": names,
            "options": options,
            "kind": "grid" if field.grid else "table",
        }
    parts = [_part_on_paper(part, field) for part in field.parts]
    return {"label": field.label, "who": who, "kind": "parts", "parts": parts}


def _part_on_paper(part: Part, field: Field) -> dict[str, Any]:
    lines = {"text": 2 if part.most >= 500 else 1, "lines": 2}.get(part.kind, 0)
    label = part.label if len(field.parts) > 1 else ""
    options = list(part.options.values())
    if part.kind == "tick":
        options = [part.label]
    return {"label": "" if part.kind == "tick" else label, "options": options, "lines": lines}
