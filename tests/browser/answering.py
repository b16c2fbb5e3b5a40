"""How a person answers a question's form, in the app as in a package: right or wrong, by every field."""

from collections.abc import Callable

from playwright.sync_api import Locator

from course.answer_words import right_response
from course.model import FillIn, Matching, Multiple, Numeric, Question, Response, Sequencing

Choose = Callable[[Question], Response]


def right(question: Question) -> Response:
    """Answer rightly."""
    return right_response(question)


def wrong(question: Question) -> Response:
    """Answer wrongly, with an answer of the right form."""
    answer = right_response(question)
    match question:
        case FillIn():
            return ("nothing of the kind",)
        case Numeric():
            return ("999",)
        case Sequencing():
            return (*answer[1:], answer[0])
        case Multiple():
            return tuple(o.id for o in question.options if o.id not in answer)
        case Matching():
            others = {
                p.id: next(t.id for t in question.targets if t.id != p.target)
                for p in question.pairs
            }
            return tuple(f"{source}.{target}" for source, target in others.items())
        case _:
            shown = ("true", "false", *(o.id for o in getattr(question, "options", ())))
            allowed = shown[2:] or shown[:2]
            return (next(key for key in allowed if key not in answer),)


def put(place: Locator, question: Question, response: Response) -> None:
    """Fill a question's form."""
    fields = place.locator("[name=answer]")
    if isinstance(question, FillIn | Numeric):
        fields.fill(response[0])
    elif isinstance(question, Matching):
        for at, pair in enumerate(question.pairs):
            fields.nth(at).select_option(
                next(part for part in response if part.startswith(f"{pair.id}."))
            )
    elif isinstance(question, Sequencing):
        for at, step in enumerate(response):
            fields.nth(at).select_option(step)
    else:
        for key in response:
            place.locator(f'[name=answer][value="{key}"]').check()
