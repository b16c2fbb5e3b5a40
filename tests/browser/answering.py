"""How a person answers a question's form, in the app as in a package: right or wrong, by every field."""

from collections.abc import Callable, Iterator

from playwright.sync_api import Locator, expect

from course.marking import an_answer
from course.question_types.long_text import WRITTEN
from course.questions import (
    Conversation,
    FillIn,
    Hotspot,
    Likert,
    LongText,
    Matching,
    Multiple,
    Numeric,
    Question,
    Ranking,
    Rating,
    Response,
    Sequencing,
)
from course.rendering.answer_words import right_response

Choose = Callable[[Question], Response]


def right(question: Question) -> Response:
    """Answer rightly, or as one does where nothing is right."""
    return an_answer(question)


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
        case Ranking():
            return tuple(reversed(answer))
        case Rating():
            return tuple(f"{a.id}.{'4' if a.rating < '3' else '1'}" for a in question.actions)
        case Hotspot():
            return (next(spot.id for spot in question.spots if not spot.correct),)
        case Likert():
            return (question.scale[-1].id,)
        case LongText():
            return (WRITTEN,)
        case Conversation():
            return tuple(worst_path(question))
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


def worst_path(talk: Conversation) -> Iterator[str]:
    """Yield the path of the lines with the lowest marks."""
    turn = talk.turn(talk.start)
    while turn.choices:
        worst = min(turn.choices, key=lambda saying: saying.marks)
        yield f"{turn.id}.{worst.id}"
        turn = talk.turn(worst.next)


def put(place: Locator, question: Question, response: Response) -> None:
    """Fill a question's form."""
    fields = place.locator("[name=answer]")
    if isinstance(question, FillIn | Numeric):
        fields.fill(response[0])
    elif isinstance(question, LongText):
        place.locator("textarea").fill("The ward was loud.")
    elif isinstance(question, Conversation):
        again = place.get_by_role("button", name="Start again")
        if again.is_visible():
            again.click()
        for said, key in enumerate(response, start=1):
            say(place, question, key)
            expect(place.locator(".fs-talk__line--you")).to_have_count(said)
    elif isinstance(question, Matching | Rating):
        sources = question.pairs if isinstance(question, Matching) else question.actions
        for at, key in enumerate([source.id for source in sources]):
            fields.nth(at).select_option(
                next(part for part in response if part.startswith(f"{key}."))
            )
    elif isinstance(question, Sequencing | Ranking):
        for at, step in enumerate(response):
            fields.nth(at).select_option(step)
    else:
        for key in response:
            place.locator(f'[name=answer][value="{key}"]').check()


def say(place: Locator, talk: Conversation, key: str) -> None:
    """Say a line of a conversation."""
    turn_id, _, choice = key.partition(".")
    at = [saying.id for saying in talk.turn(turn_id).choices].index(choice)
    place.locator(".fs-talk__choice").nth(at).click()
