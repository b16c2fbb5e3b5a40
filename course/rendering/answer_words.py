"""Responses in words: what a learner answered and what is right, as lines for a person."""

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from course.question_types import type_of
from course.questions import (
    RATINGS,
    Conversation,
    FillIn,
    LongText,
    Matching,
    Numeric,
    Question,
    Rating,
    Response,
    TrueFalse,
)
from course.talk import key_of

Inline = Callable[[str], Markup]

TRUTH = {"true": "True", "false": "False"}
_MARKS = ("?", "!", ".", ":", "…")
PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")


def right_response(question: Question) -> Response:
    """Return a response that is wholly right: the best of several, empty where none is."""
    return next(iter(type_of(question).right(question)), ())


def in_words(question: Question, response: Response, inline: Inline) -> tuple[Markup, ...]:
    """Return a response as lines of safe HTML; parts that the question does not know are left out.

    inline: turns an author's text into HTML. What a learner typed is only ever escaped.
    """
    match question:
        case TrueFalse():
            return _known(response, TRUTH, escape)
        case FillIn():
            return tuple(escape(text) for text in response)
        case Numeric():
            return tuple(escape(f"{text} {question.unit}".strip()) for text in response)
        case Matching():
            return _matches(question, response, inline)
        case Rating():
            return tuple(
                rating_in_words(question, action, rating, inline)
                for action, _, rating in (part.partition(".") for part in response)
                if action in {each.id for each in question.actions} and rating in RATINGS
            )
        case LongText():
            return (escape("You wrote something here. It was not kept."),) if response else ()
        case Conversation():
            sayings = {
                key_of(turn, saying): saying.say
                for turn in question.turns
                for saying in turn.choices
            }
            return _known(response, sayings, inline)
        case _:
            return _known(response, texts_by_id(question), inline)


def texts_by_id(question: Question) -> dict[str, str]:
    """Return the text of each thing that a response names by its id alone."""
    return {thing.id: thing.text for thing in type_of(question).named(question)}


def place_in_words(place: int) -> str:
    """Return the name of a place in an order, from 1: ``First``."""
    return PLACES[place - 1] if place <= len(PLACES) else f"Number {place}"


def match_in_words(question: Matching, source: str, target: str, inline: Inline) -> Markup:
    """Return one match as ``source: target``. Raises KeyError for an id that the question lacks."""
    sources = {pair.id: pair.text for pair in question.pairs}
    targets = {each.id: each.text for each in question.targets}
    return _led_by(inline(sources[source])) + inline(targets[target])


def rating_in_words(question: Rating, action: str, rating: str, inline: Inline) -> Markup:
    """Return one rating as ``action: rating``. Raises KeyError for an id that there is not."""
    actions = {each.id: each.text for each in question.actions}
    return _led_by(inline(actions[action])) + RATINGS[rating]


def yours_and_theirs(
    question: Rating, action: str, given: str, experts: str, inline: Inline
) -> Markup:
    """Return an action with both ratings, where they differ."""
    actions = {each.id: each.text for each in question.actions}
    return _led_by(inline(actions[action])) + (
        f"you said {RATINGS[given].lower()}, experts say {RATINGS[experts].lower()}"
    )


def _led_by(words: Markup) -> Markup:
    """Return what something is said of, with a colon unless it ends in a mark of its own."""
    colon = "" if words.striptags().endswith(_MARKS) else ":"
    return Markup("<strong>{}</strong>{} ").format(words, colon)


def _known(response: Iterable[str], texts: dict[str, str], inline: Inline) -> tuple[Markup, ...]:
    return tuple(inline(texts[part]) for part in response if part in texts)


def _matches(question: Matching, response: Response, inline: Inline) -> tuple[Markup, ...]:
    sources = {pair.id for pair in question.pairs}
    targets = {target.id for target in question.targets}
    parts = (part.partition(".") for part in response)
    return tuple(
        match_in_words(question, source, target, inline)
        for source, _, target in parts
        if source in sources and target in targets
    )
