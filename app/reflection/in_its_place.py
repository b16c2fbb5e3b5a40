"""Which words stand in the place of what is taken out, so that the sentence still reads.

Pure: made from the text, the place, and the neutral words of its kind. Nothing is left of what stood there.
"""

import re
from typing import Final, NamedTuple

BEFORE: Final = 80
"""How many characters before a place are looked at: as much as a clause, so that a long text costs no more."""


class Place(NamedTuple):
    """A place in a text, as in a slice, and the neutral words of its kind."""

    start: int
    end: int
    neutral: str


_OPENING: Final = ("“", '"', "‘", "'", "(")
_QUOTES: Final = "“”\"‘’'"
_SPEECH: Final = re.compile(r'(?:^|[\s(])["“‘][^"”]*$')
_DETERMINER: Final = re.compile(
    r"\b(?:the|this|that|these|which|whose|his|her|their|its|my|our|your|no|any|every|each|one|dear|[^\W\d_]+[’']s)"
    r"(?: (?:wrong|right|same|old|new|other|next|first|second|last|whole|full|correct|empty))? $",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"^(?:an?|this) ")
_NOUN_AFTER: Final = re.compile(
    r" (?:nurses?|staff|team|round|sisters?|manager|doctors?|clerk|pharmacist|handover|patients?|rounds|desk)\b"
)
_ROLE: Final = re.compile(
    r"\b(?:patient|mother|father|mum|dad|daughter|son|wife|husband|brother|sister|aunt|uncle|friend|neighbour|colleague"
    r"|consultant|registrar|supervisor|mentor|senior|boss|doctor|nurse|pharmacist|midwife|carer|partner|widow),? $",
    re.IGNORECASE,
)
_IS: Final = re.compile(
    r"\b(?:number|no|code|e-?mail|address|mobile|phone|birth|dob|id|mrn|gmc|nhs|chi)\b[^.!?\n]{0,25}"
    r"\b(?:is|was|being|as)(?: now| still)? $",
    re.IGNORECASE,
)
_SAID_BY_NOUN: Final = re.compile(
    r"\b(?:number|phone|mobile|e-?mail|address|birth),? $", re.IGNORECASE
)
_OF_A_DAY: Final = re.compile(
    r"\b(?:since|until|till|by|before|after|from|to|of|dated|for|around|about|between|and|or|than|was|is) $",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"[.!?\n](?=\s|$)")
_PEOPLE: Final = ("this person", "a colleague")
_NUMBERS: Final = ("number", "address", "birth")


def words_for(text: str, place: Place, earlier: tuple[Place, ...]) -> str:
    """Return the neutral words for a place; empty where nothing needs to stand there.

    earlier: the places before it, in order, that could be taken out as well.
    """
    before = text[max(0, place.start - BEFORE) : place.start]
    after, neutral = text[place.end : place.end + 20], place.neutral
    of_person, of_day = neutral in _PEOPLE, neutral == "one day"
    if of_person and (before.endswith("Dear ") or _spoken_to(before, after)):
        return _address(text[place.start : place.end], letter=before.endswith("Dear "))
    if of_person and _ROLE.search(before) and _goes_without(before, after):
        return ""
    if (of_day or neutral.endswith(_NUMBERS)) and _IS.search(before):
        return "on record"
    if neutral.endswith(_NUMBERS) and _SAID_BY_NOUN.search(before) and _goes_without(before, after):
        return ""
    told_before = _told_before(text, place, earlier)
    if of_day:
        if told_before:
            return "another day"
        with_on = text[place.start : place.end].lower().startswith("on ")
        return "a certain day" if _OF_A_DAY.search(before) and not with_on else neutral
    if _ARTICLE.match(neutral):
        if _DETERMINER.search(before):
            return _ARTICLE.sub("", neutral)
        if neutral.startswith("a ") and _NOUN_AFTER.match(after):
            return _ARTICLE.sub("the ", neutral)
        if told_before:
            return _ARTICLE.sub("another ", neutral)
    return neutral


def put(text: str, start: int, end: int, words: str) -> str:
    """Return a text with words in a place, with a capital where a sentence begins."""
    before, after = text[:start], text[end:]
    if not words:
        comma = text[start] == "," or before.rstrip(" ").endswith(",")
        return before.rstrip(" ,") + (after.removeprefix(",") if comma else after)
    if begins_a_sentence(before):
        words = words[0].upper() + words[1:]
    return before + words + after


def begins_a_sentence(before: str) -> bool:
    """Say whether what comes after a text begins a sentence. Linear in the text, whatever it holds."""
    if before.endswith(_OPENING):
        before = before[:-1]
    words = before.rstrip()
    return not words or words[-1] in ".!?" or "\n" in before[len(words) :]


def _spoken_to(before: str, after: str) -> bool:
    """Say whether somebody is addressed here, such as in “Good morning, Mrs Hughes,”."""
    if not _SPEECH.search(before) or not after:
        return False
    return after[0] in (
        ",.?!" + _QUOTES if before.endswith(", ") else ",?!" if before[-1] in _QUOTES else ""
    )


def _goes_without(before: str, after: str) -> bool:
    """Say whether the noun before a place says enough: “My consultant, Dr Shah, agreed”."""
    return not before.endswith(", ") or after[:1] in {"", *",.;:!?)”"}


def _address(said: str, *, letter: bool) -> str:
    title = said.split()[0].rstrip(".").casefold()
    if title in {"mrs", "ms", "miss", "lady"}:
        return "madam"
    if title in {"mr", "sir", "lord", "master"}:
        return "sir"
    return (
        "nurse"
        if title in {"nurse", "sister", "matron", "staff", "midwife"}
        else ("colleague" if letter else "doctor")
    )


def _told_before(text: str, place: Place, earlier: tuple[Place, ...]) -> bool:
    """Say whether the same sentence has another one of this kind already, taken out or not."""
    since = max(0, place.start - 3 * BEFORE)
    for end in _SENTENCE_END.finditer(text, since, place.start):
        since = end.end()
    said = text[place.start : place.end].casefold()
    same = _same_name if place.neutral in _PEOPLE else _same
    for each in reversed(earlier):
        if each.start < since:
            break
        there = text[each.start : each.end].casefold()
        if each.neutral == place.neutral and not same(there, said):
            return True
    if place.neutral == "one day":
        return (
            re.search(r"\b(?:one|a certain) day\b", text[since : place.start], re.IGNORECASE)
            is not None
        )
    return f" {place.neutral} " in f" {text[since : place.start].casefold()} "


def _same(one: str, other: str) -> bool:
    return one == other


def _same_name(one: str, other: str) -> bool:
    """Say whether names are of one person, as far as words tell: “Mrs Hughes” and “Anna Hughes”."""
    return one.split()[-1] == other.split()[-1]
