"""A question between our model and a format of another system, in words that both know.

The words are Moodle's, whose formats these are; texts are inline Markdown unless said otherwise.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from msgspec import Struct

from course.files.report import Report

FULL: Final = Decimal(100)
NONE: Final = Decimal(0)
_MOST_DIGITS = 25

Kind = Literal["choice", "choices", "true-false", "words", "number", "match", "order", "essay"]
"""``choice`` has one answer, ``choices`` several; ``words`` are typed; ``match`` gives each text its
target; ``order`` holds its answers in the right order."""


class Answer(Struct, frozen=True):
    """An answer. credit: per cent of the marks, from -100 to 100.

    text: of ``words`` a pattern in plain text, where ``*`` stands for anything and ``\\*`` for itself;
    of ``number`` a number; of ``true-false`` the word; of ``match`` the source, empty where a target
    fits none. target: of ``match``. tolerance: of ``number``.
    """

    text: str
    credit: Decimal = NONE
    feedback: str = ""
    target: str = ""
    tolerance: str = "0"


class Item(Struct, frozen=True, kw_only=True):
    """A question. name: plain text; line: in the file that it came from; category: from the top.

    general: paragraphs of the general feedback; remarks: on the way out, texts of the question with
    what is to be said of each, which follow; right and wrong: for the answer as a whole; notes:
    paragraphs for whoever marks an essay.
    """

    kind: Kind
    name: str
    stem: str
    answers: tuple[Answer, ...] = ()
    general: tuple[str, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()
    right: str = ""
    wrong: str = ""
    hint: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    line: int = 1


class Format(Struct, frozen=True):
    """A format of files. suffix: of a file's name; read: items of a text, with what is wrong in it; lost:
    what an item loses in this format, a line each; write: a file's text, with what is told.
    """

    name: str
    label: str
    suffix: str
    mimetype: str
    read: Callable[[str, Report], list[Item]]
    lost: Callable[[Item], Iterable[str]]
    write: Callable[[Sequence[Item], Sequence[str]], str]


def any_text(pattern: str) -> bool:
    """Say whether a pattern of ``words`` or ``number`` fits every answer."""
    return pattern.strip() == "*"


def literal(pattern: str) -> str | None:
    """Return the one text that a pattern fits, or None where it fits several."""
    rest = pattern.replace("\\*", "")
    return None if "*" in rest else pattern.replace("\\*", "*")


def pattern_of(text: str) -> str:
    """Return the pattern that fits one text."""
    return text.replace("*", "\\*")


def number_of(text: str) -> Decimal | None:
    """Return the number that a text holds, or None where it holds none of a sane size."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    sane = number.is_finite() and -_MOST_DIGITS < number.adjusted() < _MOST_DIGITS
    return number if sane and len(number.as_tuple().digits) < _MOST_DIGITS else None


def category_path(names: Sequence[str]) -> str:
    """Return where in a course's bank questions go; a stroke in a name is doubled."""
    return "/".join(["$course$", "top", *(name.replace("/", "//") for name in names)])
