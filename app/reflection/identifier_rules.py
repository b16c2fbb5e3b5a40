"""The shapes of what could tell who somebody is, in the order in which they are looked for.

A number is found with the label before it, so that the neutral word stands in the place of both.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from app.reflection import names

Finder = Callable[[str], Iterator[tuple[int, int]]]


class Rule(NamedTuple):
    """A shape. kind: what it looks like; neutral: in its place; find: its places in a text."""

    kind: str
    neutral: str
    find: Finder


def _pattern(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> Finder:
    compiled = re.compile(pattern, flags)

    def find(text: str) -> Iterator[tuple[int, int]]:
        return (match.span() for match in compiled.finditer(text))

    return find


def _label(words: str) -> str:
    """Return the pattern of a label with its article, such as “an e-mail address:”, which may be missing."""
    return rf"(?:(?:\ban? )?\b(?:{words})[:#]? ?)?"


_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May)|june?|july?|aug(?:ust)?"
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
_WEEKDAY: Final = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?"
_BIRTH: Final = r"(?:\ba )?\b(?:d\.?o\.?b\.?|date of birth)[:\s]*"
_OVER_89: Final = r"(?:9[0-9]|1[01][0-9])"
_INWARD: Final = r"[0-9][ABD-HJLNP-UW-Z]{2}"
PHONE_ABROAD: Final = "a phone number with its country"
_PHONE: Final = _label(r"(?:(?:(?:tele)?phone|mobile|home|work) )?(?:number|no\.)|tel\.?")
_DIGITS_OF_PHONE: Final = r"(?:[ \-()]{0,2}[0-9]){8,10}(?![0-9])"
_MAIL: Final = _label(r"e-?mail(?: address)?")
_POST_CODE: Final = r"(?:(?:an? )?\b[Pp]ost ?[Cc]ode:? )?\b"
_NAMED: Final = r"[A-Z][a-z’']+"
_STREET: Final = (
    r"(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Court|Square|Mews|Way)"
)
_BED: Final = (
    r"\b[Bb](?:ed|ED)(?: [Nn]umber| [Nn]o\.?)?:? ?(?:[A-Z]?[0-9]{1,3}[A-Za-z]?|[A-H])\b(?![/%])"
)
_BAY: Final = r"\b[Bb](?:ay|AY)(?: [Nn]umber)?:? ?(?:[A-Z]?[0-9]{1,2}[A-Za-z]?|[A-H])\b"
_WARD: Final = r"\b[Ww](?:ard|ARD) (?:[Nn]umber )?(?:[A-Z]?[0-9]{1,3}[A-Za-z]?|[A-H])\b"
_AND: Final = r",? "

RULES: Final = (
    Rule(
        "an e-mail address",
        "an e-mail address",
        _pattern(_MAIL + r"\b[\w.+'-]+@[\w-]+(?:\.[\w-]+)+\b"),
    ),
    Rule(
        PHONE_ABROAD,
        "a phone number",
        _pattern(_PHONE + r"(?<![\w+])\+[0-9]{1,3}[ \-]?(?:\(0\)[ \-]?)?" + _DIGITS_OF_PHONE),
    ),
    Rule(
        "a phone number",
        "a phone number",
        _pattern(_PHONE + r"(?<![\w+])\(?0(?=[1-9])" + _DIGITS_OF_PHONE),
    ),
    Rule("a date of birth", "born years ago", _pattern(rf"\bborn(?: on)? (?:the )?{_DATE}")),
    Rule("a date of birth", "a date of birth", _pattern(_BIRTH + _DATE)),
    Rule(
        "a full date",
        "one day",
        _pattern(rf"(?:\bon )?\b{_WEEKDAY}(?:\bthe )?(?<![\w/.\-]){_DATE}(?![\w/\-])"),
    ),
    Rule(
        "an address",
        "an address",
        _pattern(
            rf"\b[0-9]{{1,4}}[A-Za-z]? (?:{_NAMED} ){{1,3}}{_STREET}\b"
            rf"(?:,? [A-Z]{{1,2}}[0-9][A-Z0-9]? ?{_INWARD}\b)?",
            re.NOFLAG,
        ),
    ),
    Rule("somebody’s name", "a colleague", names.of_colleagues),
    Rule("somebody’s name", "this person", names.with_title),
    Rule("somebody’s name", "by another name", names.of_being_called),
    Rule("somebody’s name", "this person", names.of_calling),
    Rule("somebody’s name", "", names.after_called),
    Rule("the name of a place of care", "a place of care", names.of_places),
    Rule(
        "a bed and where it stands",
        "a bed",
        _pattern(
            rf"(?:{_BED}(?:{_AND}(?:{_BAY}|{_WARD}))+|(?:(?:{_WARD}|{_BAY}){_AND})+{_BED})",
            re.NOFLAG,
        ),
    ),
    Rule("a ward", "a ward", names.of_wards),
    Rule("a ward", "a ward", _pattern(_WARD, re.NOFLAG)),
    Rule("a bed", "a bed", _pattern(_BED, re.NOFLAG)),
    Rule("a bay", "a bay", _pattern(_BAY, re.NOFLAG)),
    Rule(
        "a room",
        "a room",
        _pattern(
            r"\b(?:(?:side|treatment) ?)?(?:room|cubicle|trolley) (?:number )?[0-9]{1,3}[a-z]?\b"
        ),
    ),
    Rule(
        "a post code",
        "an address",
        _pattern(rf"{_POST_CODE}[A-Z]{{1,2}}[0-9][A-Z0-9]? ?{_INWARD}\b", re.NOFLAG),
    ),
    Rule(
        "a post code",
        "an address",
        _pattern(rf"{_POST_CODE}[a-z]{{2}}[0-9][a-z0-9]? ?{_INWARD.lower()}\b", re.NOFLAG),
    ),
    Rule(
        "a registration number",
        "a registration number",
        _pattern(
            r"(?:\ba )?\b(?:gmc|nmc)(?: (?:number|no\.?|pin))?:? ?#?[0-9a-z]?[0-9]{5,7}[a-z]?\b"
        ),
    ),
    Rule(
        "the number of an incident",
        "an incident",
        _pattern(
            r"(?:\ban? )?\b(?:incident|datix)(?: (?:number|no\.?|id|form))?:? ?#?[a-z]{0,3}[0-9]{4,10}\b"
        ),
    ),
    Rule(
        "a hospital number",
        "a hospital number",
        _pattern(
            r"(?:\ban? )?\b(?:hospital|unit|case|record|patient|mrn|crn)(?: (?:number|no\.?|id))?:? ?#?"
            r"[a-z]{0,3}[0-9]{4,10}[a-z]?\b"
        ),
    ),
    Rule(
        "a hospital number",
        "a hospital number",
        _pattern(r"\b[A-Z]{1,3}-?[0-9]{5,9}[A-Z]?\b", re.NOFLAG),
    ),
    Rule(
        "a hospital number", "a hospital number", _pattern(r"\b[a-z]{1,2}[0-9]{6,9}\b", re.NOFLAG)
    ),
    Rule(
        "a long number: a hospital number?",
        "a number",
        _pattern(r"(?:(?:\ba )?\bnumber )?(?<![\w.,£$€+/-])[0-9]{7,9}(?![\w%]|[.,/-][0-9])"),
    ),
    Rule("an age over 89", "a great age", _pattern(rf"\b(?:the |an )?age(?: of)? {_OVER_89}\b")),
    Rule(
        "an age over 89",
        "of great age",
        _pattern(rf"\baged {_OVER_89}\b(?! (?:minutes|hours|days|weeks|months))(?: years)?"),
    ),
    Rule(
        "an age over 89",
        "very elderly person",
        _pattern(
            rf"(?:(?<=\ba )|(?<=\ban )|(?<=\bthe )){_OVER_89}[ \-]years?[ \-]old\b"
            r"(?= (?:who|with|in|on|from|at|and)\b|[.,;:?!]|$)"
        ),
    ),
    Rule(
        "an age over 89",
        "very elderly",
        _pattern(rf"\b{_OVER_89}[ \-](?:years?|yrs?)[ \-]old\b|\b{_OVER_89} ?(?:y/?o|yrs?)\b"),
    ),
    Rule("somebody’s name", "this person", names.of_two_words),
)
