"""What in a text could tell who somebody is: found by its shape, with a neutral word for each.

A reminder, and no guarantee: ``CANNOT_FIND`` says what has no shape. Nothing here knows of requests,
forms or a database, and nothing that is found is kept.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from unicodedata import decimal

from app.reflection.identifier_rules import PHONE_ABROAD, RULES
from app.reflection.in_its_place import Place, put, words_for
from app.reflection.patient_numbers import LENGTH, patient_number

CANNOT_FIND: Final = (
    "It cannot find an unusual story, a rare illness or job, a first name alone, a nickname, or"
    " something that was in the news. Ask of every line: could the patient, a relative or a colleague"
    " recognise somebody?"
)


class Found(NamedTuple):
    """A place in a text. start, end: as in a slice; kind: what it looks like.

    neutral: the words that stand in its place, as they fit there; empty for none.
    """

    start: int
    end: int
    kind: str
    neutral: str


def identifiers(text: str) -> tuple[Found, ...]:
    """Return the places in a text that could tell who somebody is, in order, none over another."""
    found: list[Found] = []
    for each in _candidates(_plain_digits(text)):
        if all(each.end <= other.start or each.start >= other.end for other in found):
            found.append(each)
    return _fitted(text, sorted(found))


def without(text: str, found: Found) -> str:
    """Return a text with neutral words in the place of what was found."""
    return put(text, found.start, found.end, found.neutral)


def without_any(text: str) -> str:
    """Return a text with neutral words in the place of everything that is found."""
    for found in reversed(identifiers(text)):
        text = without(text, found)
    return text


def _fitted(text: str, found: list[Found]) -> tuple[Found, ...]:
    places = tuple(Place(each.start, each.end, each.neutral) for each in found)
    return tuple(
        each._replace(neutral=words_for(text, place, places[max(0, number - 5) : number]))
        for number, (each, place) in enumerate(zip(found, places, strict=True))
    )


def _plain_digits(text: str) -> str:
    """Return a text, as long as before, whose digits of any script are those from 0 to 9."""
    return "".join(str(decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def _candidates(text: str) -> Iterator[Found]:
    for rule in RULES:  # the first that finds a place says what it is
        for start, end in rule.find(text):
            yield Found(start, end, rule.kind, rule.neutral)
        if rule.kind == PHONE_ABROAD:
            for start, end, kind in _ten_digits(text):
                yield Found(start, end, kind, "a patient number")


_GAPS: Final = " \u00a0\u2009\u202f.\\-‐‑–"
_LABEL: Final = r"(?:(?:\ban? )?\b(?:(?:nhs|chi|h ?& ?c|hcn|health and care|patient)(?: (?:number|no\.?))?|number|no\.)[:#]? ?)?"
_TEN: Final = re.compile(
    rf"(?i:{_LABEL})(?<![\w+])(?P<digits>[0-9](?:[{_GAPS}]?[0-9]){{{LENGTH - 1}}})(?![{_GAPS}]?[0-9]|\w)"
)
_NUMBER_KINDS: Final = {
    "NHS": "an NHS number",
    "CHI": "a CHI number, which holds a date of birth",
    "HC": "a Health and Care number",
    None: "ten digits: a patient number, mistyped?",
}


def _ten_digits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TEN.finditer(text):
        digits = re.sub(r"\D", "", match["digits"])
        yield *match.span(), _NUMBER_KINDS[patient_number(digits)]
