"""Responses in words: what a learner answered and what is right, as lines for a person."""

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from course.model import (
    FillIn,
    Matching,
    Multiple,
    Numeric,
    Question,
    Response,
    Sequencing,
    Single,
    TrueFalse,
)
from course.question_types import type_of

Inline = Callable[[str], Markup]

TRUTH = {"true": "True", "false": "False"}


def right_response(question: Question) -> Response:
    """Return a response that is wholly right: the best where there are several."""
    return type_of(question).right(question)[0]


def in_words(question: Question, response: Response, inline: Inline) -> tuple[Markup, ...]:
    """Return a response as lines of safe HTML; parts that the question does not know are left out.

    inline: turns an author's text into HTML. What a learner typed is only ever escaped.
    """
    match question:
        case Single() | Multiple():
            return _known(response, {option.id: option.text for option in question.options}, inline)
        case TrueFalse():
            return _known(response, TRUTH, escape)
        case FillIn():
            return tuple(escape(text) for text in response)
        case Numeric():
            return tuple(escape(f"{text} {question.unit}".strip()) for text in response)
        case Matching():
            return _matches(question, response, inline)
        case Sequencing():
            return _known(response, {step.id: step.text for step in question.steps}, inline)


def match_in_words(question: Matching, source: str, target: str, inline: Inline) -> Markup:
    """Return one match as ``source: target``. Raises KeyError for an id that the question lacks."""
    sources = {pair.id: pair.text for pair in question.pairs}
    targets = {each.id: each.text for each in question.targets}
    return Markup("<strong>{}</strong>: {}").format(
        inline(sources[source]), inline(targets[target])
    )


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
