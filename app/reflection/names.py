"""Names of people and of places, found by titles, capitals and the words beside them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

Spans = Iterator[tuple[int, int]]

_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'\-][^\W\d_]+)*")
_COMMON: Final = frozenset(
    (Path(__file__).parent / "capital_words.txt").read_text(encoding="utf-8").split()
)
"""Words that begin with a capital and are no name: at the beginning of a sentence, days, terms of care."""

_NO_NAME: Final = re.compile(
    r"\w{3,}(?:tion|tions|itis|osis|aemia|ology|ologist|ologists|ectomy|oscopy|graphy|pathy|ism|ical|ability)"
)
"""How terms of medicine and of work end, and names do not."""

# A name: a word of one capital and small letters, or initials, or both.
_NAME: Final = r"(?:(?:de|da|di|van|von|der|den|la|le|al|el|bin|ibn|ap|st) |al-|el-){0,3}(?:[^\W\d_a-zß-öø-ÿ](?:\.|(?=[ .]))? ?){0,3}[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[’'\-][^\W\d_]+)*"
_COLLEAGUE: Final = re.compile(
    rf"\b(?:[Dd]r|DR|[Pp]rof|[Pp]rofessor|[Ss]ister|[Mm]atron|[Nn]urse|[Mm]idwife|[Ss]taff [Nn]urse)\b\.? (?P<name>{_NAME}(?: {_NAME})?)"
)
_TITLED: Final = re.compile(
    rf"\b(?:(?:[Pp]oor|[Oo]ld|[Yy]oung|[Ll]ittle|[Ll]ovely) )?(?:[Mm]rs|[Mm]r|[Mm]s|[Mm]iss|[Mm]x|[Mm]aster|MR|MRS|MS|[Ss]ir|[Ll]ady|[Ll]ord)\b\.? (?P<name>{_NAME}(?: {_NAME})?)"
)
_PEOPLE: Final = (
    "patient|pt|man|woman|lady|gentleman|boy|girl|baby|child|mother|father|mum|dad|daughter|son|wife|husband"
    "|brother|sister|colleague|consultant|registrar|doctor|friend|neighbour"
)
_CALLED: Final = re.compile(
    rf"(?:(?<=\w)|(?<=,)) (?:who (?:is|was) )?(?:called|named) (?P<name>{_NAME}(?: {_NAME})?)"
    rf"|(?<=\b)(?:{_PEOPLE}),? (?P<beside>{_NAME}(?: {_NAME})?)"
)
_BEING_CALLED: Final = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e) (?:is|was|am|are|were) (?:called|named) (?P<name>{_NAME}(?: {_NAME})?)"
)
_CALLING: Final = re.compile(
    rf"\b(?:[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Yy]ou|then|later|to|just|and) called (?P<name>{_NAME}(?: {_NAME})?)"
)
_PLACE: Final = re.compile(
    r"(?:[Tt]he )?(?:[A-Z][\w’'.\-]+ ){1,5}(?:Hospital|Infirmary|Hospice|Surgery|Care Home|Nursing Home|Health Centre)\b"
)
_WARD: Final = re.compile(r"\b(?P<name>[A-Z][a-z’'\-]+) Ward\b")
_NO_WARD: Final = _COMMON | {"Stroke", "Maternity", "Children’s", "Isolation", "Night", "Virtual"}


def of_colleagues(text: str) -> Spans:
    """Find a title of care with a name, such as “Dr Shah”."""
    return _titled(_COLLEAGUE, text)


def with_title(text: str) -> Spans:
    """Find a title with a name, such as “Mrs Hughes” or “Mr J.S.”."""
    return _titled(_TITLED, text)


def _titled(pattern: re.Pattern[str], text: str) -> Spans:
    match = pattern.search(text)
    while match:
        end = _end_of_name(text, match.start("name"), match.end("name"))
        if end:
            yield match.start(), end
        # From where the name ends: what follows may be a title with a name of its own.
        match = pattern.search(text, end or match.start("name"))


def of_being_called(text: str) -> Spans:
    """Find “Margaret” in “she was called Margaret”."""
    return _names_of(_BEING_CALLED, text)


def of_calling(text: str) -> Spans:
    """Find “Margaret” in “then I called Margaret”."""
    return _names_of(_CALLING, text)


def _names_of(pattern: re.Pattern[str], text: str) -> Spans:
    for match in pattern.finditer(text):
        end = _end_of_name(text, match.start("name"), match.end("name"))
        if end:
            yield match.start("name"), end


def after_called(text: str) -> Spans:
    """Find “called Margaret” with the blank before it, and “Margaret” in “the patient Margaret”."""
    for match in _CALLED.finditer(text):
        group = "name" if match["name"] else "beside"
        end = _end_of_name(text, match.start(group), match.end(group))
        if end:
            beside = match.start(group) - (2 if text[match.start(group) - 2] == "," else 1)
            yield match.start() if group == "name" else beside, end


def of_places(text: str) -> Spans:
    """Find a hospital, surgery or home with its name, such as “Riverside General Hospital”."""
    for match in _PLACE.finditer(text):
        words = [word for word in match[0].split()[:-1] if word.lower() != "the"]
        if not all(word in _COMMON for word in words):
            yield match.span()


def of_wards(text: str) -> Spans:
    """Find a ward with a name, such as “Willow Ward”."""
    return (match.span() for match in _WARD.finditer(text) if match["name"] not in _NO_WARD)


def of_two_words(text: str) -> Spans:
    """Find two or more words beside each other that begin with capitals, such as “Margaret Hughes”."""
    row: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        beside = (
            bool(row)
            and text[row[-1].end() : word.start()] in (" ", ". ")
            and (text[row[-1].end() : word.start()] == " " or len(row[-1][0]) == 1)
        )
        if not beside:
            yield from _named(row)
            row = []
        if _could_be_name(word[0]):
            row.append(word)
        else:
            yield from _named(row)
            row = []
    yield from _named(row)


def _named(row: list[re.Match[str]]) -> Spans:
    if len(row) > 1 and sum(len(word[0]) > 1 for word in row) > 0:
        yield row[0].start(), row[-1].end()


def _could_be_name(word: str) -> bool:
    if word in _COMMON or word.removesuffix("’s").removesuffix("'s") in _COMMON:
        return False
    if not word[0].isupper() or _NO_NAME.fullmatch(word):
        return False
    return word not in ("A", "I") if len(word) == 1 else not word.isupper()


def _end_of_name(text: str, start: int, end: int) -> int:
    """Return where a name ends that begins at a place; 0 where the word there is none."""
    words = list(_WORD.finditer(text, start, end))
    while words and words[-1][0] in _COMMON:
        words.pop()
    if not words or not any(word[0][0].isupper() for word in words):
        return 0
    last = words[-1]
    word = last[0]
    at = last.end() - 2 if word.endswith(("’s", "'s")) else last.end()
    if len(word) > 1 or text[at : at + 1] != ".":
        return at
    # The dot of an initial, and not the end of the sentence: “J.S.” and “J.Smith”, not “Mr J.”
    inside = text[at + 1 : at + 2] not in ("", " ", "\n")
    return at + 1 if inside or text[last.start() - 1] == "." else at
