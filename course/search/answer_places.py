"""Where a trust's own answers stand in a passage: an index is shared, so it holds their keys, not their words."""

import re
from collections.abc import Callable
from typing import Final

# Private characters: no author's text holds them, and no word is made of them.
_BEGIN: Final = "\ue010"
_END: Final = "\ue011"
_PLACE: Final = re.compile(f"{_BEGIN}([^{_END}]*){_END}")
_ENDS_A_SENTENCE: Final = (".", "!", "?")


def place_of(key: str) -> str:
    """Return what stands in a passage for the answer with this key."""
    return f"{_BEGIN}{key}{_END}"


def without_answers(passage: str) -> str:
    """Return a passage as it is the same for everybody: its words can be looked for."""
    return _PLACE.sub(" ", passage)


def with_answers(passage: str, answer: Callable[[str], str], otherwise: str) -> str:
    """Return a passage as one trust reads it.

    answer: gives the trust's words for a key, empty where it has given none; otherwise: what stands
    there then, as it begins a sentence.
    """

    def filled(place: re.Match[str]) -> str:
        words = answer(place[1])
        before = passage[: place.start()].rstrip()
        if words or not before or before.endswith(_ENDS_A_SENTENCE):
            return words or otherwise
        return otherwise[0].lower() + otherwise[1:]

    return _PLACE.sub(filled, passage)
