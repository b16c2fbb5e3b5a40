"""The glossary as its page shows it: what was asked for, and what was found, by letter or best first."""

from collections.abc import Mapping
from itertools import groupby

from msgspec import Struct
from werkzeug.datastructures import MultiDict

from course.glossary_search import folded, search
from course.model import GlossaryEntry
from course.templating import TERM_KINDS

MAX_CHARACTERS = 100
DIGITS = "0 to 9"


class Asked(Struct, frozen=True):
    """What the form asks for. text: empty for everything; kind: empty for all kinds."""

    text: str = ""
    kind: str = ""

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> "Asked":
        """Return what an address asks for; a kind that does not exist is every kind."""
        kind = args.get("kind", "")
        text = " ".join(args.get("q", "").split())[:MAX_CHARACTERS]
        return cls(text, kind if kind in TERM_KINDS else "")


class Group(Struct, frozen=True):
    """Entries under a heading. id: its anchor, empty where none is needed."""

    title: str
    id: str
    entries: tuple[GlossaryEntry, ...]


class Shown(Struct, frozen=True):
    """What the page shows. sentence: how much was found; by_letter: whether letters lead about."""

    sentence: str
    groups: tuple[Group, ...]
    by_letter: bool


def shown(glossary: Mapping[str, GlossaryEntry], asked: Asked) -> Shown:
    """Return what is shown for a question."""
    found = search(glossary, asked.text, asked.kind)
    sentence = _sentence(len(found.entries), asked, found.guessed)
    if not asked.text:
        return Shown(sentence, _by_letter(found.entries), by_letter=True)
    title = "Close to it" if found.guessed else "Found"
    groups = (Group(title, "", found.entries),) if found.entries else ()
    return Shown(sentence, groups, by_letter=False)


def _by_letter(entries: tuple[GlossaryEntry, ...]) -> tuple[Group, ...]:
    ordered = sorted(entries, key=lambda entry: (_letter(entry), folded(entry.term)))
    return tuple(
        Group(letter, "digits" if letter == DIGITS else f"letter-{letter.lower()}", tuple(group))
        for letter, group in groupby(ordered, key=_letter)
    )


def _letter(entry: GlossaryEntry) -> str:
    first = folded(entry.term)[:1].upper()
    return first if "A" <= first <= "Z" else DIGITS


def _sentence(count: int, asked: Asked, guessed: bool) -> str:
    kind = f" of the kind “{TERM_KINDS[asked.kind]}”" if asked.kind else ""
    about = f" for “{asked.text}”" if asked.text else ""
    if guessed and count:
        return f"No entry{kind} is written like “{asked.text}”. This comes close:"
    if not count:
        return f"No entry{kind}{about}."
    return f"{'1 entry' if count == 1 else f'{count} entries'}{kind}{about}."
