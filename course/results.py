"""What marking gives back."""

from msgspec import Struct


class Part(Struct, frozen=True):
    """One part of an answer. id: of an option, pair or step; correct: this part is right."""

    id: str
    correct: bool


class Result(Struct, frozen=True):
    """How an answer was marked.

    success: wholly right; scaled: share of the marks, 0 to 1, cut to four decimals; feedback: keys
    of ``feedback_texts(question)``, in the order in which to show them; written: how what was typed
    with a slip is written, empty where nothing was misspelt.
    """

    success: bool
    scaled: float
    parts: tuple[Part, ...]
    feedback: tuple[str, ...]
    written: str = ""


def cut_scaled(points: int, of: int) -> float:
    """Return points as a share of all, not below 0, cut to four decimals.

    In integers until the last division, so that JavaScript gives the same:
    ``Math.floor(points * 10000 / of) / 10000``.
    """
    return max(points, 0) * 10000 // of / 10000
