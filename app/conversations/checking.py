"""The look for what could tell who somebody is, as the journal has it. The two themselves may be named."""

import re
from typing import Final

import msgspec

from app.conversations.parties import Parties
from app.conversations.talk import TEXTS, Talk
from app.reflection.checking import Finding, findings_in
from app.reflection.identifiers import identifiers, without

_TITLES: Final = {"dr", "mr", "mrs", "ms", "miss", "prof", "professor", "doctor"}
_WORD: Final = re.compile(r"[^\W\d_]+")


def findings(talk: Talk, parties: Parties) -> tuple[Finding, ...]:
    """Return what is found in the texts of a record, in the order of the page."""
    own = _names(parties)
    texts = ((name, title, getattr(talk, name)) for name, title in TEXTS.items())
    return tuple(each for each in findings_in(texts) if not _is_theirs(each.words, own))


def take_out_all(talk: Talk, parties: Parties) -> Talk:
    """Return a record with neutral words in the place of everything that is found."""
    own = _names(parties)
    return msgspec.structs.replace(
        talk, **{name: _without_any(getattr(talk, name), own) for name in TEXTS}
    )


def _without_any(text: str, own: frozenset[str]) -> str:
    for found in reversed(identifiers(text)):
        if not _is_theirs(text[found.start : found.end], own):
            text = without(text, found)
    return text


def _names(parties: Parties) -> frozenset[str]:
    return _words(f"{parties.doctor} {parties.supervisor}") - _TITLES


def _is_theirs(text: str, own: frozenset[str]) -> bool:
    names = _words(text) - _TITLES
    return bool(names) and names <= own


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))
