"""The library as its page shows it: what was asked for, and what was found, by theme or best first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct
from werkzeug.datastructures import MultiDict

from app.asked import one_of
from app.library.resources import Resource
from app.organisations.models import Role
from app.wording import counted
from course.library.model import READERS, THEMES, Reader
from course.model import Tag
from course.nations import HomeNation
from course.search.words import finds, meant, normal, words
from course.visible import one_line

MAX_CHARACTERS: Final = 100
EVERYBODY: Final = "all"
OWN: Final = "own"
_READER_OF: Final[tuple[tuple[Role, Reader], ...]] = (
    (Role.LEARNER, "doctors"),
    (Role.SUPERVISOR, "supervisors"),
    (Role.LEAD, "leads"),
)


class Asked(Struct, frozen=True):
    """What the address asks for. text: empty for everything; reader: empty for everybody.

    theme: a key of THEMES, ``own`` for the trust's own, empty for all; tag: of the vocabulary, empty
    for all; chosen: whether the address says for whom.
    """

    text: str = ""
    reader: Reader | Literal[""] = ""
    theme: str = ""
    tag: str = ""
    chosen: bool = False

    @property
    def anything(self) -> bool:
        """Say whether less than all is asked for."""
        return bool(self.text or self.reader or self.theme or self.tag)


def asked_from(
    args: MultiDict[str, str], roles: Collection[Role], tags: Mapping[str, Tag]
) -> Asked:
    """Return what an address asks for. Raises BadAddress for a value that none of its lists has.

    Without a word on it, somebody with one of the roles that the library knows sees what is for them.
    """
    text = one_line(args.get("q", ""))[:MAX_CHARACTERS]
    theme = one_of(args, "theme", "Theme", ("", OWN, *THEMES))
    tag = one_of(args, "tag", "Topic", ("", *tags))
    wanted = one_of(args, "for", "For whom", ("", EVERYBODY, *READERS))
    reader: Reader | Literal[""] = next((each for each in READERS if each == wanted), "")
    if not wanted and not text and not tag and not theme:
        reader = usual_reader(roles)
    return Asked(
        text,
        reader,
        theme,
        tag,
        bool(wanted),
    )


def usual_reader(roles: Collection[Role]) -> Reader | Literal[""]:
    """Return the group of readers that somebody belongs to first; empty for none of them."""
    return next((reader for role, reader in _READER_OF if role in roles), "")


class Group(Struct, frozen=True):
    """Resources under a heading. id: of the heading, to be led to."""

    title: str
    id: str
    resources: tuple[Resource, ...]


class Shown(Struct, frozen=True):
    """What the page shows. sentence: how much was found."""

    sentence: str
    groups: tuple[Group, ...]


def shown(
    there: Sequence[Resource],
    asked: Asked,
    tags: Mapping[str, Tag],
    nation: HomeNation | None = None,
) -> Shown:
    """Return what is shown for a question.

    there: every resource of the reader, a trust's own first; nation: the reader's, what holds in others
    only stands last; none for all alike.
    """
    found = [
        each
        for each in there
        if asked.reader in {"", *each.readers}
        and (not asked.theme or asked.theme == (OWN if each.owner else each.theme))
        and (not asked.tag or asked.tag in each.tags)
    ]
    found.sort(key=lambda each: bool(nation and each.nations and nation not in each.nations))
    if asked.text:
        found = list(_best(found, asked.text, tags))
    sentence = _sentence(len(found), asked, tags)
    if asked.text:
        return Shown(sentence, (Group("Found", "found", tuple(found)),) if found else ())
    return Shown(sentence, tuple(_by_theme(found)))


def matching(
    there: Iterable[Resource], asked: Iterable[str], tags: Mapping[str, Tag]
) -> list[Resource]:
    """Return the resources that hold every word, those that hold them in the title first.

    asked: plain words.
    """
    wanted = [normal(word) for word in asked]
    if not wanted:
        return []
    scored = []
    for each in there:
        title = _normals(each.title)
        everything = {*title, *_normals(_text(each, tags))}
        if all(any(finds(one, word) for word in everything) for one in wanted):
            in_title = sum(any(finds(one, word) for word in title) for one in wanted)
            scored.append((in_title, each))
    return [each for _, each in sorted(scored, key=lambda pair: -pair[0])]


def _best(found: Iterable[Resource], text: str, tags: Mapping[str, Tag]) -> Iterable[Resource]:
    return matching(found, meant(text), tags)


def _text(each: Resource, tags: Mapping[str, Tag]) -> str:
    about = " ".join(tags[tag].title for tag in each.tags if tag in tags)
    return " ".join((each.source, each.when, each.summary, each.place, *each.checklist, about))


def _normals(text: str) -> set[str]:
    return {word.normal for word in words(text)}


def _by_theme(found: Sequence[Resource]) -> Iterable[Group]:
    own = tuple(each for each in found if each.owner)
    if own:
        yield Group(f"From {own[0].owner}", OWN, own)
    for theme, title in THEMES.items():
        resources = tuple(each for each in found if not each.owner and each.theme == theme)
        if resources:
            yield Group(title, theme, resources)


def _sentence(count: int, asked: Asked, tags: Mapping[str, Tag]) -> str:
    whom = f" for {_reader_words(asked.reader)}" if asked.reader else ""
    about = f" on “{tags[asked.tag].title}”" if asked.tag else ""
    words_ = f" with “{asked.text}”" if asked.text else ""
    return f"{counted(count, 'page') if count else 'No page'}{about}{whom}{words_}."


def _reader_words(reader: Reader) -> str:
    name = READERS[reader]
    return name if name.startswith("IMG") else name.lower()
