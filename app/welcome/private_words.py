"""What stands behind a mark in what is signed, where it is still there and unchanged: for the two only."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.welcome.access import Seat
from app.welcome.answers import Kept, answers_of
from app.welcome.questions import questions_of
from app.welcome.texts import Texts
from app.welcome.words import value_words
from course.welcome_form.canonical import veiled


def private_words(
    session: Session, seat: Seat, sealed: Texts, signed: Mapping[str, Any] | None
) -> dict[str, str]:
    """Return the words of private answers whose mark stands in a content, by question and row."""
    if signed is None:
        return {}
    marks = {
        answer["id"] + answer.get("row", ""): answer["veiled"]
        for section in signed["sections"]
        for answer in section["answers"]
        if "veiled" in answer
    }
    fields = {field.id: field for field in questions_of(seat.form).fields if field.class_ == "NX"}
    found: dict[str, str] = {}
    for field_id, rows in answers_of(session, seat, sealed, fields.values()).items():
        for each in rows:
            key = field_id + (str(each.row_id) if fields[field_id].rows else "")
            mark = veiled(Kept(each.value, each.talk).plain(), seat.form.salt or b"")
            if marks.get(key) == mark:
                words = value_words(fields[field_id], each.value)
                found[key] = "; ".join(text for _, text in words)
    return found
