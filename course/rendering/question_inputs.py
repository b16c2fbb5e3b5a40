"""The items of a question's inputs, as the interface macros take them."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from course.question_types.base import Thing
from course.questions import RATINGS, Spot
from course.rendering.answer_words import Inline

LONG_CHARACTERS = 34
"""What a closed select on a screen of 360 px shows without cutting."""


Item = Mapping[str, object]


def option_items(options: Sequence[Thing], inline: Inline) -> list[Item]:
    """Return the items of radios or checkboxes."""
    return [{"value": option.id, "html": inline(option.text)} for option in options]


def select_items(
    things: Sequence[Thing], prefix: str, response: Sequence[str], lettered: bool, inline: Inline
) -> list[Item]:
    """Return the items of a select: first an empty one, then each thing with its value.

    prefix: stands before each id in the value (``a.``); response: values, one of which may be
    chosen; lettered: put the letter of the list above before each text.
    """
    items: list[Item] = [{"value": "", "text": "Choose…"}]
    for place, thing in enumerate(things):
        text, value = inline(thing.text).striptags(), prefix + thing.id
        text = f"{letter(place)}. {text}" if lettered else text
        items.append({"value": value, "text": text, "selected": value in response})
    return items


def is_long(things: Sequence[Thing], inline: Inline) -> bool:
    """Return whether a closed select would cut one of the texts on a narrow screen."""
    return any(len(inline(thing.text).striptags()) > LONG_CHARACTERS for thing in things)


def rating_items(action: str, response: Sequence[str]) -> list[Item]:
    """Return the items of the select in which an action is rated."""
    items: list[Item] = [{"value": "", "text": "Choose…"}]
    for rating, words in RATINGS.items():
        value = f"{action}.{rating}"
        items.append({"value": value, "text": words, "selected": value in response})
    return items


def spot_items(spots: Sequence[Spot], inline: Inline) -> list[Item]:
    """Return the items of radios, each with the letter that its place on the picture has."""
    return [
        {
            "value": spot.id,
            "html": Markup("<strong>{}</strong> {}").format(letter(at), inline(spot.text)),
        }
        for at, spot in enumerate(spots)
    ]


def letter(place: int) -> str:
    """Return the letter of a place, from 0: ``A``."""
    return chr(ord("A") + place)
