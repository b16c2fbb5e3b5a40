"""The glossary as its page shows it: what was asked for, and what was found, by letter or best first."""

from collections.abc import Mapping
from itertools import groupby

from msgspec import Struct
from werkzeug.datastructures import MultiDict

from course.glossary.search import folded, search
from course.model import GlossaryEntry
from course.rendering.templating import TERM_KINDS
from course.visible import one_line

MAX_CHARACTERS = 100
DIGITS = "0 to 9"
AT_ONCE = 60
"""More entries than this are shown a letter at a time: a phone should not scroll through all."""
WHOLE = "all"


class Asked(Struct, frozen=True):
    """What the address asks for. text: empty for everything; kind: empty for all kinds.

    letter: the key of a group, ``all`` for every one, empty for the first.
    """

    text: str = ""
    kind: str = ""
    letter: str = ""

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> "Asked":
        """Return what an address asks for; a kind that does not exist is every kind."""
        kind = args.get("kind", "")
        text = one_line(args.get("q", ""))[:MAX_CHARACTERS]
        return cls(text, kind if kind in TERM_KINDS else "", args.get("letter", ""))


class Group(Struct, frozen=True):
    """Entries under a heading. letter: as an address names it, empty where none is needed."""

    title: str
    letter: str
    entries: tuple[GlossaryEntry, ...]

    @property
    def id(self) -> str:
        """The anchor of its heading."""
        return f"letter-{self.letter}" if self.letter else ""


class Shown(Struct, frozen=True):
    """What the page shows. sentence: how much was found; groups: those in view.

    letters: every group that leads about, none after a search; paged: each has a page of its own.
    """

    sentence: str
    groups: tuple[Group, ...]
    letters: tuple[Group, ...] = ()
    paged: bool = False


def shown(glossary: Mapping[str, GlossaryEntry], asked: Asked) -> Shown:
    """Return what is shown for a question."""
    found = search(glossary, asked.text, asked.kind)
    sentence = _sentence(len(found.entries), asked, found.guessed)
    if asked.text:
        title = "Close to it" if found.guessed else "Found"
        return Shown(sentence, (Group(title, "", found.entries),) if found.entries else ())
    letters = _by_letter(found.entries)
    if len(found.entries) <= AT_ONCE or asked.letter == WHOLE:
        return Shown(sentence, letters, letters)
    chosen = [group for group in letters if group.letter == asked.letter] or letters[:1]
    return Shown(sentence, tuple(chosen), letters, paged=True)


def letter_of(entry: GlossaryEntry) -> str:
    """Return the letter under which an entry stands, as an address names it."""
    return _key(_letter(entry))


def _by_letter(entries: tuple[GlossaryEntry, ...]) -> tuple[Group, ...]:
    ordered = sorted(entries, key=lambda entry: (_letter(entry), folded(entry.term)))
    return tuple(
        Group(letter, _key(letter), tuple(group)) for letter, group in groupby(ordered, key=_letter)
    )


def _letter(entry: GlossaryEntry) -> str:
    first = folded(entry.term)[:1].upper()
    return first if "A" <= first <= "Z" else DIGITS


def _key(letter: str) -> str:
    return "digits" if letter == DIGITS else letter.lower()


def _sentence(count: int, asked: Asked, guessed: bool) -> str:
    kind = f" of the kind “{TERM_KINDS[asked.kind]}”" if asked.kind else ""
    about = f" for “{asked.text}”" if asked.text else ""
    if guessed and count:
        return f"No entry{kind} is written like “{asked.text}”. This comes close:"
    if not count:
        return f"No entry{kind}{about}."
    return f"{'1 entry' if count == 1 else f'{count} entries'}{kind}{about}."
