"""What can be seen of a text that somebody typed: no control characters, no marks without a shape."""

import re
from typing import Final
from unicodedata import category

_BLANKS: Final = "\t\n\v\f\r"
_SPACES: Final = frozenset(("Zs", "Zl", "Zp"))
_DROPPED: Final = frozenset(("Cc", "Cf", "Cs"))


def one_line(text: str) -> str:
    """Return a text on one line: blanks collapsed, what cannot be seen left out.

    Blanks are tab, line feed, vertical tab, form feed, carriage return and the Unicode categories
    Zs, Zl and Zp; what else is of the categories Cc, Cf and Cs (lone surrogates) is dropped.
    """
    spaced = "".join(
        " " if c in _BLANKS or category(c) in _SPACES else c
        for c in text
        if c in _BLANKS or category(c) not in _DROPPED
    )
    return re.sub(" +", " ", spaced).strip(" ")


def without_controls(text: str) -> str:
    """Return a text of several lines without control characters, which no page may hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or category(c) not in ("Cc", "Cs"))
