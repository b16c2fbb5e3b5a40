"""A card as it is shown: what it asks, and once that is answered, the answer and how to rate it."""

import datetime as dt

from markupsafe import Markup
from msgspec import Struct

from app.learning.topic_page import Mistake, question_state
from app.practice import cards
from app.practice.content import Content, asked_form, other_forms
from app.practice.days import key_of
from app.practice.models import PracticeCard
from app.practice.schedule import Choice
from course.model import GlossaryEntry, Module
from course.questions import Question
from course.render import QuestionState


class Shown(Struct, frozen=True):
    """A card in view. entry and asked: of a term, with the form that is asked for; others: its other forms.

    question: its HTML.

    ratings: with when the card comes back, none before it is answered; proposed: value of the one that
    the answer suggests.
    """

    module: Module
    entry: GlossaryEntry | None = None
    asked: str = ""
    others: tuple[str, ...] = ()
    question: Markup = Markup()
    ratings: tuple[tuple[Choice, str], ...] = ()
    proposed: str = ""
    errors: tuple[dict[str, str], ...] = ()


def shown(
    card: PracticeCard,
    content: Content,
    mistake: Mistake | None,
    open_answer: bool,
    at: dt.datetime,
) -> Shown | None:
    """Return a card as it is shown; none where the course no longer holds it.

    open_answer: of a term, whether its meaning is shown.
    """
    key = key_of(card)
    if not content.has(key):
        return None
    module = content.modules[key.module]
    if key.kind == "term":
        entry = content.glossary[key.item]
        ratings = cards.previews(card, at) if open_answer else ()
        asked = asked_form(entry)
        return Shown(module, entry, asked, other_forms(entry, asked), ratings=ratings)
    question = content.question(key)
    return _question(card, question, module, content, mistake, at) if question else None


def _question(
    card: PracticeCard,
    question: Question,
    module: Module,
    content: Content,
    mistake: Mistake | None,
    at: dt.datetime,
) -> Shown:
    order = cards.order_of(card, question)
    given = cards.given_to(card, question)
    if given is None:
        state = question_state(question, None, mistake, order, heading=1)
        html = content.renderer.question(question, state)
        return Shown(module, question=html, errors=tuple(mistake.errors) if mistake else ())
    state = QuestionState(given.response, given.result, order, heading=1, read_only=True)
    return Shown(
        module,
        question=content.renderer.question(question, state),
        ratings=cards.previews(card, at),
        proposed=cards.proposed(given),
    )
