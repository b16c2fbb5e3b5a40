"""What in a text could tell who somebody is: found by its shape, with a neutral word for each.

A reminder, and no guarantee: ``CANNOT_FIND`` says what has no shape. Nothing here knows of requests,
forms or a database, and nothing that is found is kept.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple
from unicodedata import decimal

from app.reflection import names
from app.reflection.patient_numbers import LENGTH, patient_number

CANNOT_FIND: Final = (
    "It cannot find an unusual story, a rare illness or job, a first name alone, a nickname, or"
    " something that was in the news. Ask of every line: could the patient, a relative or a colleague"
    " recognise somebody?"
)


class Found(NamedTuple):
    """A place in a text. start, end: as in a slice; kind: what it looks like; neutral: in its place."""

    start: int
    end: int
    kind: str
    neutral: str


class _Rule(NamedTuple):
    kind: str
    neutral: str
    find: Callable[[str], Iterator[tuple[int, int]]]


def identifiers(text: str) -> tuple[Found, ...]:
    """Return the places in a text that could tell who somebody is, in order, none over another."""
    found: list[Found] = []
    for each in _candidates(_plain_digits(text)):
        if all(each.end <= other.start or each.start >= other.end for other in found):
            found.append(each)
    return tuple(sorted(found))


def without(text: str, found: Found) -> str:
    """Return a text with a neutral word in the place of what was found."""
    before, after = text[: found.start], text[found.end :]
    neutral = found.neutral
    if not neutral:
        return (
            before.rstrip(" ") + after if after[:1] in " .,;:!?\n)" or not after else before + after
        )
    if not before.strip() or re.search(r"([.!?]|\n)\s*[“\"‘'(]?$", before):
        neutral = neutral[0].upper() + neutral[1:]
    return before + neutral + after


def without_any(text: str) -> str:
    """Return a text with a neutral word in the place of everything that is found."""
    for found in reversed(identifiers(text)):
        text = without(text, found)
    return text


def _plain_digits(text: str) -> str:
    """Return a text, as long as before, whose digits of any script are those from 0 to 9."""
    return "".join(str(decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def _candidates(text: str) -> Iterator[Found]:
    for rule in _RULES:  # the first that finds a place says what it is
        for start, end in rule.find(text):
            yield Found(start, end, rule.kind, rule.neutral)
        if rule.kind == _PHONE_ABROAD:
            for start, end, kind in _ten_digits(text):
                yield Found(start, end, kind, "a patient number")


def _pattern(
    pattern: str, flags: re.RegexFlag = re.IGNORECASE
) -> Callable[[str], Iterator[tuple[int, int]]]:
    compiled = re.compile(pattern, flags)

    def find(text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in compiled.finditer(text))

    return find


_BETWEEN: Final = r"[ \u00a0\u2009\u202f.\-‐‑–]?"
_TEN: Final = re.compile(
    rf"(?<![\w+]){_BETWEEN.join([r'[0-9]'] * LENGTH)}(?![{_BETWEEN[1:-2]}]?[0-9]|\w)"
)
_NUMBER_KINDS: Final = {
    "NHS": "an NHS number",
    "CHI": "a CHI number, which holds a date of birth",
    "HC": "a Health and Care number",
    None: "ten digits: a patient number, mistyped?",
}


def _ten_digits(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _TEN.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        yield *match.span(), _NUMBER_KINDS[patient_number(digits)]


_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY: Final = r"(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR: Final = r"(?:19|20)?[0-9]{2}"
_DATE: Final = (
    rf"(?:{_DAY}(?P<s>[/.\-])(?:0?[1-9]|1[0-2])(?P=s){_YEAR}"
    rf"|(?:19|20)[0-9]{{2}}-(?:0[1-9]|1[0-2])-{_DAY}"
    rf"|{_DAY}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:[.,]{{0,2}} (?:19|20)[0-9]{{2}}\b)?"
    rf"|{_MONTH} {_DAY}(?:st|nd|rd|th)?\b(?:,? (?:19|20)[0-9]{{2}}\b)?)"
)
_BIRTH: Final = r"(?:\bd\.?o\.?b\.?|\bdate of birth|\bborn(?: on)?)(?: (?:is|was))?[:\s]*"
_OVER_89: Final = r"(?:9[0-9]|1[01][0-9])"
_INWARD: Final = r"[0-9][ABD-HJLNP-UW-Z]{2}"
_PHONE_ABROAD: Final = "a phone number with its country"
_DIGITS_OF_PHONE: Final = r"(?:[ \-()]{0,2}[0-9]){8,10}(?![0-9])"

_RULES: Final = (
    _Rule("an e-mail address", "an e-mail address", _pattern(r"\b[\w.+'-]+@[\w-]+(?:\.[\w-]+)+\b")),
    _Rule(
        _PHONE_ABROAD,
        "a phone number",
        _pattern(r"(?<![\w+])\+[0-9]{1,3}[ \-]?(?:\(0\)[ \-]?)?" + _DIGITS_OF_PHONE),
    ),
    _Rule(
        "a phone number", "a phone number", _pattern(r"(?<![\w+])\(?0(?=[1-9])" + _DIGITS_OF_PHONE)
    ),
    _Rule("a date of birth", "a date of birth", _pattern(_BIRTH + _DATE)),
    _Rule(
        "a full date", "one day", _pattern(rf"(?:\bon )?(?:\bthe )?(?<![\w/.\-]){_DATE}(?![\w/\-])")
    ),
    _Rule("somebody’s name", "a colleague", names.of_colleagues),
    _Rule("somebody’s name", "this person", names.with_title),
    _Rule("somebody’s name", "", names.after_called),
    _Rule("the name of a place of care", "a place of care", names.of_places),
    _Rule("a ward", "a ward", names.of_wards),
    _Rule(
        "a ward",
        "a ward",
        _pattern(
            r"\b[Ww](?:ard|ARD) (?:[Nn]umber )?(?:[A-Z]?[0-9]{1,3}[A-Za-z]?|[A-H])\b", re.NOFLAG
        ),
    ),
    _Rule(
        "a bed",
        "a bed",
        _pattern(
            r"\b[Bb](?:ed|ED)(?: [Nn]umber| [Nn]o\.?)? ?(?:[A-Z]?[0-9]{1,3}[A-Za-z]?|[A-H])\b(?![/%])",
            re.NOFLAG,
        ),
    ),
    _Rule(
        "a bay",
        "a bay",
        _pattern(
            r"\b[Bb](?:ay|AY)(?: [Nn]umber)? ?(?:[A-Z]?[0-9]{1,2}[A-Za-z]?|[A-H])\b", re.NOFLAG
        ),
    ),
    _Rule(
        "a room",
        "a room",
        _pattern(
            r"\b(?:(?:side|treatment) ?)?(?:room|cubicle|trolley) (?:number )?[0-9]{1,3}[a-z]?\b"
        ),
    ),
    _Rule(
        "a post code",
        "an address",
        _pattern(rf"\b[A-Z]{{1,2}}[0-9][A-Z0-9]? ?{_INWARD}\b", re.NOFLAG),
    ),
    _Rule(
        "a post code",
        "an address",
        _pattern(rf"\b[a-z]{{2}}[0-9][a-z0-9]? ?{_INWARD.lower()}\b", re.NOFLAG),
    ),
    _Rule(
        "a hospital number",
        "a hospital number",
        _pattern(
            r"\b(?:hospital|unit|case|record|patient|incident|datix|gmc|mrn|crn)(?: (?:number|no\.?|id))?:? ?#?"
            r"[a-z]{0,3}[0-9]{4,10}[a-z]?\b"
        ),
    ),
    _Rule(
        "a hospital number",
        "a hospital number",
        _pattern(r"\b[A-Z]{1,3}-?[0-9]{5,9}[A-Z]?\b", re.NOFLAG),
    ),
    _Rule(
        "a hospital number", "a hospital number", _pattern(r"\b[a-z]{1,2}[0-9]{6,9}\b", re.NOFLAG)
    ),
    _Rule(
        "a long number: a hospital number?",
        "a number",
        _pattern(r"(?<![\w.,£$€+/-])[0-9]{7,9}(?![\w%]|[.,/-][0-9])"),
    ),
    _Rule(
        "an age over 89",
        "very elderly",
        _pattern(
            rf"\b(?:aged?|age of) {_OVER_89}\b(?! (?:minutes|hours|days|weeks|months))"
            rf"|\b{_OVER_89}[ \-](?:years?|yrs?)[ \-]old\b|\b{_OVER_89} ?(?:y/?o|yrs?)\b"
        ),
    ),
    _Rule("somebody’s name", "this person", names.of_two_words),
)
