"""What is signed: the whole of what the two share, with its questions, so that it can be read by itself.

What no file may hold stands in it by a salted digest only: that it was there can be proved as long as it
is kept, and what it said cannot be found out from a copy.
"""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.welcome import actions_kept, filled_kept, needs_kept
from app.welcome.answers import Kept
from app.welcome.content import content
from app.welcome.models import WelcomeAnswer, WelcomeForm
from app.welcome.own_models import WelcomeOwnForm
from app.welcome.questions import questions_of
from app.welcome.texts import Texts
from app.welcome.words import part_words
from course.welcome_form.canonical import veiled
from course.welcome_form.model import Field

NAME = "First Shift welcome meeting form"


def agreed(session: Session, form: WelcomeForm, sealed: Texts, months: int) -> dict[str, Any]:
    """Return what the two share now, as it would be signed. months: of a review, 0 for the meeting."""
    questions = questions_of(form)
    sections = (*questions.sections, *(questions.review(months) if months else ()))
    rows = _shared_rows(session, form, sealed)
    found: dict[str, Any] = {
        "form": NAME,
        "id": str(form.id),
        "doctor": str(form.learner_id),
        "supervisor": str(form.supervisor_id or ""),
        "review": months,
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "answers": [
                    answer
                    for field in section.fields
                    for answer in _answers(field, rows.get(field.id, []), form)
                ],
            }
            for section in sections
        ],
        "needs": [],
        "actions": [
            actions_kept.plain(each, form) for each in actions_kept.rows(session, form.id, sealed)
        ],
        "no_action_needed": form.no_action,
    }
    if form.own_form_id is not None:
        own = session.get_one(WelcomeOwnForm, form.own_form_id)
        found["own_form"] = {"title": own.title, "edition": own.number, "sha256": own.digest}
        found["files"] = filled_kept.plain(session, form)
    for round_months in (0, months) if months else (0,):
        both = needs_kept.both(session, form.id, sealed, round_months)
        if both is not None:
            numbers, examples = both
            found["needs"] += [
                {
                    "review": round_months,
                    "id": need.id,
                    "item": need.item,
                    "img": numbers[need.id].img,
                    "needed": numbers[need.id].needed,
                    "seen": numbers[need.id].seen,
                    "example": examples.get(need.id, ""),
                }
                for need in content().needs
                if need.id in numbers
            ]
    return found


def _shared_rows(
    session: Session, form: WelcomeForm, sealed: Texts
) -> dict[str, list[tuple[uuid.UUID, Kept]]]:
    rows = session.scalars(
        select(WelcomeAnswer)
        .where(WelcomeAnswer.form_id == form.id, WelcomeAnswer.withheld.is_(False))
        .order_by(WelcomeAnswer.made, WelcomeAnswer.id)
    )
    found: dict[str, list[tuple[uuid.UUID, Kept]]] = {}
    for row in rows:
        kept = Kept.of(sealed.open(row.kept, "welcome_answer", row.id))
        found.setdefault(row.field, []).append((row.row_id, kept))
    return found


def _answers(
    field: Field, rows: list[tuple[uuid.UUID, Kept]], form: WelcomeForm
) -> list[dict[str, Any]]:
    found = []
    for row_id, kept in rows:
        if not any(kept.value.values()):
            continue
        answer: dict[str, Any] = {"id": field.id, "question": field.label, "class": field.class_}
        if field.rows:
            answer["row"] = str(row_id)
        if field.class_ == "NX":
            answer["veiled"] = veiled(kept.plain(), form.salt or b"")
        else:
            answer["parts"] = [
                {"label": part.label, "words": part_words(part, kept.value[part.id])}
                for part in field.parts
                if kept.value.get(part.id)
            ]
        found.append(answer)
    return found
