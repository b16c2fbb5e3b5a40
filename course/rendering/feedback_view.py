"""Feedback as data: a verdict in words, a line for each answer that needs one, the explanation."""

from typing import Literal

from markupsafe import Markup
from msgspec import Struct

from course.marking import feedback_texts
from course.question_types import type_of
from course.questions import (
    RATINGS,
    Matching,
    Multiple,
    Question,
    Ranking,
    Rating,
    Response,
    TrueFalse,
)
from course.rendering.answer_words import (
    TRUTH,
    Inline,
    in_words,
    match_in_words,
    place_in_words,
    rating_in_words,
    right_response,
    texts_by_id,
    yours_and_theirs,
)
from course.results import Result

Mark = Literal["right", "partly", "wrong", "missed", "noted", ""]

VERDICTS: dict[Mark, str] = {
    "right": "Right",
    "partly": "Partly right",
    "wrong": "Not quite",
    "noted": "Noted",
}
WORDS: dict[Mark, str] = {
    "right": "Right",
    "partly": "Near",
    "wrong": "Not right",
    "missed": "You left out",
}


WRITTEN = "Right; it is written “{}”"
"""The verdict on what was typed with a slip, with the accepted spelling in its place."""


class Line(Struct, frozen=True):
    """What is said of one answer. words: the mark in words; answer and words may be empty."""

    mark: Mark
    words: str
    answer: Markup
    why: Markup


class Feedback(Struct, frozen=True):
    """What a learner reads after an answer.

    right: the right answer in words, to be shown who asks for it; empty where the lines tell it.
    """

    mark: Mark
    verdict: str
    lines: tuple[Line, ...]
    explanation: Markup
    right: tuple[Markup, ...] = ()


def verdict(question: Question, result: Result) -> Mark:
    """Return the mark of a whole result: partly right where some of it was."""
    if not type_of(question).judged:
        return "noted"
    if result.success:
        return "right"
    return "partly" if result.scaled > 0 else "wrong"


def feedback_view(
    question: Question, response: Response, result: Result, inline: Inline
) -> Feedback:
    """Return what to say about a response. Raises KeyError for a key of feedback without text."""
    texts = feedback_texts(question)
    mark = verdict(question, result)
    return Feedback(
        mark=mark,
        verdict=WRITTEN.format(result.written) if result.written else VERDICTS[mark],
        lines=tuple(
            _line(question, response, result, key, inline(texts[key]), inline)
            for key in result.feedback
        ),
        explanation=inline(question.explanation),
        right=_right(question, mark, inline),
    )


def _right(question: Question, mark: Mark, inline: Inline) -> tuple[Markup, ...]:
    """Return what is right after a wrong answer, of a type whose lines do not tell it."""
    if mark in ("right", "noted") or type_of(question).tells_right:
        return ()
    return in_words(question, right_response(question), inline)


def _line(
    question: Question, response: Response, result: Result, key: str, why: Markup, inline: Inline
) -> Line:
    texts = texts_by_id(question)
    match question:
        case Multiple():
            mark = _option_mark(question, response, key)
            return Line(mark, WORDS.get(mark, ""), inline(texts[key]), why)
        case TrueFalse():
            return Line("", "You said", Markup(TRUTH[key]), why)
        case Matching():
            right = any(part.correct for part in result.parts if part.id == key)
            mark = "right" if right else "wrong"
            return Line(mark, WORDS[mark], _match(question, response, key, inline), why)
        case Ranking():
            place = result.feedback.index(key)
            mark = "right" if response[place : place + 1] == (key,) else ""
            words = f"{place_in_words(place + 1)} for the experts"
            return Line(mark, words, inline(texts[key]), why)
        case Rating():
            return _rating_line(question, response, key, why, inline)
        case _ if key in texts:
            return Line("", "You chose", inline(texts[key]), why)
        case _:
            return Line("", "", Markup(), why)


def _rating_line(
    question: Rating, response: Response, key: str, why: Markup, inline: Inline
) -> Line:
    experts = {action.id: action.rating for action in question.actions}[key]
    given = next((part[-1] for part in response if part.startswith(f"{key}.")), "")
    off = abs(int(given) - int(experts)) if given else len(RATINGS)
    mark: Mark = ("right", "partly")[off] if off < 2 else "wrong"
    told = rating_in_words(question, key, experts, inline)
    if off and given:
        told = yours_and_theirs(question, key, given, experts, inline)
    return Line(mark, WORDS[mark], told, why)


def _option_mark(question: Multiple, response: Response, key: str) -> Mark:
    correct = {option.id: option.correct for option in question.options}[key]
    if key in response:
        return "right" if correct else "wrong"
    return "missed" if correct else ""


def _match(question: Matching, response: Response, key: str, inline: Inline) -> Markup:
    chosen = dict(part.split(".", 1) for part in response if "." in part)
    if key in chosen:
        return match_in_words(question, key, chosen[key], inline)
    return inline({pair.id: pair.text for pair in question.pairs}[key])
