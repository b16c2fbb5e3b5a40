"""How hard a text is to read, as the age at which most people read it with ease.

The Automated Readability Index counts letters, words and sentences, so it needs no dictionary of
syllables and gives the same everywhere. It gives a school year (US grade); five more is the age.

Source: Smith and Senter, "Automated Readability Index", AMRL-TR-66-220, 1967.
"""

import re
from typing import Final

from course.files.placements import without_code

TARGET_YEARS: Final = 12
"""What a topic should not exceed. Doctors with good English read more, but not after a night."""

_LETTERS, _LENGTH, _BASE = 4.71, 0.5, 21.43
_GRADE_TO_AGE: Final = 5
_BLOCK = re.compile(r"\[\[[^\]\n]*\]\]")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)\n]*\)")
_ADDRESS = re.compile(r"\]\([^()\s]*\)")
_MARKS = re.compile(r"^[ \t]*(?:#{1,6}[ \t]|!!![ \t]*\w+|[-*+][ \t]|\d+\.[ \t]|>|\|)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_END = re.compile(r"[.?!]+[”’\")*_]*(?=\s|$)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d+\.|\|))")


def reading_age(body: str) -> int:
    """Return the reading age of a topic's Markdown in whole years, rounded up; 0 for no words.

    A list's entry, a heading and a cell of a table end a sentence as a full stop does.
    """
    text = _BLOCK.sub("", _PICTURE.sub("", without_code(body)))
    text = _ADDRESS.sub("]", text)
    parts = (_MARKS.sub("", part) for part in _END.split(text))
    sentences = [part for part in parts if _WORD.search(part)]
    words = [word for part in sentences for word in _WORD.findall(part)]
    if not words:
        return 0
    letters = sum(sum(c.isalnum() for c in word) for word in words)
    grade = _LETTERS * letters / len(words) + _LENGTH * len(words) / len(sentences) - _BASE
    return max(_GRADE_TO_AGE, -int(-(grade + _GRADE_TO_AGE) // 1))
