"""A trust's own answers put into an item's text; what it has not given says whom to ask."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from course.files.placements import LOCAL

ASK: Final = "ask your trust"


class Filled(Struct, frozen=True):
    """A piece of a text. missing: the trust has not answered, and the text says whom to ask."""

    text: str
    missing: bool = False


def filled(text: str, answers: Mapping[str, str], whom: str) -> tuple[Filled, ...]:
    """Return a text in pieces. answers: by key; whom: to ask for a missing one, as "IT"."""
    pieces: list[Filled] = []
    end = 0
    for found in LOCAL.finditer(text):
        pieces.append(Filled(text[end : found.start()]))
        answer = answers.get(found[1], "")
        pieces.append(Filled(answer) if answer else Filled(f"{ASK} ({whom})", missing=True))
        end = found.end()
    pieces.append(Filled(text[end:]))
    return tuple(piece for piece in pieces if piece.text)


def plain(text: str, answers: Mapping[str, str], whom: str) -> str:
    """Return a text with its answers, as one line."""
    return "".join(piece.text for piece in filled(text, answers, whom))
