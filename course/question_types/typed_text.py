"""Clean and compare what people type, in steps that the browser repeats."""

import re
from decimal import Context, Decimal
from typing import Final
from unicodedata import normalize

from course.errors import ResponseError
from course.visible import one_line

MAX_TYPED_CHARACTERS: Final = 250
"""What one part of a typed answer may hold: SCORM 2004's limit, the narrowest."""

_NUMBER = re.compile(r"([+-]?)([0-9]*)(?:[.,]([0-9]*))?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?", re.ASCII)
_MAX_DIGITS = 30
# Exact for numbers of up to 30 digits before and after the point.
_EXACT = Context(prec=80)


def clean(text: str) -> str:
    """Return typed text on one line, as ``course.visible.one_line`` makes it.

    Raises ResponseError where nothing is left, or more than ``MAX_TYPED_CHARACTERS``.
    """
    line = one_line(text)
    if not line:
        raise ResponseError("Type an answer.")
    if len(line) > MAX_TYPED_CHARACTERS:
        raise ResponseError(f"Keep your answer under {MAX_TYPED_CHARACTERS} characters.")
    return line


def comparable(text: str) -> str:
    """Return a text as it is compared: NFKC, lower case, blanks collapsed, no full stop at the end.

    In JavaScript ``toLowerCase`` after ``normalize("NFKC")``, since the language has no case
    folding; so here too.
    """
    folded = re.sub(" +", " ", normalize("NFKC", text).lower()).strip(" ")
    return folded.rstrip(".").rstrip(" ")


def number(text: str) -> Decimal:
    """Return the number that a person typed: decimal point or comma, blanks anywhere.

    Raises ResponseError where it is no number, is longer than 30 digits, or where a comma may stand
    for thousands (``1,000``): guessing there would mark a right answer as wrong.
    """
    compact = normalize("NFKC", text).replace("\u2212", "-").replace(" ", "")
    if _THOUSANDS.fullmatch(compact):
        raise ResponseError("Type thousands without a comma, such as 1000.")
    match = _NUMBER.fullmatch(compact)
    if match is None or not (match[2] or match[3]):
        raise ResponseError("Type a number, such as 30 or 2.5.")
    if len(match[2]) + len(match[3] or "") > _MAX_DIGITS:
        raise ResponseError(f"Type a number of at most {_MAX_DIGITS} digits.")
    return Decimal(f"{match[1]}{match[2] or '0'}.{match[3] or '0'}")


def within(given: Decimal, answer: Decimal, tolerance: Decimal) -> bool:
    """Return whether a number lies within a tolerance of the answer, the ends included.

    Exact: in JavaScript as ``BigInt`` after scaling all three to the same power of ten.
    """
    return abs(_EXACT.subtract(given, answer)) <= tolerance


def bounds(answer: Decimal, tolerance: Decimal) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest number within the tolerance."""
    return _EXACT.subtract(answer, tolerance), _EXACT.add(answer, tolerance)


def plain_number(value: Decimal) -> str:
    """Return a number with a decimal point, no exponent, no needless zeros or sign."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text.lstrip("+"))
    digits = digits.lstrip("0") or "0"
    digits = f"0{digits}" if digits.startswith(".") else digits
    return digits if digits == "0" else sign + digits
