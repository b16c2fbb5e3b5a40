"""What was asked, and what is found: words of the glossary, sections, pages of the library, sources."""

from collections.abc import Collection, Mapping
from typing import Final

from msgspec import Struct
from sqlalchemy.orm import Session

from app.course_cache import CourseCache
from app.database import Database
from app.search import index
from app.search.models import SearchEdition, SearchPassage
from course.glossary.search import written_so
from course.model import Course, GlossaryEntry
from course.search.spelling import Vocabulary
from course.search.words import meant, normal
from course.visible import one_line

MOST_CHARACTERS: Final = 100
MOST_WORDS: Final = 12
MOST_SECTIONS: Final = 20
MOST_PAGES: Final = 8
MOST_SOURCES: Final = 10
MOST_TERMS: Final = 5


class Asked(Struct, frozen=True):
    """What the address asks for. text: as it is shown again in the field, never cut."""

    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """The plain words that say what is looked for."""
        return meant(self.text)

    @property
    def problem(self) -> str:
        """Why nothing can be looked for; empty where it can."""
        if not self.text:
            return "Write what you are looking for, such as bleep, or handover at night."
        if len(self.text) > MOST_CHARACTERS or len(self.words) > MOST_WORDS:
            return f"That is too long. Use {MOST_WORDS} words, or {MOST_CHARACTERS} characters, at most."
        if not self.words:
            return "There is no letter and no figure in it. Write a word."
        return ""


class Found(Struct, frozen=True):
    """What was found. asked: normal forms of the words, to be marked; sentence: how it was found.

    pages: of the library; more: there are further sections than those shown.
    """

    sentence: str
    asked: tuple[str, ...] = ()
    terms: tuple[GlossaryEntry, ...] = ()
    sections: tuple[SearchPassage, ...] = ()
    pages: tuple[SearchPassage, ...] = ()
    sources: tuple[SearchPassage, ...] = ()
    more: bool = False

    @property
    def anything(self) -> bool:
        """Say whether there is anything to show."""
        return bool(self.terms or self.sections or self.pages or self.sources)


class Library(Struct, frozen=True):
    """Where is looked, and for whom. modules: slugs of those in which the person may read."""

    database: Database
    course: Course
    modules: Collection[str]


class _Mended(Struct, frozen=True):
    """A word that stands for one that was typed. told: how that is said."""

    word: str
    told: str


_vocabularies: Final[CourseCache[Vocabulary]] = CourseCache(1)


def asked_from(text: str) -> Asked:
    """Return what somebody typed, as it is looked for."""
    return Asked(one_line(text))


def find(library: Library, asked: Asked) -> Found:
    """Return what is found for a question that has no problem.

    Where nothing holds all words as they are typed, those that stand nowhere are read as what was
    probably meant; where even that finds nothing, what holds some of them is shown. Either is said.
    """
    edition = index.bring_up_to_date(library.database, library.course)
    # A session of its own: the request's may have begun to read before the index was made.
    with library.database.read() as session:
        return _best(session, library, edition, asked)


def _best(session: Session, library: Library, edition: str, asked: Asked) -> Found:
    found = _find(session, library, edition, asked.text, asked.words)
    if found.anything:
        return found
    vocabulary = _vocabularies.get(
        library.course, edition, lambda: _vocabulary(library.database, edition)
    )
    mended = _mended(vocabulary, asked.words)
    words = tuple(mended[each].word if each in mended else each for each in asked.words)
    said = _instead(mended)
    if mended:
        found = _find(session, library, edition, " ".join(words), words, said)
        if found.anything:
            return found
    if len(words) > 1:
        said = f"{said} " if said else ""
        some = f"{said}Nothing holds all of these words. What is shown holds some of them."
        found = _find(session, library, edition, asked.text, words, some, all_of_them=False)
        if found.anything:
            return found
    return Found("")


def _find(
    session: Session,
    library: Library,
    edition: str,
    text: str,
    words: tuple[str, ...],
    sentence: str = "",
    *,
    all_of_them: bool = True,
) -> Found:
    forms = tuple(dict.fromkeys(map(normal, words)))
    sections, pages, sources = (
        index.find(
            session,
            edition,
            forms,
            library.modules,
            kind=kind,
            most=most + 1,
            all_of_them=all_of_them,
        )
        for kind, most in (("topic", MOST_SECTIONS), ("page", MOST_PAGES), ("source", MOST_SOURCES))
    )
    return Found(
        sentence,
        forms,
        _terms(library.course, text, words) if all_of_them else (),
        sections[:MOST_SECTIONS],
        pages[:MOST_PAGES],
        sources[:MOST_SOURCES],
        len(sections) > MOST_SECTIONS,
    )


def _terms(course: Course, text: str, words: Collection[str]) -> tuple[GlossaryEntry, ...]:
    """Return the entries that the glossary's own search finds, without what it would only guess.

    text: as it was typed; where no entry fits it, the words that say what is looked for.
    """
    entries = course.glossary.values()
    found = written_so(entries, text) or written_so(entries, " ".join(words))
    return found[:MOST_TERMS]


def _vocabulary(database: Database, edition: str) -> Vocabulary:
    with database.read() as session:
        return Vocabulary.of(session.get_one(SearchEdition, edition).words)


def _mended(vocabulary: Vocabulary, words: Collection[str]) -> dict[str, _Mended]:
    """Return what stands for each word that cannot be found, where anything does."""
    mended = {}
    for each in words:
        if vocabulary.knows(each):
            continue
        word, beginning = vocabulary.meant_by(each), vocabulary.beginning_of(each)
        if word:
            mended[each] = _Mended(word, f"“{word}”")
        elif beginning:
            mended[each] = _Mended(beginning, f"what begins with “{beginning}”")
    return mended


def _instead(mended: Mapping[str, _Mended]) -> str:
    if not mended:
        return ""
    typed = " or ".join(f"“{each}”" for each in mended)
    shown = " and ".join(each.told for each in mended.values())
    return f"Nothing found for {typed}. Showing {shown}."
