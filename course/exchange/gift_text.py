"""GIFT's signs: how they are escaped, so that a text may hold them.

While a question is read, an escaped sign waits as a character that no text may hold (Unicode's
noncharacters), so that only signs that mean something are left.
"""

import re
from typing import Final

SIGNS: Final = "~=#{}:\\"
_HELD = {sign: chr(0xFDD0 + place) for place, sign in enumerate(SIGNS)}
_BACK = {ord(held): sign for sign, held in _HELD.items()}
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_NEVER_IN_A_TEXT = re.compile("[\ufdd0-\ufdef]")


def held(text: str) -> str:
    """Return a text in which every escaped sign waits."""
    return _ESCAPED.sub(
        lambda found: "\n" if found[1] == "n" else _HELD[found[1]], _NEVER_IN_A_TEXT.sub("", text)
    )


def back(text: str) -> str:
    """Return a text with the signs that waited, without blanks around it."""
    return text.translate(_BACK).strip()


def escaped(text: str) -> str:
    """Return a text on one line in which no character is a sign."""
    return "".join(f"\\{c}" if c in SIGNS else c for c in " ".join(text.split()))
