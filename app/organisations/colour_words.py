"""What the page of an organisation's own part says of a colour: whether it can be read, and how it looks."""

from typing import Final

from msgspec import Struct

from packager.errors import BadOptions
from packager.overlay import check_accent, contrasts_of, tones_of

_EASE: Final = (
    (7.0, "very easy to read"),
    (4.5, "easy to read"),
    (3.0, "hard to read"),
    (0.0, "far too hard to read"),
)


class ColourTold(Struct, frozen=True):
    """A colour in words. accent, deep: its tones as ``#rrggbb``, empty for ours and for what is no colour.

    problem: why it is not taken, empty where it is.
    """

    sentences: tuple[str, ...] = ()
    problem: str = ""
    accent: str = ""
    deep: str = ""


def told_of(accent: str) -> ColourTold:
    """Return what to say of a colour as it is typed. accent: empty for ours."""
    contrasts, tones = contrasts_of(accent), tones_of(accent)
    if not accent:
        return ColourTold(("First Shift’s own dark blue, on which white is very easy to read.",))
    problem = ""
    try:
        check_accent(accent)
    except BadOptions as bad:
        problem = bad.sentence
    if contrasts is None or tones is None:
        return ColourTold(problem=problem)
    sentences = (
        f"White words on it, as in the header: {_rated(contrasts.white)}.",
        f"Words in it on a pale ground, as in a note: {_rated(contrasts.pale)}.",
        f"Black on it would have {contrasts.black:.1f} to 1; no black words stand on it.",
    )
    return ColourTold(sentences, problem, *tones)


def _rated(ratio: float) -> str:
    ease = next(words for least, words in _EASE if ratio >= least)
    # Cut, not rounded: 4.49 must not be told as the 4.5 that it is not.
    return f"{int(ratio * 10) / 10:.1f} to 1, {ease}"
