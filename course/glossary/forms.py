"""How the forms of a glossary's terms are compared: which case counts, and what is the same form."""

import re
from typing import Final

_APOSTROPHES: Final = re.compile("[’‘']")
_HYPHENS: Final = re.compile("[-‐‑]")
_CAPITALS_OF_AN_ABBREVIATION: Final = 2


def needs_exact_case(form: str) -> bool:
    """Say whether a form is an abbreviation, whose capitals tell it from a word (``IT``, ``it``)."""
    return sum(letter.isupper() for letter in form) >= _CAPITALS_OF_AN_ABBREVIATION


def same_form(form: str) -> str:
    """Return what two forms share that a reader would take for the same."""
    plain = _HYPHENS.sub("-", _APOSTROPHES.sub("’", " ".join(form.split())))
    return plain if needs_exact_case(plain) else plain.casefold()
