"""Words that a slip must never turn into an accepted answer: those of the glossary, and what medicine tells
apart by a letter or two."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from course.model import GlossaryEntry
from course.question_types.typed_text import comparable
from course.questions import FillIn, Question
from course.slips import allowed_slips, distance

_BEGINNINGS: Final = (
    ("hyper", "hypo"),
    ("inter", "intra"),
    ("ante", "anti"),
    ("abd", "add"),
    ("macro", "micro"),
    ("supra", "super"),
    ("pre", "pro"),
    *(
        (negation, "")
        for negation in ("un", "in", "im", "ir", "il", "dis", "mis", "non", "a", "an")
    ),
)
_ENDINGS: Final = (
    ("ectomy", "otomy"),
    ("ectomy", "ostomy"),
    ("ostomy", "otomy"),
    ("phagia", "phasia"),
    ("ium", "eum"),
    ("oneal", "ineal"),
    ("ful", "less"),
)


def with_words_apart(question: Question, glossary: Mapping[str, GlossaryEntry]) -> Question:
    """Return a question with what its marking must tell apart; any but a fill-in as it is."""
    if not isinstance(question, FillIn) or question.spelling == "exact":
        return question
    forms = [form for entry in glossary.values() for form in entry.forms]
    apart = words_apart(question.accept, forms)
    return msgspec.structs.replace(question, apart=apart)


def words_apart(accepted: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the words that mean something else and are near enough to an accepted one for slips to meet.

    known: texts whose words mean something. What was typed may lie within the allowance of both, so
    they may be twice as far from each other.
    """
    ours = dict.fromkeys(_words(accepted))
    theirs = dict.fromkeys(word for word in _words(known) if word not in ours)
    found: dict[str, None] = {}
    for word in ours:
        slips = allowed_slips(word)
        if not slips:
            continue
        reach = 2 * slips
        others = (*theirs, *(each for each in _siblings(word) if each not in ours))
        found |= dict.fromkeys(
            each
            for each in others
            if abs(len(each) - len(word)) <= reach and distance(each, word) <= reach
        )
    return tuple(sorted(found))


def _words(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from comparable(text).split(" ")


def _siblings(word: str) -> Iterator[str]:
    """Yield the words that differ in a part that changes the meaning."""
    for pair in _BEGINNINGS:
        for one, other in (pair, pair[::-1]):
            if word.startswith(one):
                yield other + word.removeprefix(one)
    for pair in _ENDINGS:
        for one, other in (pair, pair[::-1]):
            if word.endswith(one):
                yield word.removesuffix(one) + other
