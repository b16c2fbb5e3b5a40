"""What was answered to a question, choice by choice, in words: pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup, escape
from msgspec import Struct

from app.items.statistics import FEWEST, Reply
from course.errors import ResponseError
from course.marking import mark, parse_response
from course.question_types import type_of
from course.question_types.base import Thing
from course.questions import (
    RATINGS,
    FillIn,
    Matching,
    Numeric,
    Question,
    Rating,
    TrueFalse,
)
from course.rendering.answer_words import (
    TRUTH,
    match_in_words,
    place_in_words,
    rating_in_words,
    right_response,
)

Inline = Callable[[str], Markup]


class Use(Struct, frozen=True):
    """A choice and how many made it. key: as a response names it; right: whether it is marked so."""

    key: str
    words: Markup
    count: int
    right: bool


def uses(question: Question, replies: Sequence[Reply], inline: Inline) -> tuple[Use, ...]:
    """Return how often each choice was made, in the question's order, and last how many made none.

    What was typed is listed only where at least FEWEST people typed it; other texts are counted
    together. Empty for a type of which no choices can be told.
    """
    given = [reply for reply in replies if reply.response]
    found = list(_uses(question, given, inline))
    missing = len(replies) - len(given)
    if found and missing:
        found.append(Use("", Markup("No answer"), missing, right=False))
    return tuple(found)


def _uses(question: Question, given: Sequence[Reply], inline: Inline) -> Iterator[Use]:
    times = Counter(part for reply in given for part in reply.response)
    named = type_of(question).named(question)
    match question:
        case TrueFalse():
            for key, words in TRUTH.items():
                yield Use(key, escape(words), times[key], (key == "true") == question.answer)
        case Matching():
            for pair in question.pairs:
                for target in question.targets:
                    key = f"{pair.id}.{target.id}"
                    words = match_in_words(question, pair.id, target.id, inline)
                    yield from _if_used(Use(key, words, times[key], pair.target == target.id))
        case Rating():
            for action in question.actions:
                for rating in RATINGS:
                    key = f"{action.id}.{rating}"
                    words = rating_in_words(question, action.id, rating, inline)
                    yield from _if_used(Use(key, words, times[key], action.rating == rating))
        case FillIn() | Numeric():
            yield from _typed(question, given)
        case _ if type_of(question).order_is_the_answer:
            yield from _placed(named, given, inline)
        case _:
            right = right_response(question)
            for each in named:
                yield Use(each.id, inline(each.text), times[each.id], each.id in right)


def _if_used(use: Use) -> Iterator[Use]:
    if use.count or use.right:
        yield use


def _placed(things: Sequence[Thing], given: Sequence[Reply], inline: Inline) -> Iterator[Use]:
    """Yield how often each thing was put into its right place."""
    for place, thing in enumerate(things):
        times = sum(reply.response[place : place + 1] == (thing.id,) for reply in given)
        words = Markup("{}: {}").format(place_in_words(place + 1), inline(thing.text))
        yield Use(thing.id, words, times, right=True)


def _typed(question: FillIn | Numeric, given: Sequence[Reply]) -> Iterator[Use]:
    times = Counter(" ".join(" ".join(reply.response).casefold().split()) for reply in given)
    often = [(text, count) for text, count in times.most_common() if count >= FEWEST]
    for text, count in often:
        yield Use(text, escape(text), count, _is_right(question, text))
    others = len(given) - sum(count for _, count in often)
    if others:
        yield Use("", Markup("Something else"), others, right=False)


def _is_right(question: Question, text: str) -> bool:
    try:
        return mark(question, parse_response(question, [text])).success
    except ResponseError:
        return False
