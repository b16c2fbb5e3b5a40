"""The items of a question's inputs, as the interface macros take them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from course.answer_words import Inline

LONG_CHARACTERS = 34
"""What a closed select on a screen of 360 px shows without cutting."""

_PLACES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth")


class Thing(Protocol):
    """An option, a target or a step. text: inline Markdown."""

    @property
    def id(self) -> str: ...

    @property
    def text(self) -> str: ...


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
        text = f"{chr(ord('A') + place)}. {text}" if lettered else text
        items.append({"value": value, "text": text, "selected": value in response})
    return items


def is_long(things: Sequence[Thing], inline: Inline) -> bool:
    """Return whether a closed select would cut one of the texts on a narrow screen."""
    return any(len(inline(thing.text).striptags()) > LONG_CHARACTERS for thing in things)


def place_in_words(place: int) -> str:
    """Return the name of a place in an order, from 1: ``First``."""
    return _PLACES[place - 1] if place <= len(_PLACES) else f"Number {place}"
